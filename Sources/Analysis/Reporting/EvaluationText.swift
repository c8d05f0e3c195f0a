internal import Contacts
internal import Measures
internal import Standards

/// How figures and demands are written, the same in every form of the report.
extension Evaluation {
    /// `>= 90 percent within 30d`; nothing when the document gives no figure.
    var required: String {
        guard let threshold else { return "" }
        let within = threshold.within.map { " within \($0)" } ?? ""
        let other = threshold.alternative.map { " or \($0.words)" } ?? ""
        return threshold.limit.words + within + other
    }

    /// What the attained figure is counted in.
    var unit: String {
        switch figure.unit {
        case .share: isPlainNumber ? threshold?.limit.unit.rawValue ?? "count" : "percent"
        case .seconds: "seconds"
        case .points: "points"
        case .score: "mark"
        case .count: "count"
        }
    }

    /// A ratio that no limit takes for a percentage: members for each agent.
    private var isPlainNumber: Bool {
        guard let unit = threshold?.limit.unit else { return false }
        return figure.unit == .share && unit != .percent
    }

    /// The attained figure in digits, rounded toward what looks worse; nil when there is no data.
    var attained: String? { figure.digits(rounded: direction, isPlain: isPlainNumber) }

    /// Which way digits are cut: never so that a miss looks like a hit.
    var direction: Ratio.Direction {
        switch threshold?.limit.comparison {
        case .atMost, .below: .up
        case .atLeast, .equal, nil: .down
        }
    }

    /// `met`, `missed`, `no data`, `relieved`, `information`, or `part` of a window, which is not judged.
    var verdict: String {
        if relief != nil { return "relieved" }
        if let met { return met ? "met" : "missed" }
        if figure.ratio.isEmpty { return "no data" }
        return threshold == nil || window.isWhole ? "information" : "part"
    }
}

extension Figure {
    /// The figure in digits: percent, seconds, points, marks; nil when there is no data.
    func digits(rounded direction: Ratio.Direction, isPlain: Bool = false) -> String? {
        switch unit {
        case .share: ratio.decimal(scale: isPlain ? 1 : 100, rounded: direction)
        case .seconds:
            Ratio(ratio.numerator, of: ratio.denominator * 1_000_000).decimal(places: 3, rounded: direction)
        case .points: ratio.decimal(scale: 100, rounded: direction)
        case .score, .count: ratio.decimal(rounded: direction)
        }
    }

    /// The unit's word.
    var unitWord: String {
        switch unit {
        case .share: "percent"
        case .seconds: "seconds"
        case .points: "points"
        case .score: "mark"
        case .count: "count"
        }
    }
}

extension Standard.Limit {
    /// `>= 90 percent`.
    var words: String { "\(comparison.rawValue) \(value) \(unit.rawValue)" }
}
