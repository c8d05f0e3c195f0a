internal import BusinessTime
internal import Contacts
internal import Facts
internal import Measures
internal import Standards

extension Report {
    /// One JSON object on one line; `attained` is a number, or "no data".
    public var json: String { String(decoding: bytes { writeJSON(to: $0) }, as: UTF8.self) }

    /// Writes it piece by piece, standard by standard, because all of it may be more than memory should hold.
    ///
    /// - Parameters:
    ///   - sink: takes the next bytes.
    ///   - progress: is told how many standards are written.
    public func writeJSON(to sink: ([UInt8]) -> Void, progress: (Int) -> Void = { _ in }) {
        var head = JSONValue.object([
            ("from", .string("\(scope.first)")), ("to", .string("\(scope.last)")),
            ("window", .string(scope.kind.rawValue)), ("zone", .string(scope.zone.name)),
            ("cohort", .string(scope.cohort.rawValue)), ("log_through", .string("\(through)")),
            ("balanced", .bool(isBalanced)), ("balance_says", .string(balanceWords)),
            ("left_out", .array(leftOut.map { .string($0) })),
            ("unreceived", .array(unreceived.map { .string("\($0)") })),
            ("balance", .array(balances.map(Self.json))),
            ("pauses_to_review", .array(pauses.map(Self.json))),
        ]).bytes
        head.removeLast()
        sink(head + [UInt8](",\"standards\":[".utf8))
        for (place, standard) in standards.enumerated() {
            var piece = Self.head(standard, isJudged: isJudged(standard))
            if place > 0 { piece.insert(UInt8(ascii: ","), at: 0) }
            piece.removeLast()
            piece += [UInt8](",\"windows\":[".utf8)
            var rows = RowText {
                Self.beginning($0)
            } end: {
                [Self.rest($0)]
            }
            var isFirst = true
            evaluate(standard) { row in
                if !isFirst { piece.append(UInt8(ascii: ",")) }
                isFirst = false
                rows.append(row, to: &piece)
                if piece.count >= Self.piece {
                    sink(piece)
                    piece.removeAll(keepingCapacity: true)
                }
            }
            sink(piece + [UInt8]("]}".utf8))
            progress(place + 1)
        }
        sink([UInt8]("]}".utf8))
    }

    /// So many bytes are handed over at once.
    static let piece = 1 << 16

    /// What `write` hands over, as one.
    func bytes(_ write: (([UInt8]) -> Void) -> Void) -> [UInt8] {
        var all: [UInt8] = []
        write { all += $0 }
        return all
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

    private static func head(_ standard: Standard, isJudged: Bool) -> [UInt8] {
        JSONValue.object([
            ("id", .string("\(standard.id)")), ("clause", .string(standard.clause)),
            ("text", .string(standard.text)), ("population", .string(standard.population)),
            ("judged", .bool(isJudged)),
            ("readings", .object(standard.readings.map { ($0.number, .string($0.option)) })),
        ]).bytes
    }

    /// A row until its window is said.
    private static func beginning(_ window: ReportWindow) -> [UInt8] {
        var bytes = JSONValue.object([
            ("window", .string(window.name)), ("from", .string("\(window.start)")),
            ("to", .string("\(window.end)")), ("whole", .bool(window.isWhole)),
        ]).bytes
        bytes[bytes.count - 1] = UInt8(ascii: ",")
        return bytes
    }

    /// The rest of a row, which windows without data share.
    private static func rest(_ row: Evaluation) -> [UInt8] {
        Array(
            JSONValue.object([
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
            ]).bytes.dropFirst())
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
