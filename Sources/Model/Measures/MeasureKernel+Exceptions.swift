import Contacts
import Standards

extension MeasureKernel {
    /// The figures of `measure` in the window at `place`, one or one for each part.
    ///
    /// Beside each that exceptions make another one stands what it would be without them, and by which items
    /// the two differ.
    mutating func parts(of measure: Measure, _ threshold: Standard.Threshold?, at place: Int) -> [Part] {
        var parts = ownParts(of: measure, threshold, at: place)
        guard !plain.isEmpty, measure.canBeExcused else { return parts }
        var others = plain[0].ownParts(of: measure, threshold, at: place)
        for index in parts.indices {
            let name = parts[index].name
            guard let found = others.firstIndex(where: { $0.name == name }) else { continue }
            parts[index].companions += Self.exceptions(parts[index].figure, others.remove(at: found).figure)
        }
        // A part that there would only be without them, as a region of which all is left out.
        for other in others where !parts.isEmpty && !other.figure.ratio.isEmpty {
            parts[0].companions += Self.exceptions(.noData(), other.figure, other.name)
        }
        return parts
    }

    private static func exceptions(
        _ figure: Figure, _ plain: Figure, _ part: String? = nil
    ) -> [Evaluation.Companion] {
        let moved =
            Set(figure.counted).symmetricDifference(plain.counted)
            .union(Set(figure.others).symmetricDifference(plain.others))
        guard !moved.isEmpty || figure.ratio != plain.ratio else { return [] }
        let items = Set(moved.compactMap(\.contact)).sorted()
        let name = (["without exceptions"] + [part].compactMap(\.self)).joined(separator: ", ")
        return [.init(name, plain), .init("exceptions", .count(of: items.map { .contact($0) }))]
    }
}

extension Measure {
    /// Whether a report about a work item or a contact can leave something out of it, or bring something into
    /// it: it counts items, clocks, or contacts by what they are or when they were received.
    ///
    /// What comes live has its medium's instant, which nobody corrects.
    var canBeExcused: Bool {
        switch self {
        case .clockAttainment, .ratio, .rollingCount, .monthEndAge, .completeness, .inOrder, .mostDays,
            .share, .reduction, .handlingTime, .handlingTimeCut, .firstContactResolution:
            true
        case .serviceLevel, .averageSpeedOfAnswer, .abandonment, .blockage, .totalHold, .oneCallResolution,
            .satisfaction, .promoterScore, .escalationRate, .handoffs, .occupancy, .board:
            false
        }
    }
}
