import Contacts
import Kernel
import Randomness

/// How much goes wrong in a run; drawn once from its seed.
struct FaultPlan {
    /// What goes wrong in a run: everything, or one row of working-here.md#faults alone.
    enum Program {
        case everything
        /// N1: only what this weather does to frames.
        case weather(SimulatedNetwork.Weather)
        /// N2: for a minute nothing that one station sends reaches the other; the other way all does.
        case oneWay(from: StationName, to: StationName)
        /// T1: one station is killed again and again.
        case kills(of: StationName)
    }

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

    static func drawn(_ random: inout SplitMix64, for program: Program) -> FaultPlan {
        var plan = drawn(&random)
        if case .everything = program { return plan }
        plan.every = 500...2500
        plan.crashAtCommit = 0
        plan.chatComesAt = nil
        plan.emailEndsAt = .max
        return plan
    }

    private static func drawn(_ random: inout SplitMix64) -> FaultPlan {
        var limits = StationLimits()
        limits.checkpointEvery = UInt64(random.number(40...300))
        limits.tail = Int(random.number(2...64)) * 1024
        limits.inputsPerBatch = Int(random.number(2...300))
        limits.downstreamLag = UInt64(random.number(300...3000))
        limits.batchInterval = Int64(limits.inputsPerBatch % 4) * 1_000
        return FaultPlan(
            every: random.chance(500) ? 800...3000 : 2000...7000,
            crashAtCommit: Int(random.number(0...6)),
            chatComesAt: random.chance(600) ? random.milliseconds(6000...30_000) : nil,
            emailEndsAt: random.chance(400) ? random.milliseconds(15_000...30_000) : .max,
            limits: limits)
    }
}
