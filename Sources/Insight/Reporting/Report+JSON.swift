internal import BusinessTime
internal import Contacts
internal import Facts
internal import Measures
internal import Standards

extension Report {
    /// One JSON object on one line; `attained` is a number, or "no data".
    public var json: String {
        JSONValue.object([
            ("from", .string("\(scope.first)")), ("to", .string("\(scope.last)")),
            ("window", .string(scope.kind.rawValue)), ("zone", .string(scope.zone.name)),
            ("cohort", .string(scope.cohort.rawValue)), ("log_through", .string("\(through)")),
            ("balanced", .bool(isBalanced)), ("balance_says", .string(balanceWords)),
            ("left_out", .array(leftOut.map { .string($0) })),
            ("unreceived", .array(unreceived.map { .string("\($0)") })),
            ("balance", .array(balances.map(Self.json))),
            ("pauses_to_review", .array(pauses.map(Self.json))),
            ("standards", .array(sections.map(Self.json))),
        ]).text
    }

    private static func json(_ balance: Balance) -> JSONValue {
        .object([
            ("window", .string(balance.window.name)),
            ("channel", .string(balance.channel?.rawValue ?? "all")),
            ("offered", .whole(balance.offered)), ("blocked", .whole(balance.blocked)),
            ("refused_by_us", .whole(balance.refused)),
            ("blocked_by_carrier", .whole(balance.carrierBlocked)),
            ("accepted", .whole(balance.accepted)), ("answered", .whole(balance.answered)),
            ("abandoned", .whole(balance.abandoned)), ("withdrawn", .whole(balance.withdrawn)),
            ("callback", .whole(balance.callback)), ("closed_hours", .whole(balance.closedHours)),
            ("open", .whole(balance.open)), ("legs", .whole(balance.legs)), ("holds", .bool(balance.holds)),
        ])
    }

    private static func json(_ pause: PauseFlagged) -> JSONValue {
        .object([
            ("contact", .string("\(pause.clock.contact)")), ("clock", .string("\(pause.clock)")),
            ("at", .string("\(pause.at)")), ("number", .whole(Int64(clamping: pause.number))),
            ("reasons", .array(pause.reasons.map { .string($0.rawValue) })),
            ("due", .text(pause.due?.description)), ("last_contact", .text(pause.contacted?.description)),
            ("cause", .string(pause.cause)), ("by", .text(pause.by?.rawValue)),
            ("evidence", .text(pause.evidence?.rawValue)),
        ])
    }

    private static func json(_ section: Section) -> JSONValue {
        let standard = section.standard
        return .object([
            ("id", .string("\(standard.id)")), ("clause", .string(standard.clause)),
            ("text", .string(standard.text)), ("population", .string(standard.population)),
            ("judged", .bool(section.isJudged)),
            ("readings", .object(standard.readings.map { ($0.number, .string($0.option)) })),
            ("windows", .array(section.evaluations.map(json))),
        ])
    }

    private static func json(_ row: Evaluation) -> JSONValue {
        .object([
            ("window", .string(row.window.name)), ("from", .string("\(row.window.start)")),
            ("to", .string("\(row.window.end)")), ("whole", .bool(row.window.isWhole)),
            ("part", .text(row.part)), ("level", .text(row.threshold?.level.rawValue)),
            ("required", .string(row.required)),
            ("numerator", .whole(row.figure.ratio.numerator)),
            ("denominator", .whole(row.figure.ratio.denominator)),
            ("attained", row.attained.map { .number($0) } ?? .string("no data")),
            ("unit", .string(row.unit)), ("met", row.met.map { .bool($0) } ?? .null),
            ("verdict", .string(row.verdict)), ("note", .text(row.figure.note)),
            ("relief", .text(row.relief)), ("provisional", ids(row.figure.provisional)),
            ("in_numerator", ids(row.figure.counted)), ("not_in_numerator", ids(row.figure.others)),
            ("beside", .array(row.companions.map { json($0, row.direction) })),
        ])
    }

    private static func json(_ beside: Evaluation.Companion, _ direction: Ratio.Direction) -> JSONValue {
        .object([
            ("name", .string(beside.name)), ("numerator", .whole(beside.figure.ratio.numerator)),
            ("denominator", .whole(beside.figure.ratio.denominator)),
            (
                "attained",
                beside.figure.digits(rounded: direction).map { .number($0) } ?? .string("no data")
            ),
            ("unit", .string(beside.figure.unitWord)), ("note", .text(beside.figure.note)),
            ("in_numerator", ids(beside.figure.counted)), ("not_in_numerator", ids(beside.figure.others)),
        ])
    }

    private static func ids(_ subjects: [Subject]) -> JSONValue {
        .array(subjects.map { .string($0.description) })
    }
}
