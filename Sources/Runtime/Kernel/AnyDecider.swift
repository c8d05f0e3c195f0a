public import Contacts

/// Any station's decider in one concrete type.
///
/// The kernel and the shell around it are compiled once, for this type, in the modules they live in. As
/// generics over every program's own decider they would be compiled nowhere, and each step of the data path
/// would look up metadata and copy through witness tables (decision 0015).
public struct AnyDecider: Decider {
    /// The decider itself.
    public private(set) var base: any Decider

    /// Wraps `base`.
    public init(_ base: some Decider) { self.base = base }

    public mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        try base.decide(input, at: now)
    }
    public mutating func fold(_ entry: Entry) throws { try base.fold(entry) }
    public var nextDeadline: Instant? { base.nextDeadline }
    public func checkpoint() throws -> [UInt8] { try base.checkpoint() }
    public var size: Int { base.size }
    public mutating func restore(_ checkpoint: [UInt8]) throws { try base.restore(checkpoint) }
    public func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        base.pushes(kind: kind, body: body, from: publisher)
    }
    public func backlog(of topic: String) -> [Push] { base.backlog(of: topic) }
    public func isNewWork(_ submission: [UInt8]) -> Bool { base.isNewWork(submission) }
    public func blockage(of count: UInt64, since: Instant, reason: BlockageReason) -> [UInt8]? {
        base.blockage(of: count, since: since, reason: reason)
    }
    public func gauges(at now: Instant) -> [Gauge] { base.gauges(at: now) }
}
