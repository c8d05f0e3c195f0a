public import BusinessTime
public import Contacts
internal import Measures
public import Projection
public import Standards

/// Holds the contacts of a replay or a simulation against the register, by the measures of reports: it has no
/// figure and no reading of its own (decision 0041).
public struct AttainmentTable: Sendable {
    private let evaluator: Evaluator
    private let standards: [Standard]
    private let window: ReportWindow

    /// What a topology says of its standards.
    public struct Terms: Sendable {
        /// The topology's clocks.
        public var clocks: [StandardClock]
        /// The calendars that they count by.
        public var calendars: [BusinessCalendar]
        /// The register, with every threshold that there is.
        public var register: [Standard]
        /// Ramps, exclusions and the answer to A51; nil without a contract.
        public var contract: Contract?
        /// Whose dates they are.
        public var zone: Zone
        /// When the telephone's core hours are.
        public var coreHours: BusinessCalendar?

        /// Makes the terms.
        public init(
            clocks: [StandardClock], calendars: [BusinessCalendar] = [], register: [Standard],
            contract: Contract? = nil, zone: Zone, coreHours: BusinessCalendar? = nil
        ) {
            self.clocks = clocks
            self.calendars = calendars
            self.register = register
            self.contract = contract
            self.zone = zone
            self.coreHours = coreHours
        }
    }

    /// Looks at what a log adds up to, all of it as one window.
    ///
    /// - Parameters:
    ///   - projection: the contacts and their clocks.
    ///   - terms: what is demanded of them.
    ///   - blocked: attempts that were refused before they could wait.
    ///   - now: until when is counted.
    public init(
        _ projection: ContactProjection, by terms: Terms, blocked: [Channel: Int64], at now: Instant
    ) {
        let clocks = Dictionary(terms.clocks.map { ($0.name, $0) }) { first, _ in first }
        let calendars = Dictionary(terms.calendars.map { ($0.name, $0) }) { first, _ in first }
        var parts = RecordSet.Parts()
        parts.calls = projection.ours.compactMap { $0.record() }
        parts.clocks = projection.clocks.values.compactMap { life in
            guard let contact = projection.contacts[life.clock.contact], projection.isOurs(contact) else {
                return nil
            }
            return life.record(clocks[life.clock.name], of: contact)
        }
        parts.calendars = clocks.compactMapValues { $0.unit.calendar.flatMap { calendars[$0] } }
        let first = parts.calls.map(\.received).min() ?? now
        parts.blocked = blocked.map { channel, count in
            BlockedRecord(
                source: .gateway("refused"), channel: channel, from: first, to: max(first, now), count: count)
        }
        evaluator = Evaluator(
            RecordSet(parts, through: now, zone: terms.zone, coreHours: terms.coreHours),
            contract: terms.contract)
        standards = terms.register.filter { Self.isOfContacts($0, clocks) }
        let dates = terms.zone.date(at: first)...max(terms.zone.date(at: first), terms.zone.date(at: now))
        window = ReportWindow(.day, dates, name: "all of it", in: terms.zone)
    }

    /// A row for each limit that contacts are held to, in the register's order; targets only warn.
    public var rows: [Attainment] {
        var rows: [Attainment] = []
        for standard in standards {
            evaluator.evaluate(standard, of: [], in: [window]) { row in
                guard let threshold = row.threshold, threshold.level == .limit else { return }
                rows.append(
                    Attainment(
                        id: standard.id.rawValue, required: row.required + Self.time(of: standard),
                        numerator: row.figure.ratio.numerator, denominator: row.figure.ratio.denominator,
                        met: row.met, unit: row.figure.unit == .seconds ? .meanTime : .share))
            }
        }
        return rows
    }

    /// Whether a standard's figure is made of contacts and their clocks alone.
    private static func isOfContacts(_ standard: Standard, _ clocks: [ClockName: StandardClock]) -> Bool {
        switch standard.measure {
        case .serviceLevel, .averageSpeedOfAnswer, .abandonment, .blockage, .totalHold, .oneCallResolution,
            .firstContactResolution, .handlingTime, .escalationRate, .handoffs:
            true
        case .clockAttainment(let population):
            ([population.clock] + population.also).contains { name in
                clocks[name].map { $0.attachesTo != .item } ?? false
            }
        case nil, .share, .ratio, .reduction, .satisfaction, .promoterScore, .handlingTimeCut, .occupancy,
            .rollingCount, .monthEndAge, .completeness, .inOrder, .mostDays, .board:
            false
        }
    }

    /// The time that the measure itself has, for print.
    private static func time(of standard: Standard) -> String {
        switch standard.measure {
        case .serviceLevel(_, let within, _, _), .totalHold(let within, _):
            " within \(within.microseconds / 1_000_000) s"
        default: ""
        }
    }
}

/// How far a limit of a standard was attained, as an exact fraction.
public struct Attainment: Hashable, Sendable {
    /// The register's id.
    public var id: String
    /// What is demanded, for people.
    public var required: String
    /// Those of the population that did as demanded; for a mean, the sum in microseconds.
    public var numerator: Int64
    /// The population.
    public var denominator: Int64
    /// Whether the limit was held; nil when there is no data, or nothing is owed.
    public var met: Bool?
    /// Whether the fraction is a share or a mean of microseconds.
    public var unit: Unit

    /// What the fraction says.
    public enum Unit: Hashable, Sendable {
        case share, meanTime
    }

    /// Percent or seconds; nil when there is no data.
    public var attained: Double? {
        guard denominator > 0 else { return nil }
        let ratio = Double(numerator) / Double(denominator)
        switch unit {
        case .share: return (ratio * 1_000_000).rounded() / 10_000
        case .meanTime: return (ratio / 1000).rounded() / 1000
        }
    }

    /// `93.1 %`, `12.3 s` or `no data`.
    public var attainedText: String {
        guard let attained else { return "no data" }
        return "\(attained) \(unit == .share ? "%" : "s")"
    }
}
