public import Contacts

/// What the contract fixes and the standards depend on: its dates, its regions, and what it relieves of.
///
/// Dates are local dates of the topology's zone.
public struct Contract: Hashable, Sendable {
    /// What people call it.
    public var name: String
    /// The first day of health care delivery.
    public var start: CivilDate
    /// The option periods, by number; the base period before the first is none.
    public var optionPeriods: [OptionPeriod]
    /// The regions, each measured alone.
    public var regions: [Region]
    /// Whether it is the overseas contract, to which the walk-in standards apply.
    public var isOverseas: Bool
    /// The day on which the Duplicate Claims System was installed.
    public var duplicateSystemInstalled: CivilDate
    /// The month, after the one of the later of ``start`` and installation, in which the duplicate
    /// standard begins: the seventh by default (reading A35).
    public var duplicateStandardMonth: Int
    /// What calls outside opening hours are, for every standard that asks (reading A51).
    public var closedHours: Standard.ClosedHours
    /// What the Government or a clause leaves out of a standard, each with its clause and evidence.
    public var exclusions: [Exclusion]
    /// Outages of Government systems, each with its evidence.
    public var outages: [Outage]

    /// A region of the contract.
    public typealias Region = Name<Contract>

    /// An option period.
    public struct OptionPeriod: Hashable, Sendable {
        /// Its number, from 1.
        public var number: Int
        /// Its first day.
        public var from: CivilDate
        /// Its last day.
        public var to: CivilDate

        /// Makes a period.
        public init(_ number: Int, from: CivilDate, to: CivilDate) {
            self.number = number
            self.from = from
            self.to = to
        }
    }

    /// Work that is left out of one standard.
    public struct Exclusion: Hashable, Sendable {
        /// The standard.
        public var standard: Standard.ID
        /// The clause that allows it.
        public var clause: String
        /// The fact of a work item by which it is known.
        public var fact: String
        /// The values of it that leave the item out.
        public var values: [String]

        /// Makes an exclusion.
        public init(_ standard: Standard.ID, clause: String, fact: String, values: [String]) {
            self.standard = standard
            self.clause = clause
            self.fact = fact
            self.values = values
        }
    }

    /// A time in which a system of the Government could not be used.
    public struct Outage: Hashable, Sendable {
        /// The standards that are not judged in a month with enough of it.
        public var standards: [Standard.ID]
        /// The clause that relieves of them.
        public var clause: String
        /// Its first day.
        public var from: CivilDate
        /// Its last day.
        public var to: CivilDate
        /// What shows that the Government caused it.
        public var evidence: String

        /// Makes an outage.
        public init(
            _ standards: [Standard.ID], clause: String, from: CivilDate, to: CivilDate, evidence: String
        ) {
            self.standards = standards
            self.clause = clause
            self.from = from
            self.to = to
            self.evidence = evidence
        }
    }

    /// Makes a contract.
    public init(
        name: String, start: CivilDate, optionPeriods: [OptionPeriod], regions: [Region],
        isOverseas: Bool = false, duplicateSystemInstalled: CivilDate, duplicateStandardMonth: Int = 7,
        closedHours: Standard.ClosedHours = .atAllTimes, exclusions: [Exclusion] = [], outages: [Outage] = []
    ) {
        self.closedHours = closedHours
        self.name = name
        self.start = start
        self.optionPeriods = optionPeriods
        self.regions = regions
        self.isOverseas = isOverseas
        self.duplicateSystemInstalled = duplicateSystemInstalled
        self.duplicateStandardMonth = duplicateStandardMonth
        self.exclusions = exclusions
        self.outages = outages
    }

    /// The option period on `date`; nil before the first. After the last one its number stays.
    public func optionPeriod(on date: CivilDate) -> Int? {
        optionPeriods.last { $0.from <= date }?.number
    }

    /// The month of the contract on `date`, month 1 beginning on ``start``; nil before it (reading A33).
    public func month(on date: CivilDate) -> Int? {
        guard date >= start else { return nil }
        let whole = (date.year - start.year) * 12 + date.month - start.month
        // A start on the 31st begins its later months on their last day where they are shorter.
        let beginning = min(start.day, Self.days(inMonth: date.month, of: date.year))
        return date.day >= beginning ? whole + 1 : whole
    }

    /// The first day on which the share of old duplicate sets is judged (¶6.2, reading A35).
    public var duplicateStandardStart: CivilDate {
        let later = max(start, duplicateSystemInstalled)
        let months = later.year * 12 + later.month - 1 + duplicateStandardMonth
        return CivilDate(year: months / 12, month: months % 12 + 1, day: 1)
    }

    /// Whether `standard` is owed on `date` at all, whatever its thresholds say.
    public func owes(_ standard: Standard, on date: CivilDate) -> Bool {
        switch standard.applies {
        case .always: true
        case .overseas: isOverseas
        case .duplicateStandard: date >= duplicateStandardStart
        }
    }

    /// What the contract leaves out of a standard's population.
    public func exclusions(of standard: Standard.ID) -> [Measure.Condition] {
        exclusions.filter { $0.standard == standard }.map { Measure.Condition($0.fact, $0.values) }
    }

    /// Whether outages relieve of `standard` in a month: enough workdays of it, counted together.
    ///
    /// - Parameters:
    ///   - month: any date of the month.
    ///   - relief: how many days are enough, as the register says (¶6.3, reading A50).
    ///   - isWorkday: whether a date is a workday.
    public func relieves(
        _ standard: Standard.ID, inMonthOf month: CivilDate, from relief: Standard.Limit,
        isWorkday: (CivilDate) -> Bool
    ) -> Bool {
        let count = Self.days(inMonth: month.month, of: month.year)
        let dates = (1...count).map { CivilDate(year: month.year, month: month.month, day: $0) }
        let lost = dates.filter { date in
            isWorkday(date)
                && outages.contains { outage in
                    outage.standards.contains(standard) && outage.from <= date && date <= outage.to
                }
        }
        return relief.isMet(Int64(lost.count), of: 1)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        let first = CivilDate(year: year, month: month, day: 1)
        let next = CivilDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        return next.daysSinceEpoch - first.daysSinceEpoch
    }
}
