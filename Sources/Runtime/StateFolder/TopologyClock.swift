public import Contacts

/// The topology's own time: it began at `origin` and runs `rate` times as fast as the host since the anchor.
///
/// Every station computes from the same five numbers of `clock.json`, so a restarted process agrees with the
/// others to the microsecond. Integers throughout; `CLOCK_BOOTTIME` rather than the wall clock, so that
/// nobody who sets the time moves a deadline.
public struct TopologyClock: Hashable, Sendable {
    /// What the topology's clock showed at the anchor.
    public let origin: Instant
    /// How many seconds of the topology pass in one of the host; 1 in production.
    public let rate: Int64
    /// `CLOCK_BOOTTIME` at the anchor, microseconds.
    public let anchor: Int64

    /// Makes a clock; `rate` must be positive.
    public init(origin: Instant, rate: Int64, anchor: Int64) {
        precondition(rate > 0, "the rate of a topology's clock is at least 1")
        self.origin = origin
        self.rate = rate
        self.anchor = anchor
    }

    /// What the topology's clock shows when `CLOCK_BOOTTIME` shows `boottime` microseconds.
    public func instant(atBoottime boottime: Int64) -> Instant {
        Instant(microseconds: Self.saturating(origin.microseconds, boottime - anchor, rate))
    }

    /// The first `CLOCK_BOOTTIME`, in microseconds, at which the topology's clock shows `instant` or later.
    public func boottime(of instant: Instant) -> Int64 {
        let ahead = Self.saturating(instant.microseconds, origin.microseconds, -1)
        let quotient = ahead / rate
        return anchor &+ (ahead % rate > 0 ? quotient + 1 : quotient)
    }

    /// What the topology's clock shows now.
    public func now() -> Instant { instant(atBoottime: HostClock.boottimeNow()) }

    /// `base + difference * factor`, held within what an instant can say.
    private static func saturating(_ base: Int64, _ difference: Int64, _ factor: Int64) -> Int64 {
        let (product, productOverflow) = difference.multipliedReportingOverflow(by: factor)
        let (sum, sumOverflow) = base.addingReportingOverflow(product)
        guard productOverflow || sumOverflow else { return sum }
        let upward = productOverflow ? (difference > 0) == (factor > 0) : base > 0
        return (upward ? Instant.distantFuture : Instant.distantPast).microseconds
    }
}
