internal import Contacts
internal import Facts
internal import Measures
internal import Projection
internal import Standards

/// What later words about contacts did: each is listed, with what every clock from receipt would have been.
extension ExceptionFinder {
    mutating func look(at life: ContactLife, _ clocks: [Clock.ID: ClockLife]) {
        guard !life.changes.isEmpty else { return }
        let used = used(life, clocks)
        for (place, said) in life.changes.enumerated() {
            let undone = UndoneContact(life, without: [place], contactTables)
            let outcomes = undone.clockRecords.flatMap { plain in
                compared(plain, used[plain.clock])
            }
            exceptions.append(
                ExceptionRecord(
                    life.contact, said.change.ground, says: said.says(after: life.without([place])),
                    at: said.at,
                    noted: said.noted, by: said.by, evidence: said.evidence, outcomes: outcomes))
        }
        contacts[life.contact] = UndoneContact(
            life, without: Set(life.changes.indices), contactTables)
    }

    /// Its clocks as figures use them.
    private func used(_ life: ContactLife, _ clocks: [Clock.ID: ClockLife]) -> [Clock.ID: ClockRecord] {
        let places = [0] + (life.attributes?.inquiries.indices.map { UInt16($0 + 1) } ?? [])
        let ids = contactTables.clocks.filter(UndoneContact.countsFromReceipt).flatMap { terms in
            places.map { Clock.ID(terms.name, contact: life.contact, inquiry: $0) }
        }
        let recorded = ids.compactMap { id in
            clocks[id].flatMap { clock in
                contactTables.counted(clock, from: life.correctedReceipt).record(terms(of: id.name), of: life)
            }
        }
        let records = LateCorrection(life, contactTables)?.clockRecords(beside: recorded) ?? recorded
        return Dictionary(records.map { ($0.clock, $0) }) { first, _ in first }
    }

    private func compared(_ plain: ClockRecord, _ real: ClockRecord?) -> [ExceptionRecord.Outcome] {
        limits(of: plain.clock.name).compactMap { limit in
            let (with, without) = (standing(real, limit), standing(plain, limit))
            guard with != without || plain.ending == nil else { return nil }
            return .init(plain.clock, limit, due: plain.due(limit), with: with, without: without)
        }
    }
}

extension ContactChange {
    fileprivate var ground: ExceptionRecord.Ground {
        switch self {
        case .reclassified: .reclassified
        case .received: .receiptCorrected
        }
    }
}

extension ContactChanged {
    /// The word, and of a receipt what it would be without.
    fileprivate func says(after plain: ContactLife) -> String {
        switch change {
        case .reclassified: "\(change)"
        case .received: "\(change)" + (plain.receipt.map { ", was \($0)" } ?? "")
        }
    }
}
