import Config
import Contacts
import Prover
import Randomness
import Router
import Testing

/// What the prover says is reached is what a router goes by that is shown every contact there can be.
@Suite("Prover: against every contact, one after the other")
struct ReachTests {
    private static let types: [InquiryType] = ["benefits", "appeal", "billing"]
    private static let tags = ["es", "es-MX", "fr"]
    private static let channels: [Channel] = [.phone, .chat, .letter]
    private static let requesters: [Requester] = [.beneficiary, .provider]

    /// Tables of a few rows over a few values, so that rows often stand in each other's way.
    private func rules(_ seed: UInt64) -> [RoutingRule] {
        var random = SplitMix64(state: seed)
        func some<Value>(_ values: [Value]) -> [Value] {
            Bool.random(using: &random) ? [] : values.filter { _ in Bool.random(using: &random) }
        }
        let count = Int.random(in: 2...9, using: &random)
        let rows = (0..<count).map { place in
            let match = RoutingRule.Match(
                channels: some(Self.channels), inquiryTypes: some(Self.types),
                requesters: some(Self.requesters), languages: some(Self.tags),
                urgencies: some(Urgency.allCases))
            return RoutingRule(name: RuleName("row-\(place)"), match: match, contactClass: "any", rank: 1)
        }
        return rows + [RoutingRule(name: "rest", contactClass: "any", rank: 9)]
    }

    /// Contacts with one inquiry and with two, of types and languages that rows name and of others.
    private static let contacts: [(attributes: ContactAttributes, channel: Channel)] = {
        let single = (types + ["unheard-of"]).map { [$0] }
        let several = single + [["benefits", "appeal"], ["billing", "unheard-of"], types]
        return (channels + [.email]).flatMap { channel in
            several.flatMap { inquiries in
                (requesters + [.other]).flatMap { requester in
                    Urgency.allCases.flatMap { urgency in
                        ["en", "es", "ES-mx", "es-MX-x", "fr", "de"].map { language in
                            let attributes = ContactAttributes(
                                inquiries: inquiries.map { .init(type: $0) }, requester: requester,
                                language: language, urgency: urgency)
                            return (attributes, channel)
                        }
                    }
                }
            }
        }
    }()

    @Test("14.5: a row is said to be unreachable exactly when no contact reaches it", arguments: 1...60)
    func exact(seed: UInt64) throws {
        let rules = rules(seed)
        var book = RuleBook()
        book.routing = rules
        book.inquiryTypes = Self.types
        var reached: Set<RuleName> = ["rest"]
        for (attributes, channel) in Self.contacts {
            let row = rules.first(for: attributes, on: channel, received: Instant(microseconds: 0))
            if let row { reached.insert(row.name) }
        }
        let found = RuleProver(book).findings
        let unreachable = found.compactMap { found -> RuleName? in
            guard case .routing(let place) = found.place, found.proof.kind == .unreachableRow else {
                return nil
            }
            return rules[place].name
        }
        #expect(Set(unreachable) == Set(rules.map(\.name)).subtracting(reached), "seed \(seed)")
        for one in found where one.proof.kind == .unreachableRow {
            guard case .routing(let place) = one.place else { continue }
            try confirm(one.proof.counterexample, rules, place)
        }
    }

    /// The counterexample is a contact that the row is for and that an earlier one decides.
    private func confirm(_ example: Counterexample, _ rules: [RoutingRule], _ place: Int) throws {
        let channel = try #require(example.channel.flatMap { Channel(rawValue: $0) })
        let attributes = ContactAttributes(
            inquiries: [.init(type: InquiryType(try #require(example.inquiry)))],
            requester: try #require(example.requester.flatMap { Requester(rawValue: $0) }),
            language: try #require(example.language),
            urgency: try #require(example.urgency.flatMap { Urgency(rawValue: $0) }))
        #expect(
            rules[place].match.holds(for: attributes, channel: channel, urgency: attributes.urgency))
        let taker = rules.firstIndex {
            $0.match.holds(for: attributes, channel: channel, urgency: attributes.urgency)
        }
        #expect(try #require(taker) < place)
    }

    @Test("a move that earlier rows take for each reason and priority is never decided by its own row")
    func moves() {
        let reasons: [ReasonCode?] = [nil, "a", "b"]
        let priorities: [Urgency?] = [nil] + Urgency.allCases
        for seed in UInt64(1)...60 {
            var random = SplitMix64(state: seed)
            let rows = (0..<7).map { place in
                EscalationRow(
                    name: RuleName("row-\(place)"), from: .one,
                    to: Bool.random(using: &random) ? .two : .three,
                    reason: reasons.randomElement(using: &random) ?? nil,
                    priority: priorities.randomElement(using: &random) ?? nil)
            }
            var book = RuleBook()
            book.escalation = rows
            var reached: Set<RuleName> = []
            for to in [Tier.two, .three] {
                for reason in ["a", "b", "c"] as [ReasonCode] {
                    for priority in Urgency.allCases {
                        let row = rows.first { $0.matches(from: .one, to: to, for: reason, priority) }
                        if let row { reached.insert(row.name) }
                    }
                }
            }
            let unreachable = RuleProver(book).findings.compactMap { found -> RuleName? in
                guard case .escalation(let place) = found.place else { return nil }
                return rows[place].name
            }
            #expect(Set(unreachable) == Set(rows.map(\.name)).subtracting(reached), "seed \(seed)")
        }
    }

    @Test("types that no row tells apart are one, so a long list of them needs no room")
    func manyTypes() {
        var book = RuleBook()
        book.inquiryTypes = (0..<500).map { InquiryType("type-\($0)") }
        book.routing = [
            RoutingRule(
                name: "all", match: .init(inquiryTypes: book.inquiryTypes), contactClass: "a", rank: 1),
            RoutingRule(
                name: "last", match: .init(inquiryTypes: ["type-499"]), contactClass: "a", rank: 1),
            RoutingRule(name: "rest", contactClass: "a", rank: 1),
        ]
        #expect(RuleProver(book).findings.map(\.place) == [.routing(1)])
    }
}
