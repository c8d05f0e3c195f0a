public import Contacts

/// An entry of the standards register: one demand of the contract or of the brief, with its clause.
///
/// The register (`Topology/standards.yaml`, section `standards:`) is the only place that says what is
/// demanded; the watchdog's clocks and the report's measures serve its entries by id.
public struct Standard: Hashable, Sendable {
    /// Its id in the register: `routine-written-final-response`.
    public var id: ID
    /// The clause that sets it: `TOM 1-3 ¶3.1`, `Brief: KPIs and QA`.
    public var clause: String
    /// What kind of demand it is.
    public var kind: Kind
    /// What it demands, in our words.
    public var text: String
    /// Whom or what it is about.
    public var population: String
    /// When it is owed at all.
    public var applies: Applicability
    /// What it counts from; nil when it counts nothing.
    public var start: String?
    /// What it counts to; nil when it counts nothing.
    public var stop: String?
    /// How time is counted, by the kinds of business time: `calendar_day1`; nil when no time is counted.
    public var counting: Counting?
    /// What must hold; empty when the document gives no figure and none can be computed.
    public var thresholds: [Threshold]
    /// Who or what is left out, in our words; each exclusion is one that the clause itself names.
    public var exclusions: [String]
    /// The windows in which it is judged, each on its own population.
    public var windows: [Window]
    /// How its ambiguities are read.
    public var readings: [Reading]
    /// What serves it: clocks, measures, files, commands, in words for people.
    public var servedBy: [String]
    /// How it is computed; nil for controls and practices.
    public var measure: Measure?

    /// A standard's id.
    public typealias ID = Name<Standard>

    /// What kind of demand a standard is.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        /// A clock that the watchdog runs.
        case clock
        /// A figure that a report computes.
        case metric
        /// A control that a command or a test gives evidence of.
        case control
        /// A way of working.
        case practice
    }

    /// When a standard is owed.
    public enum Applicability: String, Sendable, Codable, CaseIterable, Hashable {
        case always
        /// Under the overseas contract only.
        case overseas
        /// From the day that ``Contract/duplicateStandardStart`` gives.
        case duplicateStandard = "duplicate-standard"
    }

    /// How a standard counts time: the kinds of business time, and what is none of them.
    public enum Counting: String, Sendable, Codable, CaseIterable, Hashable {
        case calendarDayOne = "calendar_day1"
        case calendarAfter = "calendar_after"
        case workdayDayOne = "workday_day1"
        case workdayAfter = "workday_after"
        case businessHours = "business_hours"
        case monthsAfter = "months_after"
        case elapsed
        /// Seconds that are summed over spans: holds, handling times.
        case sum
        /// Calendar months, quarters or intervals that must each hold something.
        case period
        /// Months of the contract, the first beginning with health care delivery.
        case contractMonth = "contract_month"
        /// Days between two dates.
        case age
    }

    /// A window in which a standard is judged.
    public enum Window: String, Sendable, Codable, CaseIterable, Hashable {
        case quarterHour = "15min"
        case day, week, month, quarter, year
        case optionPeriod = "option-period"
        case rollingWeek = "rolling-7-days"
        /// Each item by itself.
        case item
    }

    /// How an ambiguity of the documents is read, as a named option.
    public struct Reading: Hashable, Sendable {
        /// The ambiguity's number: `A04`.
        public var number: String
        /// The option taken: `day-one`.
        public var option: String

        /// Makes a reading.
        public init(_ number: String, _ option: String) {
            self.number = number
            self.option = option
        }
    }

    /// Makes an entry.
    public init(
        id: ID, clause: String, kind: Kind, text: String, population: String,
        applies: Applicability = .always, start: String? = nil, stop: String? = nil,
        counting: Counting? = nil, thresholds: [Threshold] = [], exclusions: [String] = [],
        windows: [Window] = [], readings: [Reading] = [], servedBy: [String] = [], measure: Measure? = nil
    ) {
        self.id = id
        self.clause = clause
        self.kind = kind
        self.text = text
        self.population = population
        self.applies = applies
        self.start = start
        self.stop = stop
        self.counting = counting
        self.thresholds = thresholds
        self.exclusions = exclusions
        self.windows = windows
        self.readings = readings
        self.servedBy = servedBy
        self.measure = measure
    }
}
