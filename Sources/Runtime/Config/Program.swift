public import Facts

/// What a station is; the name of its executable.
public enum Program: String, Sendable, Codable, CaseIterable, Hashable {
    case phoneGateway = "phone-gateway"
    case chatGateway = "chat-gateway"
    case emailGateway = "email-gateway"
    case portalGateway = "portal-gateway"
    case router
    case tierQueue = "tier-queue"
    case slaWatchdog = "sla-watchdog"
    case auditSink = "audit-sink"
    case agentDesk = "agent-desk"
    case opsConsole = "ops-console"

    /// What its stations are for; nil for the console, which is none.
    public var role: StationRole? {
        switch self {
        case .phoneGateway, .chatGateway, .emailGateway, .portalGateway: .gateway
        case .router: .router
        case .tierQueue: .tierQueue
        case .slaWatchdog: .watchdog
        case .auditSink: .auditSink
        case .agentDesk: .agentDesk
        case .opsConsole: nil
        }
    }

    /// True for the programs that take contacts in.
    public var isGateway: Bool { role == .gateway }

    /// True for the programs that people or adapters reach over HTTP.
    public var hasHTTP: Bool { isGateway || self == .agentDesk || self == .opsConsole }

    /// True for the programs that keep a journal and publish a stream; only the console is none.
    public var isStation: Bool { role != nil }
}

extension Program {
    /// True when a station of this program consumes the stream of one of `other`.
    package func consumes(_ other: Program) -> Bool {
        guard let role, let source = other.role else { return false }
        return role.sources.contains(source)
    }
}
