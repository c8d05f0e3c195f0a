import Config
import Contacts
import Facts
public import Gateway
import GatewayConfig
public import TierQueue

/// What the topology's `limits` say: every queue has a limit, and every limit a default with a reason.
public struct TopologyLimits: Hashable, Sendable {
    /// Bytes of entries that may be under way to a consumer; 4 MiB is a second of a busy stream.
    public var credit = 4 * 1024 * 1024
    /// Requests that may wait at an ingress before it answers busy.
    public var inbox = 4096
    /// Entries a consumer may lag before gateways refuse new contacts.
    public var downstreamLag = 100_000
    /// Bytes that must stay free on the journal's disk; below them gateways refuse new contacts.
    public var diskReserve = 256 * 1024 * 1024
    /// How long an offer waits for its answer, by channel.
    public var offerTimeouts: [ChannelLimit] = []
    /// How long an offer on any other channel waits: a ring that nobody hears must not cost the caller more.
    public var offerTimeoutOtherwise: Duration = .seconds(20)
    /// When wrap-up ends by itself, by channel; without an entry the agent ends it.
    public var wrapUp: [ChannelLimit] = []
    /// How long before it is told a contact can have been received, by channel; what has no entry keeps the
    /// gateway's usual bound, which stands with its reasons in `Receiving`.
    public var receivedWithin: [ChannelLimit] = []
    /// How long a contact waits for someone else than the agent who declined it.
    public var declineBackOff: Duration = .seconds(30)
    /// Topology time between two reconciliations of a tier queue; a long one calls a slice a second.
    public var reconciliation: Duration = .seconds(15)
    /// Real time after due at which a threshold without a watermark is presumed passed (P4).
    public var presumeAfter: Duration = .seconds(1)
    /// Real time after which a deadline handled late means that the watchdog was not running.
    public var outageAfter: Duration = .seconds(5)
    /// Real time that a medium has for each kind of effect, and how often it is asked again.
    public var effects = EffectRules()

    private static let keys = [
        "credit", "inbox", "downstream_lag", "disk_reserve", "offer_timeout", "received_within", "wrap_up",
        "decline_back_off", "roll_call", "presume_after", "outage_after", "effects",
    ]

    /// The defaults.
    init() {}

    /// Reads `field`; what it does not name keeps its default.
    init(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: Self.keys, &findings) else { return }
        credit = table.optional("credit")?.integer(65_536...1 << 30, &findings) ?? credit
        inbox = table.optional("inbox")?.integer(1...1 << 20, &findings) ?? inbox
        downstreamLag = table.optional("downstream_lag")?.integer(1...1 << 40, &findings) ?? downstreamLag
        diskReserve = table.optional("disk_reserve")?.integer(0...1 << 50, &findings) ?? diskReserve
        declineBackOff = table.optional("decline_back_off")?.elapsed(&findings) ?? declineBackOff
        reconciliation = Self.reconciliation(table, &findings) ?? reconciliation
        presumeAfter = Self.promise("presume_after", table, &findings) ?? presumeAfter
        outageAfter = Self.promise("outage_after", table, &findings) ?? outageAfter
        effects.read(table, &findings)
        for (key, value) in table.mapping("offer_timeout", &findings) {
            if key == "otherwise" {
                offerTimeoutOtherwise = value.elapsed(&findings) ?? offerTimeoutOtherwise
            } else if let limit = Self.limit(key, value, &findings) {
                offerTimeouts.append(limit)
            }
        }
        receivedWithin = table.mapping("received_within", &findings).compactMap {
            Self.limit($0.key, $0.value, &findings)
        }
        wrapUp = table.mapping("wrap_up", &findings).compactMap { Self.limit($0.key, $0.value, &findings) }
    }

    /// A promise in real time; more than an hour would be none, and must not overflow at a high clock rate.
    private static func promise(_ key: String, _ table: Table, _ findings: inout Findings) -> Duration? {
        guard let field = table.optional(key), let length = field.elapsed(&findings) else { return nil }
        guard length <= .seconds(3600) else {
            findings.add(field, expected: "at most 1h")
            return nil
        }
        return length
    }

    /// Below a second the calls themselves would be work; above an hour nobody would be helped by one.
    private static func reconciliation(_ table: Table, _ findings: inout Findings) -> Duration? {
        guard let field = table.optional("roll_call"), let length = field.elapsed(&findings)
        else { return nil }
        guard (.seconds(1) ... .seconds(3600)).contains(length) else {
            findings.add(field, expected: "between 1s and 1h")
            return nil
        }
        return length
    }

    private static func limit(_ key: String, _ value: Field, _ findings: inout Findings) -> ChannelLimit? {
        guard let channel = Channel(rawValue: key) else {
            let expected = Field.choice(Channel.allCases.map(\.rawValue))
            findings.add(value, value: "the key \"\(key)\"", expected: expected)
            return nil
        }
        return value.elapsed(&findings).map { ChannelLimit(channel, $0) }
    }
}
