internal import Foundation
internal import Randomness

/// Random numbers that are the same for the same seed on every machine (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var source: SplitMix64

    /// Starts from `seed`.
    public init(seed: UInt64) { source = SplitMix64(state: seed) }

    /// Starts from a text, so that a call's draws depend on nothing but the call (FNV-1a).
    public init(seededBy text: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        source = SplitMix64(state: hash)
    }

    public mutating func next() -> UInt64 { source.next() }

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
