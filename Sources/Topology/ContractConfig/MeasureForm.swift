package import Config
import Contacts
package import Standards

/// How a standard's figure is computed, as the register writes it: `asa`, `{total-hold: {within: 30s}}`.
package struct MeasureForm {
    /// What it says.
    package let measure: Measure

    private static let bare: [(name: String, measure: Measure)] = [
        ("asa", .averageSpeedOfAnswer), ("blockage", .blockage), ("nps", .promoterScore),
        ("escalation-rate", .escalationRate), ("handoffs", .handoffs), ("occupancy", .occupancy),
    ]
    private static let forms = [
        "clock-attainment", "share", "ratio", "reduction", "service-level", "abandonment", "total-hold",
        "one-call-resolution", "fcr", "csat", "aht", "aht-cut", "rolling-count", "month-end-age",
        "completeness",
        "in-order", "most-days", "board",
    ]

    /// Reads `field`; nil with a finding when it is no form of measure.
    package init?(_ field: Field, _ findings: inout Findings) {
        let names = Self.bare.map(\.name)
        if let scalar = field.scalar {
            guard let found = Self.bare.first(where: { $0.name == scalar }) else {
                findings.add(field, expected: "\(Field.choice(names)), or a form with parameters")
                return nil
            }
            measure = found.measure
            return
        }
        guard let entries = field.entries(&findings) else { return nil }
        guard entries.count == 1, let (form, parameters) = entries.first, Self.forms.contains(form) else {
            let given = entries.map(\.key).joined(separator: " and ")
            findings.add(
                field, value: given.isEmpty ? "nothing" : given,
                expected: "one of \(Field.choice(names + Self.forms))")
            return nil
        }
        guard let measure = Self.measure(form, parameters, &findings) else { return nil }
        self.measure = measure
    }

    private static func measure(_ form: String, _ field: Field, _ findings: inout Findings) -> Measure? {
        switch form {
        case "clock-attainment": clockAttainment(field, &findings)
        case "share": share(field, &findings).map { .share($0) }
        case "reduction": share(field, &findings).map { .reduction($0) }
        case "ratio": ratio(field, &findings)
        case "service-level": serviceLevel(field, &findings)
        case "abandonment": abandonment(field, &findings)
        case "total-hold": totalHold(field, &findings)
        case "one-call-resolution":
            number("repeat_days", 1...366, field, &findings).map { .oneCallResolution(repeatDays: $0) }
        case "fcr":
            number("repeat_days", 1...366, field, &findings).map { .firstContactResolution(repeatDays: $0) }
        case "csat":
            number("satisfied_from", 1...5, field, &findings).map { .satisfaction(satisfiedFrom: $0) }
        case "aht": types(field, &findings).map { .handlingTime(types: $0) }
        case "aht-cut": matters(field, &findings).map { .handlingTimeCut(of: $0) }
        case "rolling-count": rollingCount(field, &findings)
        case "month-end-age": monthEndAge(field, &findings)
        case "completeness": completeness(field, &findings)
        case "in-order": inOrder(field, &findings)
        case "most-days": mostDays(field, &findings)
        default: board(field, &findings)
        }
    }

    // MARK: Populations

    private static func clockAttainment(_ field: Field, _ findings: inout Findings) -> Measure? {
        let keys = ["clock", "also", "channels", "classes", "where", "except", "silence_days"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let clock: ClockName? = table.name("clock", &findings, expected: "a clock's name")
        let population = clock.map {
            Measure.ClockPopulation(
                $0, also: table.names("also", &findings).map(\.value),
                channels: table.words("channels", Channel.allCases, &findings),
                classes: table.names("classes", &findings).map(\.value),
                matching: conditions("where", table, &findings),
                except: conditions("except", table, &findings),
                silenceDays: table.optional("silence_days")?.integer(1...366, &findings))
        }
        return population.map { .clockAttainment($0) }
    }

    private static func share(_ field: Field, _ findings: inout Findings) -> Measure.Share? {
        let keys = ["of", "classes", "where", "except", "numerator", "by"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let subject = table.required("of", &findings)?.word(Measure.Subject.allCases, &findings)
        _ = table.required("numerator", &findings)
        let numerator = conditions("numerator", table, &findings)
        let by: Name<MeasureForm>? = table.optionalName("by", &findings, expected: "a fact's name")
        guard let subject, !numerator.isEmpty else { return nil }
        return Measure.Share(
            of: subject, classes: table.names("classes", &findings).map(\.value),
            matching: conditions("where", table, &findings), except: conditions("except", table, &findings),
            numerator: numerator, by: by?.rawValue)
    }

    private static func ratio(_ field: Field, _ findings: inout Findings) -> Measure? {
        let keys = ["classes", "where", "numerator", "denominator", "times"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let above: Name<MeasureForm>? = table.name("numerator", &findings, expected: "a fact's name")
        let below: Name<MeasureForm>? = table.name("denominator", &findings, expected: "a fact's name")
        let times = table.optional("times").map { $0.integer(1...1_000_000_000, &findings) } ?? 1
        guard let above, let below, let times else { return nil }
        return .ratio(
            Measure.Ratio(
                classes: table.names("classes", &findings).map(\.value),
                matching: conditions("where", table, &findings), numerator: above.rawValue,
                denominator: below.rawValue, times: times))
    }

    /// Facts with the values that count, in the order written.
    static func conditions(
        _ key: String, _ table: Table, _ findings: inout Findings
    ) -> [Measure.Condition] {
        guard let field = table.optional(key) else { return [] }
        return Self.conditions(field, &findings)
    }

    /// Facts with the values that count, in the order written.
    package static func conditions(_ field: Field, _ findings: inout Findings) -> [Measure.Condition] {
        (field.entries(&findings) ?? []).map { fact, values in
            Measure.Condition(fact, (values.items(&findings) ?? []).compactMap { $0.text(&findings) })
        }
    }

    // MARK: Telephone and contacts

    private static func serviceLevel(_ field: Field, _ findings: inout Findings) -> Measure? {
        let keys = ["channel", "within", "variant", "waits"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let channel = table.required("channel", &findings)?.word(Channel.allCases, &findings)
        let within = table.required("within", &findings)?.elapsed(&findings)
        let variant = table.required("variant", &findings)?.word(Measure.ServiceLevel.allCases, &findings)
        guard let channel, let within, let variant else { return nil }
        let waits = table.optional("waits").map { $0.word(Measure.Waits.allCases, &findings) } ?? .first
        guard let waits else { return nil }
        return .serviceLevel(channel: channel, within: within, variant: variant, waits: waits)
    }

    private static func abandonment(_ field: Field, _ findings: inout Findings) -> Measure? {
        guard let table = Table(field, keys: ["short", "hours"], &findings) else { return nil }
        let short = table.required("short", &findings)
        // Zero is no length of time anywhere else; here it means that every abandon counts.
        let length = short?.scalar == "0s" ? Duration.zero : short?.elapsed(&findings)
        let hours = table.required("hours", &findings)?.word(Hours.allCases, &findings)
        guard let length, let hours else { return nil }
        if let short, length > .seconds(10) {
            findings.add(short, expected: "0s to 10s, the longest that counts as a short abandon")
        }
        return .abandonment(Measure.Abandonment(short: length, isCoreHours: hours == .core))
    }

    private enum Hours: String, CaseIterable {
        case all, core
    }

    private static func totalHold(_ field: Field, _ findings: inout Findings) -> Measure? {
        guard let table = Table(field, keys: ["within", "queue"], &findings) else { return nil }
        let within = table.required("within", &findings)?.elapsed(&findings)
        let queue = table.required("queue", &findings)?.truth(&findings)
        guard let within, let queue else { return nil }
        return .totalHold(within: within, withQueue: queue)
    }

    private static func number(
        _ key: String, _ range: ClosedRange<Int>, _ field: Field, _ findings: inout Findings
    ) -> Int? {
        Table(field, keys: [key], &findings)?.required(key, &findings)?.integer(range, &findings)
    }

    private static func types(_ field: Field, _ findings: inout Findings) -> [CallType]? {
        guard let table = Table(field, keys: ["types"], &findings) else { return nil }
        _ = table.required("types", &findings)
        let types = table.words("types", CallType.allCases, &findings)
        return types.isEmpty ? nil : types
    }

    private static func matters(_ field: Field, _ findings: inout Findings) -> [InquiryType]? {
        guard let table = Table(field, keys: ["inquiry_types"], &findings) else { return nil }
        _ = table.required("inquiry_types", &findings)
        let names: [Placed<InquiryType>] = table.names("inquiry_types", &findings)
        return names.isEmpty ? nil : names.map(\.value)
    }

    // MARK: Events and ages

    private static func rollingCount(_ field: Field, _ findings: inout Findings) -> Measure? {
        let keys = ["event", "events", "classes", "days"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        var events: [Placed<Name<MeasureForm>>] = table.names("events", &findings)
        if events.isEmpty, let place = table.required("event", &findings),
            let event: Name<MeasureForm> = place.name(&findings, expected: "an event's name")
        {
            events = [Placed(event, place)]
        }
        let days = table.required("days", &findings)?.integer(1...366, &findings)
        guard !events.isEmpty, let days else { return nil }
        return .rollingCount(
            events: events.map(\.value.rawValue), classes: table.names("classes", &findings).map(\.value),
            days: days)
    }

    private static func monthEndAge(_ field: Field, _ findings: inout Findings) -> Measure? {
        guard let table = Table(field, keys: ["classes", "days", "open"], &findings) else { return nil }
        guard let days = table.required("days", &findings)?.integer(1...3660, &findings) else { return nil }
        return .monthEndAge(
            classes: table.names("classes", &findings).map(\.value), days: days,
            open: conditions("open", table, &findings))
    }

    private static func board(_ field: Field, _ findings: inout Findings) -> Measure? {
        guard let table = Table(field, keys: ["standards"], &findings) else { return nil }
        _ = table.required("standards", &findings)
        let ids: [Placed<Standard.ID>] = table.names("standards", &findings)
        return ids.isEmpty ? nil : .board(ids.map(\.value))
    }
}
