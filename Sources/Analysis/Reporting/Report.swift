public import BusinessTime
public import Contacts
public import Facts
public import Measures
public import Standards

/// Every standard that has a measure, attained against required, with the contacts behind each figure.
///
/// A value of the log, the register and the feeds alone: it reads no clock, so that building it again gives
/// the same bytes.
public struct Report: Sendable {
    /// What was asked for.
    public let scope: Scope
    /// How far the log goes.
    public let through: Instant
    /// Where the contacts of each window went, all of them and by channel.
    public let balances: [Balance]
    /// Contacts of which the log says something, but not that they were received.
    public let unreceived: [Contact.ID]
    /// Pauses of clocks, and holds, that somebody should look at, by when they began.
    public let pauses: [PauseFlagged]
    /// Reports by which work items are no failures that they would have been, by when they were said; those
    /// that were said in its windows, or of which a due is there.
    public let exceptions: [ExceptionRecord]
    /// What its figures used of contacts and items that are among the exceptions, beside what was recorded.
    public let corrections: [Correction]
    /// The contacts of each window by kind of call, requester and class of members.
    public let segments: [Segment]
    /// What agents noted in codes in its windows, and how often; empty when the log has no such fact.
    public let codes: [CodeCounts.Row]
    /// The standards that are reported, in the register's order.
    public let standards: [Standard]
    private let evaluator: Evaluator
    private let windows: [ReportWindow]
    /// What boards among the standards are judged by.
    private let register: [Standard]
    /// What of the log could not be read, and so is in no figure; whoever read the log says it.
    public var leftOut: [String] = []

    /// What a report is about.
    public struct Scope: Sendable {
        /// The first local date.
        public var first: CivilDate
        /// The last local date.
        public var last: CivilDate
        /// What each figure is of.
        public var kind: WindowKind
        /// Whose dates they are.
        public var zone: Zone
        /// By what clocks and items are judged.
        public var cohort: Cohort
        /// Ramps, exclusions, reliefs and option periods.
        public var contract: Contract?
        /// How many workdays of an outage in a month relieve of it: the register's threshold of ¶6.3.
        public var outageRelief = Standard.Limit(.atLeast, 2, .days)

        /// Makes a scope.
        public init(
            first: CivilDate, last: CivilDate, kind: WindowKind, zone: Zone, cohort: Cohort = .completion,
            contract: Contract? = nil
        ) {
            self.first = first
            self.last = last
            self.kind = kind
            self.zone = zone
            self.cohort = cohort
            self.contract = contract
        }

        /// Its windows in order.
        public var windows: [ReportWindow] {
            let periods = (contract?.optionPeriods ?? []).map {
                OptionDates(number: $0.number, first: $0.from, last: $0.to)
            }
            return kind.windows(from: first, through: last, in: zone, periods: periods)
        }
    }

    /// One standard with its windows.
    public struct Section: Sendable {
        /// The entry of the register.
        public var standard: Standard
        /// Whether the register judges it in windows of this kind; otherwise the figures are for information.
        public var isJudged: Bool
        /// Window by window, threshold by threshold, part by part.
        public var evaluations: [Evaluation]
    }

    /// Evaluates `standards` over the records of a log.
    ///
    /// - Parameters:
    ///   - projection: the log.
    ///   - scope: dates and windows.
    ///   - standards: the entries wanted; those without a measure are left out.
    ///   - register: all entries, by which a board that is wanted is judged; nil when `standards` are all.
    ///   - coreHours: when the telephone's core hours are.
    ///   - feed: what came from outside the log.
    public init(
        _ projection: ReportProjection, scope: Scope, standards: [Standard], register: [Standard]? = nil,
        coreHours: BusinessCalendar?, feed: Feed = Feed()
    ) {
        let records = projection.records(zone: scope.zone, coreHours: coreHours, feed: feed)
        let windows = scope.windows
        let found = projection.exceptions(scope.contract)
        let plain =
            found.exceptions.isEmpty
            ? nil : projection.records(zone: scope.zone, coreHours: coreHours, feed: feed, without: found)
        evaluator = Evaluator(
            records, contract: scope.contract, cohort: scope.cohort, outageRelief: scope.outageRelief,
            without: plain)
        self.standards = standards.filter { $0.measure != nil }
        self.register = standards + Self.members(of: standards, in: register ?? [])
        self.windows = windows
        self.scope = scope
        through = records.through
        balances = windows.flatMap { records.balances(in: $0) }
        unreceived = projection.unreceived
        let (start, end) = (windows.first?.start ?? .distantPast, windows.last?.end ?? .distantFuture)
        pauses = projection.pauses.filter { start <= $0.at && $0.at < end }
            .sorted { ($0.at, $0.clock) < ($1.at, $1.clock) }
        exceptions = found.exceptions.filter { one in
            ([one.at, one.noted] + one.outcomes.compactMap(\.due)).contains { start <= $0 && $0 < end }
        }
        let corrected = exceptions.filter { $0.ground == .reclassified || $0.ground == .receiptCorrected }
        corrections = projection.corrections(of: Set(corrected.map(\.item)))
        segments = windows.flatMap { records.segments(in: $0) }
        codes = projection.codes.rows(from: start, until: end)
    }

    /// The standards with all their windows, each evaluated when it is asked for: a month of quarter hours is
    /// 2,976 windows of each, and nobody needs those of two standards at once.
    public var sections: some RandomAccessCollection<Section> { standards.lazy.map { section(of: $0) } }

    /// One standard with its windows.
    func section(of standard: Standard) -> Section {
        var rows: [Evaluation] = []
        evaluate(standard) { rows.append($0) }
        return Section(standard: standard, isJudged: isJudged(standard), evaluations: rows)
    }

    /// Hands the evaluations of one standard to `body`, window by window, and keeps none.
    func evaluate(_ standard: Standard, _ body: (Evaluation) -> Void) {
        evaluator.evaluate(standard, of: register, in: windows, body)
    }

    /// Whether the register judges a standard in windows of this kind.
    func isJudged(_ standard: Standard) -> Bool {
        scope.kind != .quarterHour && standard.windows.contains { $0.rawValue == scope.kind.rawValue }
    }

    /// By which options an entry was read, those among them that the contract chooses for all entries.
    func readings(of standard: Standard) -> [Standard.Reading] {
        let hours = scope.contract?.closedHours ?? .atAllTimes
        return standard.readings.map { $0.number == "A51" ? .init("A51", hours.rawValue) : $0 }
    }

    /// Entries of the register that boards among the wanted ones are judged by and that are not wanted.
    private static func members(of wanted: [Standard], in register: [Standard]) -> [Standard] {
        let ids = wanted.flatMap { standard -> [Standard.ID] in
            if case .board(let ids)? = standard.measure { ids } else { [] }
        }
        return register.filter { entry in
            ids.contains(entry.id) && !wanted.contains { $0.id == entry.id }
        }
    }

    /// Which receipts and which classes its figures use.
    static let bases = (receipt: "corrected", kind: "reclassified")

    /// True when every accepted contact stands in exactly one place, and none is known by hearsay only.
    public var isBalanced: Bool { unreceived.isEmpty && balances.allSatisfy(\.holds) }

    /// What the report says of its balances, in one sentence.
    public var balanceWords: String {
        let faults = balances.filter { !$0.holds && $0.channel == nil }
        if isBalanced {
            return "Balanced to the unit in each window: offered = accepted + blocked; accepted = answered + "
                + "abandoned + withdrawn + callback + closed hours + open. Transfers are legs."
        }
        var words = ["NOT BALANCED:"]
        if !faults.isEmpty {
            words.append("\(faults.map(\.window.name).joined(separator: ", ")) do not add up;")
        }
        let twice = faults.flatMap(\.endedTwice)
        if !twice.isEmpty { words.append("ended twice: \(twice.map(\.description).joined(separator: " "));") }
        if !unreceived.isEmpty {
            words.append("never received: \(unreceived.map(\.description).joined(separator: " "));")
        }
        return words.joined(separator: " ")
    }
}
