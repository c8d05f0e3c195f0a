internal import Contacts
internal import Measures
internal import Projection
internal import Standards

extension ItemTables {
    /// The clock as the receipt of its contact or item has it that is known now.
    ///
    /// With another receipt each clock is told anew that is owed by then. One that went with another kind or
    /// class before is not; what was missed of it is counted by the calendar.
    ///
    /// - Source: decision 0048.
    func counted(_ clock: ClockLife, from receipt: Instant?) -> ClockLife {
        guard let receipt, let from = clock.from, from != receipt,
            let terms = clocks.first(where: { $0.name == clock.clock.name }), Self.countsFromReceipt(terms)
        else { return clock }
        let dues = terms.thresholds.compactMap { threshold in
            due(threshold, terms, from: receipt).map { (threshold.name, $0) }
        }
        var clock = clock
        clock.count(from: receipt, dues: Dictionary(dues) { first, _ in first })
        return clock
    }

    /// True for a clock that a later receipt of its contact or item tells anew.
    private static func countsFromReceipt(_ terms: StandardClock) -> Bool {
        if let item = terms.item { return item.startsAt == nil }
        return UndoneContact.countsFromReceipt(terms)
    }
}
