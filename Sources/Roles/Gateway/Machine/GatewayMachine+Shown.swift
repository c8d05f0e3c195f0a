public import Contacts
public import Facts

/// What adapters hear of a gateway, and which work it may turn away.
extension GatewayMachine: StationMachine {
    /// What the medium is asked for, and what it need not do any more.
    public static let pushed: Set<FactKind> = [.effectPending, .effectWithdrawn, .mediumReleased]

    /// Adapters subscribe to `effects`.
    public static func topics(of _: Fact, from publisher: StationName?) -> [String] {
        publisher == nil ? ["effects"] : []
    }

    /// Everything that an adapter may have missed and still owes.
    public func backlog(of topic: String) -> [Fact] {
        topic == "effects" ? state.pendingEffects.map { .effectPending($0) } : []
    }

    /// Contacts and work items; what is refused is counted for its first channel.
    public var newWork: Channel? { configuration.channels.first }

    /// What is open at the gateway.
    public func gauges(at _: Instant) -> [Gauge] {
        [
            Gauge("open_contacts", value: Int64(state.contacts.count)),
            Gauge("pending_effects", value: Int64(state.pendingEffects.count)),
            Gauge("unqueued_items", value: Int64(state.items.unqueuedCount)),
        ]
    }
}
