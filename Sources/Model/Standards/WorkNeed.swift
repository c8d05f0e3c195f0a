public import Contacts

/// What a clause asks to be known of a work item before something may be said of it: a row of `needs:` in
/// work.yaml.
///
/// Closing is a claim that the clause's work was done. Without what the clause names it is none, so the
/// report is refused, and the item with its clocks stays as it was.
///
/// - Source: decision 0049.
public struct WorkNeed: Hashable, Sendable {
    /// The clause that asks.
    public var clause: String
    /// The events that it is for; with neither these nor ``classes`` it is for the facts of ``when``.
    public var events: [WorkEvent] = []
    /// The classes that an item may become with it only.
    public var classes: [WorkClass] = []
    /// What must be the case for it to ask anything.
    public var when: [Condition] = []
    /// What must be the case then.
    public var facts: [Condition] = []
    /// Facts of which one at least must be known.
    public var anyOf: [Name<NameKind.WorkFact>] = []
    /// Facts that must be known and compared.
    public var pairs: [Pair] = []
    /// Dates that may not lie before that of the event.
    public var toCome: [Name<NameKind.WorkFact>] = []
    /// Events that must have happened before.
    public var after: [WorkEvent] = []

    /// A fact and what it may be; any value will do when none is named.
    public struct Condition: Hashable, Sendable {
        /// The fact.
        public var fact: Name<NameKind.WorkFact>
        /// The values, one of which it must have.
        public var values: [Name<NameKind.WorkFactValue>]

        /// Makes a condition.
        public init(_ fact: Name<NameKind.WorkFact>, _ values: [Name<NameKind.WorkFactValue>] = []) {
            self.fact = fact
            self.values = values
        }

        /// True when the fact has one of the values.
        func holds(_ value: Name<NameKind.WorkFactValue>?) -> Bool {
            value.map { values.isEmpty || values.contains($0) } ?? false
        }
    }

    /// A fact that must be as another one.
    public struct Pair: Hashable, Sendable {
        /// How two facts are compared.
        public enum Comparison: String, Sendable, CaseIterable, Hashable {
            /// The same token.
            case same
            /// A number that is no less.
            case atLeast = "at_least"
        }

        /// How they are compared.
        public var comparison: Comparison
        /// The fact that is asked for.
        public var fact: Name<NameKind.WorkFact>
        /// The fact that it is compared with.
        public var other: Name<NameKind.WorkFact>

        /// Makes a pair.
        public init(
            _ comparison: Comparison, _ fact: Name<NameKind.WorkFact>, _ other: Name<NameKind.WorkFact>
        ) {
            self.comparison = comparison
            self.fact = fact
            self.other = other
        }
    }

    /// Makes a row that asks for nothing yet.
    public init(clause: String) { self.clause = clause }

    /// The facts and events that it asks for.
    public var asked: [String] {
        let names = facts.map(\.fact) + anyOf + pairs.map(\.fact) + toCome
        return names.map(\.rawValue) + after.map(\.rawValue)
    }

    /// Every fact that it names.
    public var named: [Name<NameKind.WorkFact>] {
        (when + facts).map(\.fact) + anyOf + toCome + pairs.flatMap { [$0.fact, $0.other] }
    }
}

/// How the value of a fact looks that is none of a list.
public enum WorkFactForm: String, Sendable, CaseIterable, Hashable {
    /// Any short token.
    case any
    /// A date, `2026-03-30`.
    case date
    /// A whole number from 0: an amount in cents, a count.
    case number
    /// The control number of a claim: 7 to 24 letters, digits and hyphens, digits among them.
    case controlNumber = "control-number"

    /// True when `value` has the form.
    public func holds(_ value: String) -> Bool {
        switch self {
        case .any: return true
        case .date: return CivilDate(value) != nil
        case .number: return Self.number(value) != nil
        case .controlNumber:
            let isOfSigns = value.utf8.allSatisfy { Self.isDigit($0) || Self.isLetter($0) || $0 == 0x2D }
            return isOfSigns && (7...24).contains(value.utf8.count)
                && value.utf8.contains(where: Self.isDigit)
        }
    }

    /// What is expected, in words.
    public var words: String {
        switch self {
        case .any: "any short token"
        case .date: "a date, YYYY-MM-DD"
        case .number: "a whole number from 0"
        case .controlNumber: "7 to 24 letters, digits and hyphens, with a digit"
        }
    }

    /// The number that a value is; nil when it is none, or too long to be summed with others.
    static func number(_ value: String) -> Int64? {
        guard (1...15).contains(value.utf8.count), value.utf8.allSatisfy(isDigit) else { return nil }
        return Int64(value)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
}
