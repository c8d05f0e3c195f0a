public import Facts

/// Facts of every kind with values at, below and over each limit, the same for the same seed.
///
/// They are made by the facts' own reading: what a decoder would find is drawn by chance. So a new kind, and
/// a new field of an old one, is drawn without being named here.
public struct FactFuzzer {
    private let chance: Chance
    private var turn = 0

    /// How large numbers and instants are drawn.
    public enum Numbers: Hashable, Sendable {
        /// Up to what can be written down.
        case extreme
        /// As a centre has them, with a stamp of the year 1 or 9999 now and then; they can be added up.
        case usual
    }

    /// Starts from `seed`.
    public init(seed: UInt64, numbers: Numbers = .extreme) { chance = Chance(seed: seed, numbers: numbers) }

    /// The next fact; the kinds take turns.
    ///
    /// Three of four have every value within its limits, most of them at one; the others have one value, or
    /// one list, that is over, if chance reached the field that it chose.
    ///
    /// - Throws: `DecodingError` when a type of the facts reads itself in a way that is not known here.
    public mutating func next() throws -> Fact {
        let kind = FactKind.allCases[turn % FactKind.allCases.count]
        turn += 1
        return try fact(of: kind)
    }

    /// A fact of `kind`.
    public mutating func fact(of kind: FactKind) throws -> Fact {
        chance.begin()
        return try Fact(from: ChanceDecoder(chance: chance, key: kind.description))
    }
}
