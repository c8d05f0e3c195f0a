package import BusinessTime
package import Config
package import Contacts
package import Router

/// routing.yaml: the first row that matches decides a contact's class, rank, needs and tier.
///
/// Its clocks follow from standards.yaml alone.
package struct RoutingFile {
    /// Every type of inquiry there is.
    package var inquiryTypes: Set<InquiryType> = []
    /// The same in the order written.
    package var typesInOrder: [InquiryType] = []
    /// The calendar of each channel that has opening hours.
    package var openingHours: [(channel: Channel, calendar: Placed<CalendarName>)] = []
    /// The list of inquiry types, for what is missing from it.
    package var typesField: Field?
    /// The rows in order.
    package var rows: [Row] = []

    /// A row with the places that later checks speak of.
    package struct Row {
        package var rule: RoutingRule
        package var field: Field
        package var needs: SkillList
        package var needsField: Field
        package var types: [Placed<InquiryType>]
        package var due: Placed<ClockName>?
    }

    /// How the queues serve, which they read; nil when the file says nothing of it.
    package var policy: Field?

    private static let keys = ["version", "inquiry_types", "opening_hours", "routing", "policy"]
    private static let rowKeys = ["name", "when", "class", "rank", "needs", "tier", "due"]
    /// What a routing file once said of clocks.
    private static let gone = Dictionary(
        uniqueKeysWithValues: ["hold_clock", "follow_up_clock", "contact_clocks", "inquiry_clocks"].map {
            ($0, "no such line: take it out, for clocks follow from applies_to in the standards file")
        })

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let table = Table(root, keys: Self.keys, gone: Self.gone, &findings) else { return }
        table.requireVersion(&findings)
        policy = table.optional("policy")
        typesField = table.required("inquiry_types", &findings)
        typesInOrder = table.names("inquiry_types", &findings).map(\.value)
        inquiryTypes = Set(typesInOrder)
        for (key, value) in table.mapping("opening_hours", &findings) { readHours(key, value, &findings) }
        let before = findings.list.count
        for item in table.required("routing", &findings)?.items(&findings) ?? [] {
            if let row = row(item, &findings) { rows.append(row) }
        }
        // With a row unread it is not known which ones match everything.
        if findings.list.count == before { checkOrder(&findings) }
    }

    private mutating func readHours(_ key: String, _ value: Field, _ findings: inout Findings) {
        guard let channel = Channel(rawValue: key) else {
            let expected = Field.choice(Channel.allCases.map(\.rawValue))
            return findings.add(value, value: "the key \"\(key)\"", expected: expected)
        }
        // What was written arrived, whenever it did; sent away for the hour it would have no clock at all.
        guard channel.isLive else {
            return findings.add(
                value, value: "opening hours of \(key)",
                expected: "none: what comes in writing waits, and its clocks run from its receipt (¶3.0)")
        }
        if let name: CalendarName = value.name(&findings, expected: "a calendar's name") {
            openingHours.append((channel, Placed(name, value)))
        }
    }

    private static func placed<Kind>(_ field: Field?, _ findings: inout Findings) -> Placed<Name<Kind>>? {
        guard let field, let name: Name<Kind> = field.name(&findings) else { return nil }
        return Placed(name, field)
    }

    private func row(_ field: Field, _ findings: inout Findings) -> Row? {
        guard let table = Table(field, keys: Self.rowKeys, gone: Self.gone, &findings) else { return nil }
        let name: RuleName? = table.name("name", &findings, expected: "a row's name")
        let types: [Placed<InquiryType>]
        let match: RoutingRule.Match
        if let when = table.optional("when") {
            guard let condition = condition(when, &findings) else { return nil }
            (match, types) = condition
        } else {
            (match, types) = (.any, [])
        }
        let contactClass: ContactClass? = table.name("class", &findings, expected: "a class")
        let rank = table.required("rank", &findings)?.integer(0...10_000, &findings)
        let needsField = table.required("needs", &findings)
        let needs = needsField.flatMap { SkillList($0, &findings) }
        needs?.requireFew(&findings)
        let tier = table.required("tier", &findings)?.tier(&findings)
        let due: Placed<ClockName>? = Self.placed(table.optional("due"), &findings)
        guard let name, let contactClass, let rank, let needsField, let needs, let tier else { return nil }
        let rule = RoutingRule(
            name: name, match: match, contactClass: contactClass, rank: rank,
            needs: needs.skills.map(\.value).sorted(), tier: tier,
            due: due?.value)
        return Row(
            rule: rule, field: field, needs: needs, needsField: needsField, types: types, due: due)
    }

    private typealias Condition = (RoutingRule.Match, [Placed<InquiryType>])

    private func condition(_ field: Field, _ findings: inout Findings) -> Condition? {
        let keys = ["channels", "inquiry_types", "requesters", "languages", "urgencies"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let types: [Placed<InquiryType>] = table.names("inquiry_types", &findings)
        for type in types where !inquiryTypes.contains(type.value) {
            findings.add(type.field, expected: "one of inquiry_types at the head of the file")
        }
        let languages: [Placed<Name<RoutingFile>>] = table.names("languages", &findings)
        let match = RoutingRule.Match(
            channels: table.words("channels", Channel.allCases, &findings),
            inquiryTypes: types.map(\.value),
            requesters: table.words("requesters", Requester.allCases, &findings),
            languages: languages.map(\.value.rawValue),
            urgencies: table.words("urgencies", Urgency.allCases, &findings))
        return (match, types)
    }

    /// Every row has its own name, the last matches everything, and none before it does.
    private func checkOrder(_ findings: inout Findings) {
        var names: Set<RuleName> = []
        for row in rows where !names.insert(row.rule.name).inserted {
            findings.add(row.field, value: "\"\(row.rule.name)\"", expected: "each row's name once")
        }
        for row in rows.dropLast() where row.rule.match == .any {
            findings.add(
                row.field, value: "a row that matches every contact",
                expected: "such a row only at the end, for no row after it is ever reached")
        }
        if let last = rows.last, last.rule.match != .any {
            findings.add(
                last.field, value: "a last row with conditions",
                expected: "a last row without \"when\", so that every contact is routed")
        }
    }
}
