internal import Contacts
internal import Facts
internal import Measures
internal import Standards

extension Report {
    /// A row for each figure, its contacts in the last two columns with blanks between them.
    ///
    /// The rows of `balance` come first, one number each; then the pauses to review; then the standards, the
    /// figures beside an official one under their own name in the column `figure`.
    public var csv: String {
        let header = [
            "standard", "clause", "window", "from", "to", "part", "level", "figure", "required", "numerator",
            "denominator", "attained", "unit", "verdict", "note", "in_numerator", "not_in_numerator",
        ]
        let rows =
            balances.flatMap(Self.rows) + pauses.map(Self.row)
            + sections.flatMap { section in
                section.evaluations.flatMap { Self.rows($0, section.standard) }
            }
        let note = ["balance", "", "", "", "", "", "", "says", "", "", "", "", "", "", balanceWords, "", ""]
        return ([header, note] + rows).map(Self.line).joined(separator: "\n") + "\n"
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
                balance.holds ? "holds" : "does not hold", "", "", "",
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
            "\(pause.clock.contact)", "",
        ]
    }

    private static func rows(_ row: Evaluation, _ standard: Standard) -> [[String]] {
        let window = row.window
        func line(
            _ name: String, _ figure: Figure, _ attained: String?, _ unit: String, _ verdict: String
        ) -> [String] {
            [
                "\(row.standard)", standard.clause, window.name, "\(window.start)", "\(window.end)",
                row.part ?? "", row.threshold?.level.rawValue ?? "", name, row.required,
                "\(figure.ratio.numerator)", "\(figure.ratio.denominator)", attained ?? "no data", unit,
                verdict, [row.relief, figure.note].compactMap(\.self).joined(separator: "; "),
                list(figure.counted), list(figure.others),
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

    private static func list(_ subjects: [Subject]) -> String {
        subjects.map { $0.description.replacing(" ", with: "_") }.joined(separator: " ")
    }

    private static func line(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A }
            return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
        }.joined(separator: ",")
    }
}
