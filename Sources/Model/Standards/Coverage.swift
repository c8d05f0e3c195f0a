public import Contacts

/// Which clocks the register starts for what can come, and what it demands and does not start.
public struct Coverage: Sendable {
    private let clocks: [StandardClock]
    private let demands: [Demand]
    private let domain: Domain
    private let segments: SegmentTable?

    /// Everything that a contact, an escalation or an item can be.
    public struct Domain: Hashable, Sendable {
        /// The types of inquiry.
        public var inquiryTypes: [InquiryType]
        /// The classes of work; none where no work is tracked.
        public var classes: [WorkClass]
        /// The reasons of escalations.
        public var reasons: [ReasonCode]

        /// Makes a domain.
        public init(inquiryTypes: [InquiryType], classes: [WorkClass], reasons: [ReasonCode]) {
            self.inquiryTypes = inquiryTypes
            self.classes = classes
            self.reasons = reasons
        }
    }

    /// A combination and the clocks that begin for it.
    public struct Row: Hashable, Sendable {
        /// Whether it is a contact, an escalation or an item.
        public var kind: Demand.Kind
        /// The combination.
        public var subject: ClockScope.Subject
        /// The clocks, in the order of standards.yaml.
        public var clocks: [ClockName]
        /// The kind of call that an inquiry makes; nil for what is no inquiry, and without segments.yaml.
        public var callType: CallType?
    }

    /// A combination that a clause covers and no clock serves.
    public struct Hole: Hashable, Sendable {
        /// The combination.
        public var row: Row
        /// The clause that covers it.
        public var clause: String
        /// The standard that nothing serves there.
        public var standard: Standard.ID
        /// The place of the demand in the register.
        public var demand: Int
    }

    /// Makes the coverage that `clocks` give to `domain` beside what `demands` ask; `segments` says which
    /// kind of call each contact is.
    public init(
        clocks: [StandardClock], demands: [Demand], domain: Domain, segments: SegmentTable? = nil
    ) {
        self.segments = segments
        self.clocks = clocks
        self.demands = demands
        self.domain = domain
    }

    /// Every combination with its clocks.
    public var rows: [Row] {
        Demand.Kind.allCases.flatMap { kind in
            let own = clocks.filter { $0.demandKind == kind }
            return subjects(kind, Requester.allCases, Urgency.allCases, domain.inquiryTypes).map {
                var row = Self.row(kind, $0, own)
                if kind == .contacts { row.callType = segments?.callType(of: $0) }
                return row
            }
        }
    }

    /// Every hole among the combinations of `rows`.
    public var holes: [Hole] {
        Demand.Kind.allCases.flatMap { kind in
            holes(kind, subjects(kind, Requester.allCases, Urgency.allCases, domain.inquiryTypes))
        }
    }

    /// At least one hole of each demand that has any.
    ///
    /// Values that no scope names are alike, and one stands for them all: quick enough for every start.
    public var exampleHoles: [Hole] {
        let scopes = clocks.map(\.appliesTo) + demands.map(\.scope)
        let cases = scopes.flatMap { $0.cases + $0.except }
        let types = Self.representatives(domain.inquiryTypes, named: Set(cases.flatMap(\.inquiryTypes)))
        let requesters = Self.representatives(Requester.allCases, named: Set(cases.flatMap(\.requesters)))
        let urgencies = Self.representatives(Urgency.allCases, named: Set(cases.flatMap(\.urgencies)))
        return Demand.Kind.allCases.flatMap { holes($0, subjects($0, requesters, urgencies, types)) }
    }

    private static func representatives<Value: Hashable>(
        _ values: [Value], named: Set<Value>
    ) -> [Value] {
        values.filter { named.contains($0) } + values.filter { !named.contains($0) }.prefix(1)
    }

    private static func row(
        _ kind: Demand.Kind, _ subject: ClockScope.Subject, _ clocks: [StandardClock]
    ) -> Row {
        Row(
            kind: kind, subject: subject,
            clocks: clocks.filter { $0.appliesTo.covers(subject) }.map(\.name))
    }

    private func holes(_ kind: Demand.Kind, _ subjects: [ClockScope.Subject]) -> [Hole] {
        let own = clocks.filter { $0.demandKind == kind }
        let asked = demands.enumerated().filter { $0.element.kind == kind }
        return subjects.flatMap { subject -> [Hole] in
            let covering = asked.filter { $0.element.scope.covers(subject) }
            guard !covering.isEmpty else { return [] }
            let served = Set(own.filter { $0.appliesTo.covers(subject) }.flatMap(\.standards))
            return covering.flatMap { place, demand in
                demand.standards.filter { !served.contains($0.rawValue) }.map { standard in
                    Hole(
                        row: Self.row(kind, subject, own), clause: demand.clause, standard: standard,
                        demand: place)
                }
            }
        }
    }

    private func subjects(
        _ kind: Demand.Kind, _ requesters: [Requester], _ urgencies: [Urgency], _ types: [InquiryType]
    ) -> [ClockScope.Subject] {
        switch kind {
        case .contacts:
            return Channel.allCases.flatMap { channel in
                types.flatMap { type in
                    requesters.flatMap { requester in
                        urgencies.map { .inquiry(type, on: channel, of: requester, $0) }
                    }
                }
            }
        case .escalations:
            return Tier.allCases.dropFirst().flatMap { tier in
                Urgency.allCases.flatMap { urgency in
                    domain.reasons.map { .escalation(to: tier, urgency, for: $0) }
                }
            }
        case .items:
            return domain.classes.flatMap { name in
                facts(of: name).flatMap { facts in
                    ([nil] + requesters.map { $0 }).map { .item(name, facts, of: $0) }
                }
            }
        }
    }

    /// The facts by which clocks or demands tell items of a class apart, in every combination; a fact may be
    /// missing too.
    private func facts(of name: WorkClass) -> [[WorkFact]] {
        let scopes = clocks.map(\.appliesTo) + demands.map(\.scope)
        let named = scopes.flatMap { $0.cases + $0.except }
            .filter { $0.classes.isEmpty || $0.classes.contains(name) }.flatMap(\.facts)
        var combinations: [[WorkFact]] = [[]]
        for fact in Set(named.map(\.name)).sorted() {
            let values = Set(named.filter { $0.name == fact }).sorted()
            combinations = combinations.flatMap { old in [old] + values.map { old + [$0] } }
        }
        return combinations
    }
}
