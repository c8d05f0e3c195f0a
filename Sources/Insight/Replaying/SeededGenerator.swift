internal import Foundation

/// Random numbers that are the same for the same seed on every machine (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts from `seed`.
    public init(seed: UInt64) { state = seed }

    /// Starts from a text, so that a call's draws depend on nothing but the call (FNV-1a).
    public init(seededBy text: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        state = hash
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Above 0 and at most 1, so that its logarithm is finite.
    public mutating func unit() -> Double { (Double(next() >> 11) + 1) / 9_007_199_254_740_992 }

    /// From an exponential distribution of the given mean.
    public mutating func exponential(mean: Double) -> Double { -log(unit()) * mean }

    /// From the standard normal distribution (Box-Muller).
    public mutating func normal() -> Double { (-2 * log(unit())).squareRoot() * cos(2 * .pi * unit()) }

    /// From the lognormal distribution with that mean and coefficient of variation.
    public mutating func lognormal(mean: Double, variation: Double) -> Double {
        let variance = log(1 + variation * variation)
        return exp(log(mean) - variance / 2 + variance.squareRoot() * normal())
    }
}
