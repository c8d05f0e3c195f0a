/// What the prover shows of rules that are well formed each and wrong together (decision 0052).
public struct Proof: Hashable, Sendable {
    /// What is wrong.
    public let kind: Kind
    /// The whole of it, in a sentence for who plans operations.
    public let text: String
    /// A contact that it happens to.
    public let counterexample: Counterexample

    /// What can be wrong with rules.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        /// Nobody on the roster can serve what a row needs, at its tier and on its channel.
        case unservedSkill = "unserved-skill"
        /// Earlier rows decide everything that a row is for.
        case unreachableRow = "unreachable-row"
        /// A contact can be handed round for ever.
        case escalationLoop = "escalation-loop"
        /// What a row's own words put first is served behind what they do not.
        case starvedClass = "starved-class"
        /// A channel's hours do not open for months.
        case closedHours = "closed-hours"
    }

    /// Makes a proof.
    public init(_ kind: Kind, _ text: String, _ counterexample: Counterexample) {
        self.kind = kind
        self.text = text
        self.counterexample = counterexample
    }
}

extension Proof: CustomStringConvertible {
    /// `kind: text Counterexample: a phone contact ...; steps`.
    public var description: String { "\(kind.rawValue): \(text) Counterexample: \(counterexample)" }
}

/// One contact, and what becomes of it step by step; what it is not known by is nil.
public struct Counterexample: Hashable, Sendable {
    /// How it comes.
    public var channel: String?
    /// Who asks.
    public var requester: String?
    /// What about.
    public var inquiry: String?
    /// How urgent it is.
    public var urgency: String?
    /// Its language tag.
    public var language: String?
    /// When it comes, where that matters: an instant in UTC.
    public var at: String?
    /// What becomes of it, in order.
    public var steps: [String]

    /// Makes a counterexample.
    public init(
        channel: String? = nil, requester: String? = nil, inquiry: String? = nil, urgency: String? = nil,
        language: String? = nil, at: String? = nil, steps: [String]
    ) {
        self.channel = channel
        self.requester = requester
        self.inquiry = inquiry
        self.urgency = urgency
        self.language = language
        self.at = at
        self.steps = steps
    }
}

extension Counterexample: CustomStringConvertible {
    /// The contact, a colon, and the steps one after the other.
    public var description: String {
        let words = [
            channel, inquiry.map { "about \($0)" }, requester.map { "by \($0)" }, urgency,
            language.map { "in \($0)" }, at.map { "at \($0)" },
        ].compactMap(\.self)
        return (words.isEmpty ? "any contact" : words.joined(separator: ", ")) + ": "
            + steps.joined(separator: "; ") + "."
    }
}

// A key without a value is null, so that a script need not guess.

extension Counterexample: Encodable {
    private enum CodingKeys: String, CodingKey {
        case channel, requester, inquiry, urgency, language, at, steps
    }

    /// Writes every key.
    public func encode(to encoder: any Encoder) throws {
        var cells = encoder.container(keyedBy: CodingKeys.self)
        try cells.encode(channel, forKey: .channel)
        try cells.encode(requester, forKey: .requester)
        try cells.encode(inquiry, forKey: .inquiry)
        try cells.encode(urgency, forKey: .urgency)
        try cells.encode(language, forKey: .language)
        try cells.encode(at, forKey: .at)
        try cells.encode(steps, forKey: .steps)
    }
}

extension Finding: Encodable {
    private enum CodingKeys: String, CodingKey {
        case file, line, path, value, expected, kind, text, counterexample
    }

    /// Writes every key; the last three are those of the proof.
    public func encode(to encoder: any Encoder) throws {
        var cells = encoder.container(keyedBy: CodingKeys.self)
        try cells.encode(file, forKey: .file)
        try cells.encode(line, forKey: .line)
        try cells.encode(path, forKey: .path)
        try cells.encode(value, forKey: .value)
        try cells.encode(expected, forKey: .expected)
        try cells.encode(proof?.kind, forKey: .kind)
        try cells.encode(proof?.text, forKey: .text)
        try cells.encode(proof?.counterexample, forKey: .counterexample)
    }
}
