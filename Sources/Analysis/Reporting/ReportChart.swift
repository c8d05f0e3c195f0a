internal import Contacts
internal import Measures
internal import Standards

/// The values of small charts, whole numbers so that the same report is the same picture; `standard.mustache`
/// draws them as inline SVG.
enum ReportChart {
    /// The measures of the drawing there.
    private static let width = 720
    private static let left = 46
    /// The height of the tallest bar.
    private static let plotHeight = 96
    /// Where bars stand, in tenths of a pixel from the top.
    private static let floor = 1020

    /// A strip of boxes, one for each window, coloured by its verdict; nil for more windows than fit beside
    /// the rest of the row.
    static func strip(_ rows: [Evaluation]) -> [String: Any]? {
        guard rows.count <= 100 else { return nil }
        let size = rows.count > 60 ? 3 : rows.count > 31 ? 6 : 10
        let boxes = rows.enumerated().map { place, row -> [String: Any] in
            ["style": style(row), "label": label(row), "x": place * (size + 1), "size": size]
        }
        return ["width": rows.count * (size + 1), "boxes": boxes]
    }

    /// A bar for each window, with a line at what is demanded; nil when no window has a figure.
    static func bars(_ rows: [Evaluation]) -> [String: Any]? {
        guard let top = top(of: rows) else { return nil }
        let step = max(1, min((width - left - 8) * 10 / rows.count, 600))
        let bars = rows.enumerated().map { place, row in
            bar(row, x: left * 10 + place * step, step: step, top: top)
        }
        // The names of the first and the last window, and of those between while there is room.
        let every = max(1, (700 + step - 1) / step)
        let ticks = rows.enumerated().filter { $0.offset % every == 0 }.map { place, row -> [String: Any] in
            ["x": point(left * 10 + place * step), "name": short(row.window)]
        }
        var chart: [String: Any] = ["top": topText(top, rows), "bars": bars, "ticks": ticks]
        chart["limit"] = limitLine(rows, top: top)
        return chart
    }

    private static func bar(_ row: Evaluation, x: Int, step: Int, top: Ratio) -> [String: Any] {
        let gap = step > 40 ? step / 8 : step > 15 ? 5 : 0
        let height = row.figure.ratio.isEmpty ? 30 : max(tenths(of: row.figure.ratio, top), 6)
        return [
            "style": style(row), "label": label(row), "x": point(x + gap), "y": point(floor - height),
            "width": point(max(step - 2 * gap, 4)), "height": point(height),
        ]
    }

    private static func limitLine(_ rows: [Evaluation], top: Ratio) -> [String: Any]? {
        guard let row = rows.first, let limit = limit(of: row) else { return nil }
        let y = floor - tenths(of: limit, top)
        return [
            "y": point(y), "text_y": point(y < 180 ? y + 100 : y - 30),
            "words": row.threshold?.limit.words ?? "",
        ]
    }

    private static func short(_ window: ReportWindow) -> String {
        switch window.kind {
        case .quarterHour: String(window.name.dropFirst(5).prefix(11)).replacing("T", with: " ")
        case .day: String(window.name.dropFirst(5))
        case .week, .rollingSevenDays: String(window.name.suffix(5))
        case .month, .quarter, .year, .optionPeriod: window.name
        }
    }

    // MARK: Numbers

    /// The height of the chart as a number of its figures: 100 percent, or a little above the highest.
    private static func top(of rows: [Evaluation]) -> Ratio? {
        let known = rows.map(\.figure.ratio).filter { !$0.isEmpty }
        guard var highest = known.first else { return nil }
        for ratio in known where highest.isLess(than: ratio) { highest = ratio }
        if let row = rows.first, let limit = limit(of: row), highest.isLess(than: limit) { highest = limit }
        if rows.first?.unit == "percent", Ratio(25, of: 100).isLess(than: highest) {
            let one = Ratio(1, of: 1)
            return one.isLess(than: highest) ? highest : one
        }
        guard highest.numerator > 0 else { return Ratio(1, of: 1) }
        let raised = highest.numerator.multipliedReportingOverflow(by: 6)
        return raised.overflow ? highest : Ratio(raised.partialValue, of: highest.denominator * 5)
    }

    private static func topText(_ top: Ratio, _ rows: [Evaluation]) -> String {
        guard let row = rows.first else { return "" }
        switch row.unit {
        case "percent": return (top.decimal(scale: 100, places: 0) ?? "") + " %"
        case "seconds":
            return (Ratio(top.numerator, of: top.denominator * 1_000_000).decimal(places: 0) ?? "") + " s"
        case "points": return top.decimal(scale: 100, places: 0) ?? ""
        default: return top.decimal(places: 1) ?? ""
        }
    }

    /// What is demanded, in the figures' own terms.
    private static func limit(of row: Evaluation) -> Ratio? {
        guard let limit = row.threshold?.limit, row.figure.ratio.isEmpty || row.met != nil else { return nil }
        let value = limit.value.tenThousandths
        switch limit.unit {
        case .percent, .points: return Ratio(value, of: 100 * Exact.scale)
        case .seconds: return Ratio(value * 1_000_000, of: Exact.scale)
        default: return Ratio(value, of: Exact.scale)
        }
    }

    /// How high `ratio` stands in tenths of a pixel.
    private static func tenths(of ratio: Ratio, _ top: Ratio) -> Int {
        guard ratio.numerator > 0, top.numerator > 0 else { return 0 }
        let above = Int128(ratio.numerator) * Int128(top.denominator) * Int128(plotHeight * 10)
        let size = above / (Int128(ratio.denominator) * Int128(top.numerator))
        return Int(min(size, Int128(plotHeight * 10)))
    }

    /// Tenths of a pixel in pixels.
    private static func point(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func style(_ row: Evaluation) -> String {
        row.figure.ratio.isEmpty && row.met == nil ? "none" : row.verdict
    }

    private static func label(_ row: Evaluation) -> String {
        "\(row.window.name): \(row.attained.map { $0 + row.unitSign } ?? "no data"), \(row.verdict)"
    }
}
