public import Contacts

extension WorkItemChanged {
    /// Whether an item is open.
    public enum Status: Hashable, Sendable, Codable {
        case open
        /// It is over; an event may reopen it until the instant, which is past when none may.
        case ended(reopensUntil: Instant)

        /// As the wire has it: nil while the item is open.
        public init(reopensUntil: Instant?) {
            self = reopensUntil.map { .ended(reopensUntil: $0) } ?? .open
        }

        /// Until when an ended item may be reopened; nil while it is open.
        public var reopensUntil: Instant? {
            switch self {
            case .open: nil
            case .ended(let until): until
            }
        }
    }
}
