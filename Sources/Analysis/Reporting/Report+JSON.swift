internal import BusinessTime
internal import Contacts
internal import Facts
internal import JSONTree
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
        var fields: [(String, StrictJSON)] = [
            ("from", .text("\(scope.first)")), ("to", .text("\(scope.last)")),
            ("window", .text(scope.kind.rawValue)), ("zone", .text(scope.zone.name)),
            ("cohort", .text(scope.cohort.rawValue)), ("log_through", .text("\(through)")),
            ("balanced", .truth(isBalanced)), ("balance_says", .text(balanceWords)),
            ("left_out", .list(leftOut.map { .text($0) })),
            ("unreceived", .list(unreceived.map { .text("\($0)") })),
            ("balance", .list(balances.map(Self.json))),
            ("pauses_to_review", .list(pauses.map(Self.json))),
            ("exceptions", .list(exceptions.map(\.json))),
            ("receipt", .text(Self.bases.receipt)), ("class", .text(Self.bases.kind)),
            ("corrections", .list(corrections.map(\.json))), ("segments", .list(segments.map(Self.json))),
        ]
        if !codes.isEmpty { fields.append(("codes", .list(codes.map(\.json)))) }
        var head = StrictJSON.fields(fields).bytes
        head.removeLast()
        sink(head + [UInt8](",\"standards\":[".utf8))
        for (place, standard) in standards.enumerated() {
            var piece = self.head(standard)
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

    private static func json(_ balance: Balance) -> StrictJSON {
        .fields([
            ("window", .text(balance.window.name)),
            ("channel", .text(balance.channel?.rawValue ?? "all")),
            ("offered", .whole(balance.offered)), ("blocked", .whole(balance.blocked)),
            ("refused_by_us", .whole(balance.refused)),
            ("blocked_by_carrier", .whole(balance.carrierBlocked)),
            ("accepted", .whole(balance.accepted)), ("answered", .whole(balance.answered)),
            ("abandoned", .whole(balance.abandoned)), ("withdrawn", .whole(balance.withdrawn)),
            ("callback", .whole(balance.callback)), ("closed_hours", .whole(balance.closedHours)),
            ("open", .whole(balance.open)), ("legs", .whole(balance.legs)), ("holds", .truth(balance.holds)),
        ])
    }

    private static func json(_ segment: Segment) -> StrictJSON {
        let mean = segment.handlingTime
        return .fields([
            ("window", .text(segment.window.name)), ("by", .text(segment.kind.rawValue)),
            ("value", .optional(segment.value)), ("contacts", .whole(Int64(segment.contacts.count))),
            ("presumed", .whole(Int64(segment.presumed))), ("served_calls", .whole(mean.ratio.denominator)),
            ("mean_handling_s", mean.digits(rounded: .up).map { .number($0) } ?? .text("no data")),
            ("ids", ids(segment.contacts)),
        ])
    }

    private static func json(_ pause: PauseFlagged) -> StrictJSON {
        .fields([
            ("contact", .text("\(pause.clock.contact)")), ("clock", .text("\(pause.clock)")),
            ("at", .text("\(pause.at)")), ("number", .whole(Int64(clamping: pause.number))),
            ("reasons", .list(pause.reasons.map { .text($0.rawValue) })),
            ("due", .optional(pause.due?.description)),
            ("last_contact", .optional(pause.contacted?.description)),
            ("cause", .text(pause.cause)), ("by", .optional(pause.by?.rawValue)),
            ("evidence", .optional(pause.evidence?.rawValue)),
        ])
    }

    private func head(_ standard: Standard) -> [UInt8] {
        StrictJSON.fields([
            ("id", .text("\(standard.id)")), ("clause", .text(standard.clause)),
            ("text", .text(standard.text)), ("population", .text(standard.population)),
            ("judged", .truth(isJudged(standard))),
            ("readings", .fields(readings(of: standard).map { ($0.number, .text($0.option)) })),
        ]).bytes
    }

    /// A row until its window is said.
    private static func beginning(_ window: ReportWindow) -> [UInt8] {
        var bytes = StrictJSON.fields([
            ("window", .text(window.name)), ("from", .text("\(window.start)")),
            ("to", .text("\(window.end)")), ("whole", .truth(window.isWhole)),
        ]).bytes
        bytes[bytes.count - 1] = UInt8(ascii: ",")
        return bytes
    }

    /// The rest of a row, which windows without data share.
    private static func rest(_ row: Evaluation) -> [UInt8] {
        Array(
            StrictJSON.fields([
                ("part", .optional(row.part)), ("level", .optional(row.threshold?.level.rawValue)),
                ("required", .text(row.required)),
                ("numerator", .whole(row.figure.ratio.numerator)),
                ("denominator", .whole(row.figure.ratio.denominator)),
                ("attained", row.attained.map { .number($0) } ?? .text("no data")),
                ("unit", .text(row.unit)), ("met", row.met.map { .truth($0) } ?? .null),
                ("verdict", .text(row.verdict)), ("note", .optional(row.figure.note)),
                ("relief", .optional(row.relief)), ("provisional", ids(row.figure.provisional)),
                ("in_numerator", ids(row.figure.counted)), ("not_in_numerator", ids(row.figure.others)),
                ("beside", .list(row.companions.map { json($0, row.direction) })),
            ]).bytes.dropFirst())
    }

    private static func json(_ beside: Evaluation.Companion, _ direction: Ratio.Direction) -> StrictJSON {
        .fields([
            ("name", .text(beside.name)), ("numerator", .whole(beside.figure.ratio.numerator)),
            ("denominator", .whole(beside.figure.ratio.denominator)),
            (
                "attained",
                beside.figure.digits(rounded: direction).map { .number($0) } ?? .text("no data")
            ),
            ("unit", .text(beside.figure.unitWord)), ("note", .optional(beside.figure.note)),
            ("in_numerator", ids(beside.figure.counted)), ("not_in_numerator", ids(beside.figure.others)),
        ])
    }

    private static func ids(_ subjects: [Subject]) -> StrictJSON {
        .list(subjects.map { .text($0.description) })
    }
}
