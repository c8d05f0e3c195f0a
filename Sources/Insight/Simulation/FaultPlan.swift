import StationCore

/// How much goes wrong in a run; drawn once from its seed.
struct FaultPlan {
    /// Between two faults, milliseconds.
    var every: ClosedRange<Int64>
    /// Batches in 1,000 after whose commit the process dies before anything is sent.
    var crashAtCommit: Int
    /// When the chat gateway is registered; nil in runs without.
    var chatComesAt: Int64?
    /// When e-mail takes no more contacts and is retired once drained.
    var emailEndsAt: Int64
    /// Bounds of the stations, small so that a short run meets them.
    var limits: StationLimits

    static func drawn(_ random: inout SplitMix64) -> FaultPlan {
        var limits = StationLimits()
        limits.checkpointEvery = UInt64(random.number(40...300))
        limits.tail = Int(random.number(2...64)) * 1024
        limits.inputsPerBatch = Int(random.number(2...300))
        limits.downstreamLag = UInt64(random.number(300...3000))
        return FaultPlan(
            every: random.chance(500) ? 800...3000 : 2000...7000,
            crashAtCommit: Int(random.number(0...6)),
            chatComesAt: random.chance(600) ? random.milliseconds(6000...30_000) : nil,
            emailEndsAt: random.chance(400) ? random.milliseconds(15_000...30_000) : .max,
            limits: limits)
    }
}
