import Config
import Contacts
import Router

/// A contact with one inquiry.
///
/// More need not be looked at: a row with types takes a contact for one of its inquiries, so what reaches a
/// row with several reaches it with that one alone.
struct SampleContact: Hashable {
    var channel: Channel
    var requester: Requester = .beneficiary
    var inquiry: InquiryType
    var urgency: Urgency = .routine
    var language = "en"

    /// What the router is told of it.
    var attributes: ContactAttributes {
        ContactAttributes(
            inquiries: [.init(type: inquiry)], requester: requester, language: language, urgency: urgency)
    }

    /// The contact with what becomes of it.
    func counterexample(at instant: String? = nil, _ steps: [String]) -> Counterexample {
        Counterexample(
            channel: channel.rawValue, requester: requester.rawValue, inquiry: inquiry.rawValue,
            urgency: urgency.rawValue, language: language, at: instant, steps: steps)
    }
}

/// Everything that can come, told apart as finely as the rows of routing.yaml tell it.
struct ContactSpace {
    /// The contacts that each row is for, whatever stands before it; empty when they cannot be told apart.
    private(set) var regions: [Region] = []

    private let rows: [RoutingRule]
    private var types: [InquiryType]
    private var languages: [String]

    /// The respects of a region, in this order.
    enum Respect: Int, CaseIterable {
        case channel, requester, inquiry, urgency, language
    }

    init(_ book: RuleBook) {
        rows = book.routing
        let listed = book.inquiryTypes + rows.flatMap(\.match.inquiryTypes)
        // No gateway refuses a type that is not listed, and a language can be any.
        let other = InquiryType(Self.unlike(listed.map(\.rawValue), "another type"))
        types = listed.isEmpty ? [other] : listed + [other]
        let tags = rows.flatMap(\.match.languages)
        languages = ["en"] + tags + [Self.unlike(tags, "und")]
        let plain = SampleContact(channel: .phone, inquiry: types[0])
        // Values that no row tells apart are one: a table may list more types than a set has room for.
        types = Self.distinct(types) { type in
            var contact = plain
            contact.inquiry = type
            return rows.map { Self.holds(RoutingRule.Match(inquiryTypes: $0.match.inquiryTypes), contact) }
        }
        languages = Self.distinct(languages) { tag in
            var contact = plain
            contact.language = tag
            return rows.map { Self.holds(RoutingRule.Match(languages: $0.match.languages), contact) }
        }
        guard types.count <= Region.limit, languages.count <= Region.limit else { return }
        regions = rows.map { region(of: $0.match, plain) }
    }

    /// A contact of a set, by the place of its value in each respect.
    func contact(_ point: [Int]) -> SampleContact {
        SampleContact(
            channel: Channel.allCases[point[Respect.channel.rawValue]],
            requester: Requester.allCases[point[Respect.requester.rawValue]],
            inquiry: types[point[Respect.inquiry.rawValue]],
            urgency: Urgency.allCases[point[Respect.urgency.rawValue]],
            language: languages[point[Respect.language.rawValue]])
    }

    /// A contact on `channel`, of `urgencies`, that the row at `place` decides; nil when there is none, and
    /// when the router says otherwise.
    func contact(
        decidedBy place: Int, on channel: Channel, _ urgencies: [Urgency] = Urgency.allCases
    ) -> SampleContact? {
        for urgency in urgencies {
            guard let part = part(of: place, on: channel, urgency),
                let point = part.point(outside: regions[..<place])
            else { continue }
            let contact = contact(point)
            if row(deciding: contact)?.name == rows[place].name { return contact }
        }
        return nil
    }

    /// A contact that the row at `place` is for, whichever decides it.
    func contact(of place: Int, on channel: Channel) -> SampleContact? {
        Urgency.allCases.lazy.compactMap { part(of: place, on: channel, $0)?.point(outside: []) }.first
            .map { contact($0) }
    }

    /// The row by which the router goes.
    func row(deciding contact: SampleContact) -> RoutingRule? {
        rows.first(for: contact.attributes, on: contact.channel, received: Instant(microseconds: 0))
    }

    private func part(of place: Int, on channel: Channel, _ urgency: Urgency) -> Region? {
        guard regions.indices.contains(place), let column = Channel.allCases.firstIndex(of: channel),
            let degree = Urgency.allCases.firstIndex(of: urgency)
        else { return nil }
        return regions[place].narrowed(to: column, in: Respect.channel.rawValue)
            .narrowed(to: degree, in: Respect.urgency.rawValue)
    }

    // Each list of a row is asked of the router's own matching, one value at a time.

    private func region(of match: RoutingRule.Match, _ plain: SampleContact) -> Region {
        func set<Value>(
            _ values: [Value], _ respect: WritableKeyPath<SampleContact, Value>, _ part: RoutingRule.Match
        ) -> UInt128 {
            var bits: UInt128 = 0
            for (place, value) in values.enumerated() {
                var contact = plain
                contact[keyPath: respect] = value
                if Self.holds(part, contact) { bits |= 1 << UInt128(place) }
            }
            return bits
        }
        return Region(respects: [
            set(Channel.allCases, \.channel, .init(channels: match.channels)),
            set(Requester.allCases, \.requester, .init(requesters: match.requesters)),
            set(types, \.inquiry, .init(inquiryTypes: match.inquiryTypes)),
            set(Urgency.allCases, \.urgency, .init(urgencies: match.urgencies)),
            set(languages, \.language, .init(languages: match.languages)),
        ])
    }

    private static func holds(_ match: RoutingRule.Match, _ contact: SampleContact) -> Bool {
        match.holds(for: contact.attributes, channel: contact.channel, urgency: contact.urgency)
    }

    /// The first of each run of values that `signature` does not tell apart.
    private static func distinct<Value>(_ values: [Value], by signature: (Value) -> [Bool]) -> [Value] {
        var seen: Set<[Bool]> = []
        return values.filter { seen.insert(signature($0)).inserted }
    }

    /// `word`, with signs behind it until none of `words` is the same or the beginning of it.
    static func unlike(_ words: [String], _ word: String) -> String {
        var other = word
        while words.contains(where: { other.lowercased().hasPrefix($0.lowercased()) }) { other = "x" + other }
        return other
    }
}
