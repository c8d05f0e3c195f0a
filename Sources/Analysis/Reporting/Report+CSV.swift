internal import Contacts
internal import Facts
internal import Measures
internal import Standards
internal import Tables

extension Report {
    /// A row for each figure, its contacts in two of the last columns with blanks between them; the last one
    /// says whether its window is whole, or a part of a longer one that is not judged.
    ///
    /// The rows of `balance` come first, one number each; then the pauses to review, the exceptions and the
    /// corrections; then the standards, the figures beside an official one under their own name in the column
    /// `figure`. `receipt` and `class` say which of each a row used.
    public var csv: String { String(decoding: bytes { writeCSV(to: $0) }, as: UTF8.self) }

    /// Writes it piece by piece, standard by standard.
    ///
    /// - Parameters:
    ///   - sink: takes the next bytes.
    ///   - progress: is told how many standards are written.
    public func writeCSV(to sink: ([UInt8]) -> Void, progress: (Int) -> Void = { _ in }) {
        let header = [
            "standard", "clause", "window", "from", "to", "part", "level", "figure", "required", "numerator",
            "denominator", "attained", "unit", "verdict", "note", "receipt", "class", "in_numerator",
            "not_in_numerator", "whole",
        ]
        let note = [
            "balance", "", "", "", "", "", "", "says", "", "", "", "", "", "", balanceWords,
            Self.bases.receipt, Self.bases.kind, "", "", "",
        ]
        sink(Self.lines([header, note]))
        for balance in balances { sink(Self.lines(Self.rows(balance))) }
        sink(Self.lines(pauses.map(Self.row)))
        sink(Self.lines(exceptions.map(Self.row)))
        sink(Self.lines(corrections.map(Self.row)))
        for (place, standard) in standards.enumerated() {
            var piece: [UInt8] = []
            let names = [UInt8]((CSVLine.line(["\(standard.id)", standard.clause]) + ",").utf8)
            // A figure with others beside it is several lines, and each has its window inside.
            var rows = RowText { window in
                names + [UInt8]((CSVLine.line(Self.names(of: window)) + ",").utf8)
            } end: { row in
                Self.rows(row).map { [UInt8]((CSVLine.line($0) + "\n").utf8) }
            }
            evaluate(standard) { row in
                rows.append(row, to: &piece)
                if piece.count >= Self.piece {
                    sink(piece)
                    piece.removeAll(keepingCapacity: true)
                }
            }
            sink(piece)
            progress(place + 1)
        }
    }

    private static func lines(_ rows: [[String]]) -> [UInt8] {
        rows.flatMap { [UInt8]((CSVLine.line($0) + "\n").utf8) }
    }

    private static func rows(_ balance: Balance) -> [[String]] {
        let numbers: [(String, Int64)] = [
            ("offered", balance.offered), ("blocked", balance.blocked), ("accepted", balance.accepted),
            ("answered", balance.answered), ("abandoned", balance.abandoned),
            ("withdrawn", balance.withdrawn), ("callback", balance.callback),
            ("closed_hours", balance.closedHours), ("open", balance.open), ("legs", balance.legs),
        ]
        let window = balance.window
        return numbers.map { name, count in
            [
                "balance", "", window.name, "\(window.start)", "\(window.end)",
                balance.channel?.rawValue ?? "all", "", name, "", "\(count)", "1", "\(count)", "count",
                balance.holds ? "holds" : "does not hold", "", bases.receipt, bases.kind, "", "",
                whole(window),
            ]
        }
    }

    /// Under `pause_review`: the clock as the figure, and why it is to be looked at as the note.
    private static func row(_ pause: PauseFlagged) -> [String] {
        [
            "pause_review", "", "", "\(pause.at)", "", "", "", "\(pause.clock)", "", "\(pause.number)", "1",
            "\(pause.number)", "count", "to review",
            (pause.reasons.map(\.rawValue) + [pause.cause] + (pause.by.map { [$0.rawValue] } ?? []))
                .joined(separator: "; "),
            "", "", "\(pause.clock.contact)", "", "",
        ]
    }

    /// Under `exception`: what was said as the figure, with who said it when, and what would have been.
    private static func row(_ one: ExceptionRecord) -> [String] {
        [
            "exception", "", "", "\(one.at)", "", "", "", one.says, "", "1", "1", "1", "count",
            one.ground.rawValue,
            "said \(one.noted) by \(one.by), \(one.proof); \(one.wouldHaveBeen)",
            "", "", "\(one.item)", "", "",
        ]
    }

    /// Under `correction`: what figures use of a contact or item, and as the note what was recorded of it.
    private static func row(_ one: Correction) -> [String] {
        [
            "correction", "", "", "\(one.receipt.used)", "", "", "", one.kind.used, "", "1", "1", "1",
            "count", "used", "recorded \(one.receipt.recorded) as \(one.kind.recorded)", bases.receipt,
            bases.kind, "\(one.item)", "", "",
        ]
    }

    private static func names(of window: ReportWindow) -> [String] {
        [window.name, "\(window.start)", "\(window.end)"]
    }

    /// The lines of a row, from behind its window on.
    private static func rows(_ row: Evaluation) -> [[String]] {
        let window = row.window
        func line(
            _ name: String, _ figure: Figure, _ attained: String?, _ unit: String, _ verdict: String
        ) -> [String] {
            let bases = bases(of: name)
            return [
                row.part ?? "", row.threshold?.level.rawValue ?? "", name, row.required,
                "\(figure.ratio.numerator)", "\(figure.ratio.denominator)", attained ?? "no data", unit,
                verdict, [row.relief, figure.note].compactMap(\.self).joined(separator: "; "),
                bases.receipt, bases.kind, list(figure.counted), list(figure.others), whole(window),
            ]
        }
        let official = line("official", row.figure, row.attained, row.unit, row.verdict)
        return [official]
            + row.companions.map { beside in
                line(
                    beside.name, beside.figure, beside.figure.digits(rounded: row.direction),
                    beside.figure.unitWord, "beside")
            }
    }

    /// Which receipts and classes a figure used: without exceptions those that were recorded.
    private static func bases(of figure: String) -> (receipt: String, kind: String) {
        figure.hasPrefix("without exceptions") ? ("original", "original") : bases
    }

    private static func list(_ subjects: [Subject]) -> String {
        subjects.map { $0.description.replacing(" ", with: "_") }.joined(separator: " ")
    }

    private static func whole(_ window: ReportWindow) -> String { window.isWhole ? "true" : "false" }
}
