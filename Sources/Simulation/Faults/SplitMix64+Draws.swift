public import Randomness

extension SplitMix64 {
    /// Starts from `seed`; neighbouring seeds give unrelated numbers.
    public init(seed: UInt64) { self.init(state: seed &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D) }

    /// True `permille` times out of 1,000.
    public mutating func chance(_ permille: Int) -> Bool { Int(next() % 1000) < permille }

    /// A whole number from `range`.
    public mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// A time from `range` of milliseconds, in microseconds.
    public mutating func milliseconds(_ range: ClosedRange<Int64>) -> Int64 {
        number((range.lowerBound * 1000)...(range.upperBound * 1000))
    }

    /// One of `choices`; nil when there is none.
    public mutating func pick<Choice>(_ choices: [Choice]) -> Choice? {
        choices.isEmpty ? nil : choices[Int(next() % UInt64(choices.count))]
    }
}
