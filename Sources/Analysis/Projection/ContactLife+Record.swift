internal import Contacts
internal import Facts
public import Measures

extension ContactLife {
    /// What measures need to know of the contact; nil for what was never received.
    ///
    /// A work item that is routed too comes into custody as an item; its contact begins with the router.
    ///
    /// - Parameter isItem: whether the contact is a work item.
    public func record(isItem: Bool = false) -> CallRecord? {
        let arrival = received.map { ($0.channel, $0.received) }
        let routed = isItem ? classified.map { ($0.channel, $0.received) } : nil
        guard let (channel, at) = arrival ?? routed else { return nil }
        var record = CallRecord(contact: contact, channel: channel, received: changes.last?.received ?? at)
        record.contactClass = classified?.contactClass
        record.requester = attributes?.requester ?? .beneficiary
        record.isRequesterPresumed = attributes?.isRequesterPresumed ?? true
        record.memberClass = attributes?.memberClass
        record.callType = attributes?.callType
        record.member = links.last { $0.member != nil }?.member ?? received?.attributes.member
        record.answered = answered
        record.laterWaits = laterWaits
        record.hasCompleteIntake = received?.attributes.essentials?.areComplete
        record.ending = ended.map { .init($0.outcome, at: $0.at) }
        record.furtherEndings = max(0, endings - 1)
        record.legs = served.compactMap { stay in
            guard let connected = stay.connected else { return nil }
            var leg = CallRecord.Leg(
                agent: stay.agent, tier: stay.offer.tier, connected: connected,
                over: stay.over.map { max($0, connected) })
            leg.aside = stay.aside
            return leg
        }
        record.hold = hold.microseconds
        record.moves = takenHandoffs.map { .init(from: $0.from, to: $0.to) }
        record.inquiries = inquiryRecords
        return record
    }

    private var inquiryRecords: [CallRecord.InquiryRecord] {
        guard let attributes else {
            return inquiries.sorted { $0.key < $1.key }.compactMap { index, life in
                life.type.map { record(of: index, $0, life) }
            }
        }
        return attributes.inquiries.enumerated().map { place, request in
            let index = UInt16(clamping: place + 1)
            let life = inquiries[index]
            let type = changes.isEmpty ? life?.type ?? request.type : request.type
            return record(of: index, type, life, issue: request.issue)
        }
    }

    private func record(
        of index: UInt16, _ type: InquiryType, _ life: InquiryLife?, issue: IssueToken? = nil
    ) -> CallRecord.InquiryRecord {
        let said = links.filter { $0.index == nil || $0.index == index }
        var record = CallRecord.InquiryRecord(
            index: index, type: type, issue: said.last { $0.issue != nil }?.issue ?? issue,
            resolved: life?.resolved?.at, acceptance: life?.resolved?.acceptance)
        if life?.resolved != nil, let accepted = life?.accepted {
            record.acceptance = .accepted
            record.accepted = accepted
        }
        if channel?.isMail == true, record.acceptance == .accepted {
            // Who wrote accepts what was sent, and nothing before.
            record.accepted = life?.answered.map { max($0, record.accepted ?? $0) }
            if record.accepted == nil { record.acceptance = nil }
        }
        // What was said last decides: a case by itself, or the member and the issue.
        record.caseID = said.last?.caseID
        return record
    }
}
