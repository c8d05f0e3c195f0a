public import Contacts

/// A member of the recorded traffic: waits, leaves when patience runs out, talks, hangs up.
///
/// A pure value that owns no clock: who drives it says when its time has come.
public struct SimulatedCaller: Hashable, Sendable {
    /// Where the member stands.
    public enum State: Hashable, Sendable {
        /// Waits for a person, until `leavesAt`.
        case waiting(leavesAt: Instant?)
        /// An agent is being connected; nobody hangs up in that moment.
        case connecting(leavesAt: Instant?)
        case talking
        case gone
    }

    /// Where the member stands.
    public private(set) var state: State
    /// How the member came.
    public let channel: Channel

    /// A member who has just arrived.
    public init(channel: Channel, leavesAt: Instant?) {
        self.channel = channel
        state = .waiting(leavesAt: leavesAt)
    }

    /// When patience runs out; nil while nothing is waited for.
    public var leavesAt: Instant? {
        guard case .waiting(let leavesAt) = state else { return nil }
        return leavesAt
    }

    /// The medium is asked to connect an agent; false when the member has gone.
    public mutating func connectionAsked() -> Bool {
        switch state {
        case .waiting(let leavesAt): state = .connecting(leavesAt: leavesAt)
        case .connecting, .talking: break
        case .gone: return false
        }
        return true
    }

    /// A person answers.
    public mutating func connected() {
        if state != .gone { state = .talking }
    }

    /// The connection was not made: the member waits on.
    public mutating func connectionFailed() {
        if case .connecting(let leavesAt) = state { state = .waiting(leavesAt: leavesAt) }
    }

    /// The conversation moves to somebody else, for whom the member waits.
    public mutating func transferred(leavesAt: Instant?) {
        if state == .talking { state = .waiting(leavesAt: leavesAt) }
    }

    /// True, once, when the member leaves at `now` because patience has run out.
    public mutating func runsOutOfPatience(at now: Instant) -> Bool {
        guard let leavesAt, leavesAt <= now else { return false }
        state = .gone
        return true
    }

    /// The conversation is over, or the contact closed.
    public mutating func leave() { state = .gone }
}
