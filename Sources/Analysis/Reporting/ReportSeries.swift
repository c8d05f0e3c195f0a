internal import Contacts
internal import Measures
internal import Standards

/// One demand of a standard on one part of its population, window by window.
struct Series {
    var part: String?
    var threshold: Standard.Threshold?
    var rows: [Evaluation]

    var required: String { rows.first?.required ?? "" }
    var level: String? { threshold?.level.rawValue }
}

extension Report.Section {
    /// True when any window has a figure.
    var hasData: Bool { evaluations.contains { !$0.figure.ratio.isEmpty || $0.met != nil } }

    /// Its demands in the order of the register, each with its windows.
    var series: [Series] {
        var all: [Series] = []
        for row in evaluations {
            if let place = all.firstIndex(where: { $0.part == row.part && $0.threshold == row.threshold }) {
                all[place].rows.append(row)
            } else {
                all.append(Series(part: row.part, threshold: row.threshold, rows: [row]))
            }
        }
        return all
    }

    /// Those that have a figure in any window.
    var shown: [Series] { series.filter { $0.rows.contains { !$0.figure.ratio.isEmpty } } }
}

extension Evaluation {
    /// ` %`, ` s` or nothing, for print.
    var unitSign: String {
        switch unit {
        case "percent": " %"
        case "seconds": " s"
        default: ""
        }
    }

    /// The figure as a fraction, for print.
    var fraction: String { figure.fraction }
}

extension Figure {
    /// ` %`, ` s` or nothing, for print.
    var unitSign: String {
        switch unit {
        case .share: " %"
        case .seconds: " s"
        case .points, .score, .count: ""
        }
    }

    /// `19 of 20`; a mean says of how many.
    var fraction: String {
        if ratio.isEmpty { return "" }
        switch unit {
        case .seconds, .score: return "mean of \(ratio.denominator)"
        case .share, .points: return "\(ratio.numerator) of \(ratio.denominator)"
        case .count: return ratio.denominator == 1 ? "" : "\(ratio)"
        }
    }
}
