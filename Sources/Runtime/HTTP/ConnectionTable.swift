/// Who is connected to an edge, and who may be sent away to make room for another.
///
/// A connection is *served* while a request of it is answered, an event stream as long as it lasts; otherwise
/// it *waits*. Whoever waits longest gives way, who never asked for anything before who did: so a flood of
/// idle connections costs those who flood, and nobody who is served is ever sent away.
struct ConnectionTable<Key: Hashable & Sendable>: Sendable {
    /// How many there may be.
    struct Limits: Hashable, Sendable {
        var inAll: Int
        /// From one address; a proxy is one address.
        var perAddress: Int
    }

    /// Whether somebody may come in.
    enum Admission: Hashable, Sendable {
        case enters
        /// In the place of another, whose connection has to be closed.
        case replaces(Key)
        case refused
    }

    private struct Connection: Sendable {
        var address: String
        var isServed = false
        /// True once a request was answered.
        var hasAsked = false
        /// When it began to wait, in the order of such events.
        var since: UInt64
    }

    let limits: Limits
    private var connections: [Key: Connection] = [:]
    private var perAddress: [String: Int] = [:]
    private var turn: UInt64 = 0

    /// Nobody yet.
    init(limits: Limits) { self.limits = limits }

    /// How many there are.
    var count: Int { connections.count }

    /// Lets `key` in from `address`, if there is room or room can be made.
    mutating func admit(_ key: Key, from address: String) -> Admission {
        var admission = Admission.enters
        if perAddress[address, default: 0] >= limits.perAddress {
            guard let other = longestWaiting(from: address) else { return .refused }
            admission = .replaces(other)
        } else if count >= limits.inAll {
            guard let other = longestWaiting(from: nil) else { return .refused }
            admission = .replaces(other)
        }
        if case .replaces(let other) = admission { leave(other) }
        turn += 1
        connections[key] = Connection(address: address, since: turn)
        perAddress[address, default: 0] += 1
        return admission
    }

    /// A request of `key` begins to be answered.
    mutating func begin(_ key: Key) { connections[key]?.isServed = true }

    /// It is answered.
    mutating func settle(_ key: Key) {
        turn += 1
        connections[key]?.isServed = false
        connections[key]?.hasAsked = true
        connections[key]?.since = turn
    }

    /// `key` is gone; one who was sent away is gone already.
    mutating func leave(_ key: Key) {
        guard let connection = connections.removeValue(forKey: key) else { return }
        let left = perAddress[connection.address, default: 1] - 1
        perAddress[connection.address] = left == 0 ? nil : left
    }

    private func longestWaiting(from address: String?) -> Key? {
        connections.filter { !$0.value.isServed && (address == nil || $0.value.address == address) }
            .min {
                ($0.value.hasAsked ? 1 : 0, $0.value.since) < ($1.value.hasAsked ? 1 : 0, $1.value.since)
            }?
            .key
    }
}
