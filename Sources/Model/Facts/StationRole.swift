public import Contacts

/// What a station is for, and with it whose streams it consumes (architecture.md#who-consumes-whom).
public enum StationRole: CaseIterable, Hashable, Sendable {
    case gateway, router, tierQueue, watchdog, agentDesk, auditSink

    /// The roles whose streams a station of this one consumes.
    public var sources: [Self] {
        switch self {
        case .gateway, .watchdog: [.router]
        case .router: [.gateway, .tierQueue, .watchdog]
        case .tierQueue: [.router, .agentDesk]
        case .agentDesk: [.tierQueue]
        case .auditSink: Self.allCases.filter { $0 != .auditSink }
        }
    }

    /// True when nobody on the line waits for it: one writes down, one may be a second late, and a page may
    /// show what happened a moment later (decision 0021).
    public var isPaced: Bool { [.auditSink, .watchdog, .agentDesk].contains(self) }
}

extension Directory {
    /// The role of a station that machines may name; nil for any other, such as the audit sink.
    public func role(of station: StationName) -> StationRole? {
        if station == router { return .router }
        if tiers.contains(station) { return .tierQueue }
        if station == watchdog { return .watchdog }
        if station == desk { return .agentDesk }
        return gateways.values.contains(station) ? .gateway : nil
    }

    /// True when `consumer` consumes the stream of `publisher`.
    public func isConsumer(_ consumer: StationName, of publisher: StationName) -> Bool {
        guard let consumer = role(of: consumer), let publisher = role(of: publisher) else { return false }
        return consumer.sources.contains(publisher)
    }
}
