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
    /// - Parameter recorded: those of the log. One that is owed no more stays as it was, if somebody said so
    ///   without proof (decision 0046).
    func clockRecords(beside recorded: [ClockRecord]) -> [ClockRecord] {
        let used = UndoneContact(life, without: [], tables).clockRecords
        guard life.changes.contains(where: \.isUnprovenReclassification) else { return used }
        let known = Set(used.map(\.clock))
        return used + recorded.filter { !known.contains($0.clock) }
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
