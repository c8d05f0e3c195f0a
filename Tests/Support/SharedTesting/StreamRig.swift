/// A publisher and a consumer joined by some transport, as the conformance checks need them.
///
/// The simulated network gives one, and so can a test over real sockets: each closure does its work and
/// returns when
/// it is done, however long that takes there.
public struct StreamRig {
    /// Publishes the facts of these numbers at the publisher; returns when they are durable.
    public var publish: (ClosedRange<UInt64>) async throws -> Void
    /// The numbers that the consumer holds durably, in the order it decided them.
    public var consumed: () async throws -> [UInt64]
    /// Waits until the consumer holds that many, or a bound has passed; what it holds is asked after.
    public var settle: (_ count: Int) async throws -> Void
    /// Loses what is on the way and everything sent until ``restoreLink``, without telling either side.
    public var cutLink: () async throws -> Void
    /// Carries frames again.
    public var restoreLink: () async throws -> Void
    /// Delivers frames of late once more, late and in another order.
    public var repeatFrames: () async throws -> Void
    /// Kills the publisher and starts it again from its journal.
    public var restartPublisher: () async throws -> Void
    /// Kills the consumer and starts it again from its journal.
    public var restartConsumer: () async throws -> Void
    /// Stops the consumer from handling anything, or lets it go on.
    public var stallConsumer: (Bool) async throws -> Void
    /// The most bytes of entries that were sent and not handled, since the start.
    public var mostBytesUnderWay: () async throws -> UInt64
    /// The credit that the consumer grants, bytes.
    public var credit: UInt64
    /// Puts a copy of the publisher's journal without its newest facts in place and starts the publisher;
    /// returns the
    /// exit status it ended itself with, or nil when it did not.
    public var rollBackPublisher: () async throws -> Int32?
}
