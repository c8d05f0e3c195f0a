public import Contacts
public import Facts
public import Receiving

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

/// Where an HTTP edge listens.
public struct HTTPAddress: Hashable, Sendable {
    /// The host's name or address.
    public var host: String
    /// The port.
    public var port: Int

    /// Makes an address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// What the topology says of one process.
public struct StationSettings: Hashable, Sendable {
    /// Its name, unique in the topology.
    public var name: StationName
    /// Which executable it runs.
    public var program: Program
    /// A gateway's number, the upper part of its contact ids; nil for other programs.
    public var number: UInt16?
    /// The channels a gateway takes; empty for other programs.
    public var channels: [Channel]
    /// Who acknowledges written contacts; means nothing for programs that are no gateway.
    public var acknowledges: ReceivingConfiguration.Acknowledging
    /// The tier of a tier queue; nil for other programs.
    public var tier: Tier?
    /// Where its HTTP edge listens; nil when it has none.
    public var http: HTTPAddress?
    /// The ZeroMQ endpoint of its stream.
    public var streamEndpoint: String
    /// The ZeroMQ endpoint of its ingress.
    public var ingressEndpoint: String
    /// Its journal's file.
    public var journalPath: String
    /// The stations whose streams it consumes, in the topology's order.
    public var upstreams: [StationName]
    /// The stations that consume its stream, in the topology's order.
    public var consumers: [StationName]
}

extension Program {
    /// True when a station of this program consumes the stream of one of `other`.
    func consumes(_ other: Program) -> Bool {
        guard let role, let source = other.role else { return false }
        return role.sources.contains(source)
    }
}
