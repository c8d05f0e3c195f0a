internal import Contacts
internal import Facts
internal import Measures
internal import Projection
internal import Standards

/// The clocks of a contact of which something was said when it, or a part of it, was settled: the watchdog
/// has forgotten them, so they are counted by the calendar from what the contact is by all that was said.
struct LateCorrection {
    private let life: ContactLife
    private let tables: ItemTables

    /// Nil for a contact whose clocks the watchdog told anew.
    init?(_ life: ContactLife, _ tables: ItemTables) {
        guard life.isCorrectedLate else { return nil }
        self.life = life
        self.tables = tables
    }

    /// Its clocks from receipt as they are used.
    ///
    /// - Parameter recorded: those of the log. One that is owed no more counts with what it had missed when
    ///   somebody said so without proof, and with nothing that it had met (decisions 0046, 0051).
    func clockRecords(beside recorded: [ClockRecord]) -> [ClockRecord] {
        let used = UndoneContact(life, without: [], tables).clockRecords
        guard let said = life.changes.last(where: \.isUnprovenReclassification)?.noted else { return used }
        let known = Set(used.map(\.clock))
        return used + recorded.filter { !known.contains($0.clock) }.map { $0.owed(until: said) }
    }
}

extension ClockRecord {
    /// The clock as one that was taken away: late by then it stays late, in time it is nobody's success.
    fileprivate func owed(until said: Instant) -> ClockRecord {
        var record = self
        switch ending {
        case .stopped(let at), .lapsed(let at): record.ending = .lapsed(min(at, said))
        case nil: record.ending = .lapsed(said)
        case .forgone: break
        }
        return record
    }
}

extension ContactChanged {
    fileprivate var isUnprovenReclassification: Bool {
        switch change {
        case .reclassified: evidence == nil
        case .received: false
        }
    }
}
