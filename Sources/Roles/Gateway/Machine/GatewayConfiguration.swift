public import BusinessTime
public import Contacts
public import Facts
public import Standards

/// What the topology's files tell one gateway.
public struct GatewayConfiguration: Hashable, Sendable {
    /// This gateway's station name.
    public var gateway: StationName
    /// This gateway's number, the upper part of every contact id it gives out.
    public var number: UInt16
    /// The channels it takes contacts on; an arrival on another one is refused.
    public var channels: [Channel]
    /// Who the other stations are.
    public var directory: Directory
    /// The rows of work.yaml; none when the topology tracks no work.
    public var work: [WorkClassRule]
    /// How long it waits for its medium.
    public var effects: EffectRules

    /// In which dates of work are dates.
    public var zone: Zone = .utc

    /// What it stamps on each contact; nil when the topology keeps contacts apart by nothing.
    public var segments: SegmentTable?

    /// How long before it is told a contact can have been received, by channel.
    public var receivedWithin: [Channel: Duration] = GatewayConfiguration.usualReceipts

    /// The usual bounds. Who waits live cannot have come before any outage of a gateway; mail lies on a
    /// server while a gateway is repaired; a letter lies in a mailroom, and its date of receipt is its stamp;
    /// work is taken over from the system before this one, with its dates.
    public static let usualReceipts: [Channel: Duration] = [
        .phone: .seconds(4 * 3600), .chat: .seconds(4 * 3600), .walkIn: .seconds(12 * 3600),
        .email: .seconds(14 * 86_400), .secureMessage: .seconds(14 * 86_400),
        .letter: .seconds(180 * 86_400), .workItem: .seconds(1_100 * 86_400),
    ]

    /// Makes the configuration of the gateway `gateway`.
    public init(
        gateway: StationName,
        number: UInt16,
        channels: [Channel],
        directory: Directory,
        work: [WorkClassRule] = [],
        effects: EffectRules = EffectRules()
    ) {
        self.gateway = gateway
        self.number = number
        self.channels = channels
        self.directory = directory
        self.work = work
        self.effects = effects
    }
}
