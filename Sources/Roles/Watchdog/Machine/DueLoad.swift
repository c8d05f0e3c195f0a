import Contacts

/// How many clocks of each name have their next breach in each quarter of an hour.
///
/// Derived from the ledger's clocks and kept beside them, so that looking ahead costs as many steps as there
/// are quarters with a due, and not as many as there are clocks.
struct DueLoad {
    /// Quarters of an hour since the epoch.
    private static let quarter: Int64 = 900_000_000

    private var counts: [ClockName: [Int64: UInt64]] = [:]

    init() {}

    /// A clock's next breach moves; nil stands for none.
    mutating func move(_ name: ClockName, from old: Instant?, to new: Instant?) {
        guard old != new else { return }
        let (from, to) = (old.map(Self.place), new.map(Self.place))
        guard from != to else { return }
        if let from {
            let left = (counts[name]?[from] ?? 1) - 1
            counts[name]?[from] = left > 0 ? left : nil
            if counts[name]?.isEmpty == true { counts[name] = nil }
        }
        if let to { counts[name, default: [:]][to, default: 0] += 1 }
    }

    /// True when a clock of the name has a breach before it.
    func has(_ name: ClockName) -> Bool { counts[name] != nil }

    /// How many clocks of the name are due, by the end of the quarter in which they are, after `now`,
    /// ascending.
    ///
    /// Taken as due at the end of its quarter no clock is held to be late that is not.
    func dues(of name: ClockName, after now: Instant) -> [(due: Instant, count: UInt64)] {
        let counts = counts[name] ?? [:]
        return counts.keys.sorted().compactMap { place in
            let due = Instant(microseconds: place * Self.quarter)
            return due > now ? (due, counts[place] ?? 0) : nil
        }
    }

    /// The quarter at whose end, or in which, `due` lies, by its end.
    private static func place(_ due: Instant) -> Int64 {
        let (whole, rest) = due.microseconds.quotientAndRemainder(dividingBy: quarter)
        return rest > 0 ? whole + 1 : whole
    }
}
