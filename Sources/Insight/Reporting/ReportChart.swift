internal import Contacts
internal import Measures
internal import Standards

/// Small charts as inline SVG, drawn with whole numbers so that the same report is the same picture.
enum ReportChart {
    private static let width = 720
    private static let height = 120
    private static let left = 46
    private static let bottom = 18

    /// A strip of boxes, one for each window, coloured by its verdict.
    ///
    /// More windows than fit beside the rest of the row are told by their numbers only.
    static func strip(_ rows: [Evaluation]) -> String {
        guard rows.count <= 100 else { return "\(rows.count) windows" }
        let size = rows.count > 60 ? 3 : rows.count > 31 ? 6 : 10
        var svg = "<svg class=\"strip\" width=\"\(rows.count * (size + 1))\" height=\"12\" role=\"img\">"
        for (place, row) in rows.enumerated() {
            svg += "<rect class=\"\(style(row))\" x=\"\(place * (size + 1))\" y=\"0\" width=\"\(size)\" "
            svg += "height=\"12\"><title>\(HTMLText.escaped(label(row)))</title></rect>"
        }
        return svg + "</svg>"
    }

    /// A bar for each window, with a line at what is demanded.
    static func bars(_ rows: [Evaluation]) -> String {
        guard let top = top(of: rows) else { return "" }
        let plot = (width: width - left - 8, height: height - bottom - 6)
        var svg = "<svg class=\"bars\" viewBox=\"0 0 \(width) \(height)\" role=\"img\">"
        svg += "<line class=\"axis\" x1=\"\(left)\" y1=\"\(height - bottom)\" x2=\"\(width - 8)\" "
        svg += "y2=\"\(height - bottom)\"/>"
        svg +=
            "<text class=\"tick\" x=\"\(left - 5)\" y=\"\(height - bottom + 3)\" text-anchor=\"end\">0</text>"
        svg += "<text class=\"tick\" x=\"\(left - 5)\" y=\"12\" text-anchor=\"end\">"
        svg += "\(HTMLText.escaped(topText(top, rows)))</text>"
        let step = max(1, min(plot.width * 10 / rows.count, 600))
        for (place, row) in rows.enumerated() {
            svg += bar(row, x: left * 10 + place * step, step: step, top: top, plotHeight: plot.height)
        }
        svg += limitLine(rows, top: top, plotHeight: plot.height)
        svg += labels(rows, step: step)
        return svg + "</svg>"
    }

    private static func bar(_ row: Evaluation, x: Int, step: Int, top: Ratio, plotHeight: Int) -> String {
        let floor = (height - bottom) * 10
        let gap = step > 40 ? step / 8 : step > 15 ? 5 : 0
        let size = row.figure.ratio.isEmpty ? 0 : max(tenths(of: row.figure.ratio, top, plotHeight), 6)
        let shape =
            size == 0
            ? (y: floor - 30, height: 30) : (y: floor - size, height: size)
        return "<rect class=\"\(style(row))\" x=\"\(point(x + gap))\" y=\"\(point(shape.y))\" "
            + "width=\"\(point(max(step - 2 * gap, 4)))\" height=\"\(point(shape.height))\">"
            + "<title>\(HTMLText.escaped(label(row)))</title></rect>"
    }

    private static func limitLine(_ rows: [Evaluation], top: Ratio, plotHeight: Int) -> String {
        guard let row = rows.first, let limit = limit(of: row) else { return "" }
        let y = (height - bottom) * 10 - tenths(of: limit, top, plotHeight)
        let text = HTMLText.escaped(row.threshold?.limit.words ?? "")
        let under = y < 180 ? y + 100 : y - 30
        return
            "<line class=\"limit\" x1=\"\(left)\" y1=\"\(point(y))\" x2=\"\(width - 8)\" y2=\"\(point(y))\"/>"
            + "<text class=\"limit\" x=\"\(width - 10)\" y=\"\(point(under))\" text-anchor=\"end\">"
            + "\(text)</text>"
    }

    /// The names of the first and the last window, and of those between while there is room.
    private static func labels(_ rows: [Evaluation], step: Int) -> String {
        let every = max(1, (700 + step - 1) / step)
        return rows.enumerated().filter { $0.offset % every == 0 }.map { place, row in
            "<text class=\"tick\" x=\"\(point(left * 10 + place * step))\" y=\"\(height - 5)\">"
                + "\(HTMLText.escaped(short(row.window)))</text>"
        }.joined()
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
    private static func tenths(of ratio: Ratio, _ top: Ratio, _ plotHeight: Int) -> Int {
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
