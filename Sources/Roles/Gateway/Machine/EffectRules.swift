import Contacts
public import Facts

/// How long a gateway waits for its medium, by kind of effect, and how often it asks again.
public struct EffectRules: Hashable, Sendable {
    /// What is true of one kind.
    public struct Rule: Hashable, Sendable {
        /// By when an attempt is to be settled.
        public var within: Duration
        /// How often the same effect, under the same id, is asked again after that.
        public var retries: UInt32

        /// Makes a rule.
        public init(within: Duration, retries: UInt32) {
            self.within = within
            self.retries = retries
        }
    }

    private var rules: [EffectKind: Rule] = [:]

    /// The defaults.
    public init() {}

    /// The rule of a kind.
    public subscript(kind: EffectKind) -> Rule {
        get { rules[kind] ?? Self.standard(kind) }
        set { rules[kind] = newValue }
    }

    /// The same rules when the topology's clock runs `rate` times as fast as the host's: a medium answers in
    /// real time.
    public func scaled(by rate: Int64) -> EffectRules {
        var scaled = EffectRules()
        for kind in EffectKind.allCases {
            let rule = self[kind]
            let within = Duration.microseconds(rule.within.microseconds * rate)
            scaled[kind] = Rule(within: within, retries: rule.retries)
        }
        return scaled
    }

    private static func standard(_ kind: EffectKind) -> Rule {
        switch kind {
        // An agent's telephone rings for up to half a minute; another ring is the next offer's.
        case .connect: Rule(within: .seconds(60), retries: 1)
        // A switch does these in milliseconds; an adapter is back within seconds and knows them by their id.
        case .hold, .resume: Rule(within: .seconds(15), retries: 2)
        case .disconnect, .close: Rule(within: .seconds(15), retries: 3)
        // Played to its end; said twice it would be heard twice.
        case .announce: Rule(within: .seconds(120), retries: 0)
        // A mail server's queue; its id is the Message-ID, by which a second one is recognised.
        case .acknowledge, .reply: Rule(within: .seconds(300), retries: 2)
        }
    }
}
