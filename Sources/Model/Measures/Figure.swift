import Contacts

/// A measured number with everything that stands behind it.
public struct Figure: Hashable, Sendable {
    /// What the ratio says.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        /// How many of how many.
        case share
        /// Microseconds over a count: a mean.
        case seconds
        /// Percentage points: promoters less detractors.
        case points
        /// A mean of marks.
        case score
        /// A bare number, over 1.
        case count
    }

    /// The exact figure; without a population there is no data.
    public var ratio: Ratio
    /// What it says.
    public var unit: Unit
    /// Those that the numerator counts, sorted.
    public var counted: [Subject]
    /// Those of the population that it does not count, sorted.
    public var others: [Subject]
    /// Those counted whose time to be proved wrong is not over yet.
    public var provisional: [Subject]
    /// What a reader must know: why there is no data, what was left out.
    public var note: String?

    /// Makes a figure.
    public init(
        _ ratio: Ratio, _ unit: Unit = .share, counted: [Subject] = [], others: [Subject] = [],
        provisional: [Subject] = [], note: String? = nil
    ) {
        self.ratio = ratio
        self.unit = unit
        self.counted = counted.sorted()
        self.others = others.sorted()
        self.provisional = provisional.sorted()
        self.note = note
    }

    /// A share of subjects that count one each.
    public init(counted: [Subject], others: [Subject], provisional: [Subject] = [], note: String? = nil) {
        self.init(
            Ratio(Int64(counted.count), of: Int64(counted.count + others.count)), .share, counted: counted,
            others: others, provisional: provisional, note: note)
    }

    /// No population, and why.
    public static func noData(_ unit: Unit = .share, _ note: String? = nil) -> Figure {
        Figure(.noData, unit, note: note)
    }

    /// How many there are, with each of them.
    static func count(of subjects: [Subject]) -> Figure {
        Figure(Ratio(Int64(subjects.count), of: 1), .count, counted: subjects)
    }

    /// The mean of `values` in microseconds, each of one subject.
    static func mean(_ values: [(Subject, Int64)], note: String? = nil) -> Figure {
        Figure(
            Ratio(values.reduce(0) { $0.clampedSum(with: $1.1) }, of: Int64(values.count)), .seconds,
            counted: values.map(\.0), note: note)
    }
}
