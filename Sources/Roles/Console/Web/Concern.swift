import Contacts

/// Something about a station that a person should look at now.
struct Concern: Hashable, Sendable {
    /// What is wrong with it.
    enum Kind: String, Sendable, CaseIterable {
        /// Nothing is heard of it although work waits for it.
        case silent
        /// It falls further and further behind.
        case growingLag = "growing_lag"
    }
    var kind: Kind
    /// The station that does not do its work.
    var station: StationName
    /// The station at which that was seen, when it was not the console itself.
    var upstream: StationName?
    /// Since when, on the real monotonic clock, microseconds.
    var since: Int64
    /// What it was seen by.
    var evidence: String

    /// True when both are about the same; a station is silent once, wherever that is seen.
    func isSame(as other: Concern) -> Bool {
        kind == other.kind && station == other.station && (kind == .silent || upstream == other.upstream)
    }
}
