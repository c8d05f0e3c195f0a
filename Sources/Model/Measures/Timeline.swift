public import Contacts

/// Records in the order of one of their instants, so that a window is two searches and a slice.
public struct Timeline<Record: Sendable>: Sendable {
    private let instants: [Instant]
    private let ordered: [Record]

    /// Orders `records` by `key`; those without the instant are left out. Equal instants keep their order.
    public init(_ records: [Record], by key: (Record) -> Instant?) {
        let keyed = records.enumerated().compactMap { place, record in
            key(record).map { (at: $0, place: place) }
        }.sorted { ($0.at, $0.place) < ($1.at, $1.place) }
        instants = keyed.map(\.at)
        ordered = keyed.map { records[$0.place] }
    }

    /// The records whose instant lies in `window`.
    public func records(in window: ReportWindow) -> ArraySlice<Record> {
        ordered[place(of: window.start)..<place(of: window.end)]
    }

    /// The records whose instant is `first` or later, and before `end`.
    public func records(from first: Instant, to end: Instant) -> ArraySlice<Record> {
        let last = place(of: end)
        return ordered[min(place(of: first), last)..<last]
    }

    /// The records whose instant is before `instant`.
    public func records(before instant: Instant) -> ArraySlice<Record> { ordered[..<place(of: instant)] }

    /// How many instants are before `instant`.
    private func place(of instant: Instant) -> Int {
        var low = 0
        var high = instants.count
        while low < high {
            let middle = (low + high) / 2
            if instants[middle] < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
