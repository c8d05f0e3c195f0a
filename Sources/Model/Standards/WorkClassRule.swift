public import Contacts

/// A row of work.yaml: a class of work items, what may be said of them, and when they are over.
public struct WorkClassRule: Hashable, Sendable {
    /// The class.
    public var name: WorkClass
    /// The facts that an item may have, each once.
    public var facts: [FactRule]
    /// The events that may happen to an item.
    public var events: [EventRule]
    /// The events that end an item.
    public var ends: [WorkEvent]
    /// The events that reopen an ended one.
    public var reopens: [WorkEvent]
    /// How long after its end an item may be reopened and its facts are taken; it is remembered for as long.
    public var reopenWithin: Duration
    /// How long after its end facts are taken of an item that nothing reopens.
    public var factsWithin: Duration
    /// How it is routed to a tier as a contact too; nil when it is tracked only.
    public var routed: Routed?
    /// What clauses ask to be known before something may be said of an item.
    public var needs: [WorkNeed] = []
    /// In which order items are to be taken up; nil when no clause says.
    public var order: Order?

    /// Items that are to be taken up first in, first out.
    public struct Order: Hashable, Sendable {
        /// What says that nobody has taken an item up yet.
        public var waits: WorkNeed.Condition
        /// The fact by which there are several lines, such as a region; nil when there is one.
        public var by: Name<NameKind.WorkFact>?

        /// Makes an order.
        public init(waits: WorkNeed.Condition, by: Name<NameKind.WorkFact>? = nil) {
            self.waits = waits
            self.by = by
        }
    }

    /// A fact that an item may have.
    public struct FactRule: Hashable, Sendable {
        /// Its name.
        public var name: Name<NameKind.WorkFact>
        /// What it may be; none means any short token.
        public var values: [Name<NameKind.WorkFactValue>]
        /// Whether a report of it must say where its proof is kept.
        public var evidence: EventRule.Evidence
        /// The values that need no proof all the same, because they excuse nothing.
        public var unproven: [Name<NameKind.WorkFactValue>]
        /// How a value looks, where it is none of a list.
        public var form = WorkFactForm.any
        /// What it is until something else is said, and again when the item is opened again; nil for nothing.
        public var first: Name<NameKind.WorkFactValue>?
        /// To what it may go from each value; none when it may go anywhere.
        public var moves: [Name<NameKind.WorkFactValue>: [Name<NameKind.WorkFactValue>]] = [:]
        /// How it follows from others; nil when it is what somebody says.
        public var computed: Computed?

        /// A fact that follows from two dates: what it is when the second is at most so many days after the
        /// first, and when it is later. A date that is not known counts as one that is in time.
        ///
        /// - Source: TOM 1-3 ¶4.1; reading A38.
        public struct Computed: Hashable, Sendable {
            /// The fact with the first date; the day after it is day one.
            public var from: Name<NameKind.WorkFact>
            /// The fact with the second date.
            public var to: Name<NameKind.WorkFact>
            /// The last day in time.
            public var withinDays: Int
            /// What it is in time, and as long as a date is not known.
            public var inTime: Name<NameKind.WorkFactValue>
            /// What it is later.
            public var later: Name<NameKind.WorkFactValue>

            /// Makes a computation.
            public init(
                from: Name<NameKind.WorkFact>, to: Name<NameKind.WorkFact>, withinDays: Int,
                values: (inTime: Name<NameKind.WorkFactValue>, later: Name<NameKind.WorkFactValue>)
            ) {
                self.from = from
                self.to = to
                self.withinDays = withinDays
                (inTime, later) = values
            }
        }

        /// Makes a rule.
        public init(
            _ name: Name<NameKind.WorkFact>, _ values: [Name<NameKind.WorkFactValue>] = [],
            evidence: EventRule.Evidence = .optional, unproven: [Name<NameKind.WorkFactValue>] = []
        ) {
            self.name = name
            self.values = values
            self.evidence = evidence
            self.unproven = unproven
        }
    }

    /// An event that may happen to an item.
    public struct EventRule: Hashable, Sendable {
        /// Whether a report of it must say where its proof is kept.
        public enum Evidence: String, Sendable, Codable, CaseIterable, Hashable {
            case optional, required
        }

        /// Its name.
        public var name: WorkEvent
        /// Whether it needs proof.
        public var evidence: Evidence
        /// True when the party of the item is spoken or written to by it.
        public var tellsParty: Bool

        /// Makes a rule.
        public init(_ name: WorkEvent, evidence: Evidence = .optional, tellsParty: Bool = false) {
            self.name = name
            self.evidence = evidence
            self.tellsParty = tellsParty
        }
    }

    /// How an item is routed as a contact.
    public struct Routed: Hashable, Sendable {
        /// What the contact is about, for routing.yaml.
        public var inquiryType: InquiryType
        /// What happens to the item when the contact ends resolved; nil when nothing does.
        public var onResolved: WorkEvent?
        /// How urgent the contact is.
        public var urgency = Urgency.routine

        /// Makes a route.
        public init(_ inquiryType: InquiryType, onResolved: WorkEvent? = nil) {
            self.inquiryType = inquiryType
            self.onResolved = onResolved
        }
    }

    /// Makes a row.
    public init(
        name: WorkClass, facts: [FactRule] = [], events: [EventRule], ends: [WorkEvent],
        reopens: [WorkEvent] = [], reopenWithin: Duration = .zero, factsWithin: Duration = .zero,
        routed: Routed? = nil
    ) {
        self.name = name
        self.facts = facts
        self.events = events
        self.ends = ends
        self.reopens = reopens
        self.reopenWithin = reopenWithin
        self.factsWithin = factsWithin
        self.routed = routed
    }

    /// How long after its end something may still be said of an item.
    public var keptFor: Duration { max(reopenWithin, factsWithin) }

    /// The rule of an event; nil when it cannot happen to an item of the class.
    public func event(_ name: WorkEvent) -> EventRule? { events.first { $0.name == name } }
}

/// What is wrong with what was said of a work item: the field, and what was expected of its value.
public struct WorkFault: Hashable, Sendable {
    /// `class`, `event`, `evidence`, `facts.network`.
    public var field: String
    /// The value and what was expected.
    public var reason: String

    /// Makes a fault.
    public init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }
}

extension WorkClassRule {
    /// The first of `facts` that an item of the class cannot have, or that needs proof and has none.
    public func fault(of facts: [WorkFact], evidence: EvidenceToken?) -> WorkFault? {
        if let fault = fault(of: facts) { return fault }
        return evidence == nil ? facts.first(where: needsProof).map(unproven) : nil
    }

    /// The first of `facts` that an item of the class cannot have.
    public func fault(of facts: [WorkFact]) -> WorkFault? {
        for fact in facts {
            let field = "facts.\(fact.name)"
            guard let rule = self.facts.first(where: { $0.name == fact.name }) else {
                let known = choice(self.facts.map(\.name.rawValue))
                return WorkFault(field, "\(name) has no fact \(fact.name); expected \(known)")
            }
            guard rule.values.isEmpty || rule.values.contains(fact.value) else {
                let known = choice(rule.values.map(\.rawValue))
                return WorkFault(field, "\(fact.value) is not what it may be; expected \(known)")
            }
            guard rule.form.holds(fact.value.rawValue) else {
                return WorkFault(field, "\(fact.value) is not what it may be; expected \(rule.form.words)")
            }
            guard facts.count(where: { $0.name == fact.name }) == 1 else {
                return WorkFault(field, "given twice; expected each fact once")
            }
        }
        return nil
    }

    /// What is wrong with a fact that needs proof and has none.
    private func unproven(_ fact: WorkFact) -> WorkFault {
        WorkFault("evidence", "absent; \(fact) needs to say where its proof is kept")
    }

    /// True when a fact is believed only with proof, however it is told.
    public func needsProof(_ fact: WorkFact) -> Bool {
        guard let rule = facts.first(where: { $0.name == fact.name }), rule.evidence == .required else {
            return false
        }
        return !rule.unproven.contains(fact.value)
    }

    /// What keeps an event from happening to an item of the class.
    public func fault(of event: WorkEvent, evidence: EvidenceToken?) -> WorkFault? {
        guard let rule = self.event(event) else {
            let known = choice(events.map(\.name.rawValue))
            return WorkFault("event", "\(event) cannot happen to \(name); expected \(known)")
        }
        guard rule.evidence == .optional || evidence != nil else {
            return WorkFault("evidence", "absent; \(event) needs to say where its proof is kept")
        }
        return nil
    }

    /// What an ended item of the class still takes.
    public var expectedWhenEnded: String {
        let reopening = reopens.isEmpty ? "" : choice(reopens.map(\.rawValue)) + ", "
        return reopening + "facts, or an event from before its end"
    }

    private func choice(_ words: [String]) -> String {
        switch words.count {
        case 0: "none"
        case 1: words[0]
        default: "one of " + words.joined(separator: ", ")
        }
    }
}

extension [WorkClassRule] {
    /// The row of a class; nil when there is none.
    public func rule(of name: WorkClass) -> WorkClassRule? { first { $0.name == name } }

    /// What is wrong with a class that no row has.
    public func unknown(_ name: WorkClass) -> WorkFault {
        let known = isEmpty ? "none, for none is tracked" : map(\.name.rawValue).joined(separator: ", ")
        return WorkFault("class", "\(name) is no class of work.yaml; expected one of \(known)")
    }
}
