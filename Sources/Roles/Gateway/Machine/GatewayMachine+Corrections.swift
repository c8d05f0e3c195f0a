import Contacts
import Facts
import Standards

/// A contact turns out to be of another kind, or a receipt to have been at another instant: both are said
/// beside what was recorded, and every clock is counted by the later word.
///
/// - Source: TOM 1-3 ¶3.0, ¶3.1, ¶3.2, ¶5.0.
extension GatewayMachine {
    /// Who may correct a receipt: the mailroom, or one of its people as `mailroom-3`.
    private static let mailroom = "mailroom"

    /// Takes a word about a contact in custody, or refuses it with the field at fault.
    mutating func note(_ report: ContactReport, at now: Instant) {
        let request = report.change.request
        guard let custody = state.correctable(report.contact), custody.phase != .closing else {
            let reason =
                "\(report.contact) is not in custody here; of what has ended letters alone can be corrected, "
                + "for 180 days from when they were taken in"
            return refuse(request, field: "contact", reason)
        }
        guard custody.channel != .workItem else {
            let reason = "\(report.contact) is a work item; expected a report about the item"
            return refuse(request, field: "contact", reason)
        }
        guard let said = custody.said else {
            let reason = "\(report.contact) came before this could be said of one"
            return refuse(request, field: "contact", reason)
        }
        let (before, ingested) = (said.attributes, said.ingested)
        var (attributes, received) = (before, custody.counted)
        switch report.change {
        case .received(let instant):
            if let fault = fault(ofReceipt: instant, report, custody, ingested) {
                return refuse(request, field: fault.field, fault.reason)
            }
            received = instant
        case .reclassified(let kind):
            guard kind.types.isEmpty || kind.types.count == before.inquiries.count else {
                let count = before.inquiries.count
                let reason = "\(kind.types.count) inquiries; expected the \(count) that it has"
                return refuse(request, field: "inquiries", reason)
            }
            if let fault = fault(ofMemberClass: kind.memberClass) {
                return refuse(request, field: fault.field, fault.reason)
            }
            attributes = kind.applied(to: before)
        }
        // Another receipt can make it urgent, and with that another kind of call.
        if let table = configuration.segments {
            attributes.callType = table.callType(of: attributes, on: custody.channel, received: received)
        }
        guard attributes != before || received != custody.counted else {
            return refuse(request, field: "contact", "\(report.contact) is that already")
        }
        tellRouter(
            .contactReported(
                ContactReported(
                    contact: report.contact, change: report.change,
                    at: happened(report.at, since: custody.received, at: now), by: report.by,
                    evidence: report.evidence, noted: now, channel: custody.channel, received: received,
                    attributes: attributes, before: before, ingested: ingested,
                    acknowledged: said.acknowledged, replied: said.replied, wrote: said.wrote)))
    }

    private func fault(
        ofReceipt instant: Instant, _ report: ContactReport, _ custody: Custody, _ ingested: Instant
    ) -> WorkFault? {
        guard !custody.channel.isLive else {
            return WorkFault(
                "contact", "\(report.contact) came by \(custody.channel.rawValue), whose own instant stands")
        }
        return receiptFault(instant, on: custody.channel, by: report.by, report.evidence, ingested)
    }

    /// What is wrong with another instant of receipt; nil when nothing is.
    func receiptFault(
        _ instant: Instant, on channel: Channel, by person: ActorName, _ evidence: EvidenceToken?,
        _ ingested: Instant
    ) -> WorkFault? {
        guard person.rawValue == Self.mailroom || person.rawValue.hasPrefix("\(Self.mailroom)-") else {
            return WorkFault("actor", "\(person) may not correct a receipt; expected \(Self.mailroom)")
        }
        guard evidence != nil else {
            return WorkFault("evidence", "absent; another receipt needs to say where its proof is kept")
        }
        guard instant <= ingested else {
            return WorkFault("received", "\(instant) is after it was taken in here, at \(ingested)")
        }
        guard case .cannotBe(let reason) = receipt(instant, on: channel, at: ingested) else { return nil }
        return WorkFault("received", reason)
    }
}

extension ContactChange {
    /// What adapters call it.
    fileprivate var request: String {
        switch self {
        case .reclassified: "contact_reclassified"
        case .received: "receipt_corrected"
        }
    }
}
