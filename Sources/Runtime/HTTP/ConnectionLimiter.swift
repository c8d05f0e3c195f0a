import Kernel
import Links
import Logging
import NIOCore
import Synchronization

import struct Contacts.Gauge

/// Lets connections in, so many and no more, because each takes a descriptor that the station's journal and
/// links may need.
final class ConnectionLimiter: Sendable {
    /// More connections than that are of no use to a centre, whatever the system allows.
    static let most = 4096
    /// Descriptors kept for links and for the system's libraries: a station has some dozen peers at most.
    static var reserve: Int { min(64, max(32, Descriptors.limit / 8)) }
    /// Connections that may be open beyond those let in, while they are refused.
    static let spare = 8
    /// With room for fewer connections an edge is of no use.
    static let fewest = 8

    private struct State {
        var table: ConnectionTable<ObjectIdentifier>?
        /// The channels of those who are in, which keeps their identifiers theirs.
        var channels: [ObjectIdentifier: any Channel] = [:]
        var refused: UInt64 = 0
        var sentAway: UInt64 = 0
        var saidAt: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let log: Logger

    init(log: Logger) { self.log = log }

    /// Counts what is left of the process's descriptors, once everything else is open.
    ///
    /// - Throws: `StationError` when that is too little to serve anybody.
    func open() throws(StationError) {
        let room = min(Self.most, Descriptors.limit - Descriptors.inUse - Self.reserve - Self.spare)
        guard room >= Self.fewest else {
            throw StationError(
                "the limit of open files is \(Descriptors.limit), \(Descriptors.inUse) are open, expected at "
                    + "least \(Self.reserve + Self.spare + Self.fewest) more", exitStatus: 78)
        }
        open(ConnectionTable.Limits(inAll: room, perAddress: max(Self.fewest, room * 3 / 4)))
    }

    /// Opens with limits of its own.
    func open(_ limits: ConnectionTable<ObjectIdentifier>.Limits) {
        state.withLock { $0.table = ConnectionTable(limits: limits) }
        log.info("connections are let in", metadata: ["in_all": "\(limits.inAll)"])
    }

    /// How many connections may be open before the next one is not even accepted.
    var gate: Int { state.withLock { ($0.table?.limits.inAll ?? 0) + Self.spare } }

    /// False when `channel` is to be refused.
    func enter(_ channel: any Channel) -> Bool {
        let key = ObjectIdentifier(channel)
        let address = channel.remoteAddress?.ipAddress ?? "unknown"
        let (isLetIn, other) = state.withLock { state -> (Bool, (any Channel)?) in
            switch state.table?.admit(key, from: address) {
            case .enters: break
            case .replaces(let other):
                state.sentAway += 1
                state.channels[key] = channel
                return (true, state.channels.removeValue(forKey: other))
            case .refused, nil:
                state.refused += 1
                return (false, nil)
            }
            state.channels[key] = channel
            return (true, nil)
        }
        if isLetIn { channel.closeFuture.whenComplete { _ in self.leave(key) } }
        if let other { other.close(promise: nil) }
        if !isLetIn || other != nil { say(address) }
        return isLetIn
    }

    /// A request begins to be answered.
    func begin(_ channel: any Channel) { state.withLock { $0.table?.begin(ObjectIdentifier(channel)) } }

    /// It is answered.
    func settle(_ channel: any Channel) { state.withLock { $0.table?.settle(ObjectIdentifier(channel)) } }

    private func leave(_ key: ObjectIdentifier) {
        state.withLock { state in
            state.channels[key] = nil
            state.table?.leave(key)
        }
    }

    /// Says that there are too many, at once and then at most every ten seconds.
    private func say(_ address: String) {
        let now = ContinuousClock.now
        let figures = state.withLock { state -> (refused: UInt64, sentAway: UInt64, limit: Int)? in
            if let saidAt = state.saidAt, now - saidAt < .seconds(10) { return nil }
            state.saidAt = now
            return (state.refused, state.sentAway, state.table?.limits.inAll ?? 0)
        }
        guard let figures else { return }
        log.error(
            "too many connections",
            metadata: [
                "limit": "\(figures.limit)", "newest_from": "\(address)", "refused": "\(figures.refused)",
                "sent_away": "\(figures.sentAway)",
            ])
    }

    /// For health: how many are in, were refused, and were sent away to make room.
    var gauges: [Gauge] {
        state.withLock {
            [
                Gauge("connections_limit", value: Int64($0.table?.limits.inAll ?? 0)),
                Gauge("connections_open", value: Int64($0.table?.count ?? 0)),
                Gauge("connections_refused", value: Int64(clamping: $0.refused)),
                Gauge("connections_sent_away", value: Int64(clamping: $0.sentAway)),
            ]
        }
    }
}
