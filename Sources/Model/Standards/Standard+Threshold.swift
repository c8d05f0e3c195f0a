public import Contacts

extension Standard {
    /// One line that a standard draws: an aim whose miss warns, or a limit whose miss is a failure.
    public struct Threshold: Hashable, Sendable {
        /// Aim or limit.
        public var level: Level
        /// The figure that must be reached.
        public var limit: Limit
        /// The name of the clock's threshold within which so many percent must have stopped; nil otherwise.
        public var within: String?
        /// Another figure that does as well; nil when there is none.
        public var alternative: Limit?
        /// When it applies; nil means always.
        public var phase: Phase?

        /// Makes a threshold.
        public init(
            _ level: Level = .limit, _ limit: Limit, within: String? = nil, or alternative: Limit? = nil,
            phase: Phase? = nil
        ) {
            self.level = level
            self.limit = limit
            self.within = within
            self.alternative = alternative
            self.phase = phase
        }

        /// At least so many percent of a clock's population within the clock's threshold of that name.
        public static func percent(
            _ percent: Exact, within: String, _ level: Level = .limit, phase: Phase? = nil
        ) -> Threshold {
            Threshold(level, Limit(.atLeast, percent, .percent), within: within, phase: phase)
        }
    }

    /// What missing a threshold means.
    public enum Level: String, Sendable, Codable, CaseIterable, Hashable {
        /// A warning.
        case target
        /// A failure.
        case limit
    }

    /// A figure with the way it is compared: `>= 90 percent`.
    public struct Limit: Hashable, Sendable {
        /// How the attained figure is compared with the value.
        public var comparison: Comparison
        /// The value.
        public var value: Exact
        /// What the value is counted in.
        public var unit: Unit

        /// Makes a limit.
        public init(_ comparison: Comparison, _ value: Exact, _ unit: Unit) {
            self.comparison = comparison
            self.value = value
            self.unit = unit
        }

        /// Whether `numerator / denominator` in the limit's own unit holds it; percentages are taken of 100.
        ///
        /// Exact for every pair of integers: nothing is divided.
        ///
        /// - Parameter denominator: positive; what has no population has no answer either.
        public func isMet(_ numerator: Int64, of denominator: Int64) -> Bool {
            precondition(denominator > 0, "an empty population has no attainment")
            let factor = unit == .percent ? 100 * Exact.scale : Exact.scale
            let attained = Int128(numerator) * Int128(factor)
            let demanded = Int128(value.tenThousandths) * Int128(denominator)
            return comparison.holds(attained, demanded)
        }
    }

    /// How an attained figure is compared with a value.
    public enum Comparison: String, Sendable, Codable, CaseIterable, Hashable {
        case atLeast = ">="
        case atMost = "<="
        case below = "<"
        case equal = "="

        /// Whether `attained` holds against `demanded`.
        func holds(_ attained: Int128, _ demanded: Int128) -> Bool {
            switch self {
            case .atLeast: attained >= demanded
            case .atMost: attained <= demanded
            case .below: attained < demanded
            case .equal: attained == demanded
            }
        }
    }

    /// What a value is counted in.
    public enum Unit: String, Sendable, Codable, CaseIterable, Hashable {
        case percent, seconds
        /// Points of the promoter score, -100 to 100.
        case points
        /// A mean mark of 1 to 5.
        case mark
        /// Things counted: cycles, files, parts of a checklist.
        case count
        case days, months, hours, people
        /// A version's number.
        case version
    }

    /// The stretch of the contract in which a threshold applies.
    public enum Phase: Hashable, Sendable {
        /// Option periods from the first to the last; without a last it holds on.
        case optionPeriods(from: Int, to: Int?)
        /// Months of the contract, month 1 beginning with the start of health care delivery.
        case months(from: Int, to: Int?)

        /// The first period or month.
        public var first: Int {
            switch self {
            case .optionPeriods(let from, _), .months(let from, _): from
            }
        }

        /// The last period or month; nil when it holds on.
        public var last: Int? {
            switch self {
            case .optionPeriods(_, let to), .months(_, let to): to
            }
        }
    }

    /// The thresholds that apply on a date of `contract`.
    ///
    /// Empty when the standard is not owed then. After the last row of a ramp its value holds on (reading
    /// A32); before the first one nothing is owed, unless the entry reads otherwise.
    public func thresholds(on date: CivilDate, of contract: Contract) -> [Threshold] {
        guard contract.owes(self, on: date) else { return [] }
        let period = period(on: date, of: contract)
        let month = month(on: date, of: contract)
        return thresholds.filter { threshold in
            guard let phase = threshold.phase else { return true }
            let now: Int?
            switch phase {
            case .optionPeriods: now = period
            case .months: now = month
            }
            guard let now else { return false }
            return phase.first <= now && (phase.last ?? .max) >= min(now, lastStep(threshold))
        }
    }

    /// The last period or month that the ramp of `threshold` names.
    private func lastStep(_ threshold: Threshold) -> Int {
        thresholds.filter { $0.level == threshold.level }.compactMap { row in
            row.phase.map { $0.last ?? .max }
        }.max() ?? .max
    }
}
