import BusinessTime
import Contacts
public import Standards

/// Evaluates standards of the register over a record set, each window on its own population.
public struct Evaluator: Sendable {
    /// What is measured.
    public let records: RecordSet
    /// Ramps, exclusions and relief.
    public let contract: Contract?
    /// The cohort by which clocks and items are judged.
    public let cohort: Cohort
    /// How many workdays of an outage in a month relieve of it.
    private let outageRelief: Standard.Limit

    /// Looks at `records` as `contract` says; without a contract rows that need a ramp are not owed.
    ///
    /// - Parameters:
    ///   - records: what is measured.
    ///   - contract: ramps, exclusions and reliefs.
    ///   - cohort: by what clocks and items are judged.
    ///   - outageRelief: the register's threshold of ¶6.3; two workdays unless it says otherwise.
    public init(
        _ records: RecordSet, contract: Contract?, cohort: Cohort = .completion,
        outageRelief: Standard.Limit = .init(.atLeast, 2, .days)
    ) {
        self.outageRelief = outageRelief
        self.records = records
        self.contract = contract
        self.cohort = cohort
    }

    /// Every standard that has a measure, in the register's order, window by window, threshold by threshold.
    ///
    /// A board is judged by the others in `standards`; one that is not among them has no data.
    public func evaluate(_ standards: [Standard], in windows: [ReportWindow]) -> [Evaluation] {
        var all = standards.flatMap { standard -> [Evaluation] in
            guard let measure = standard.measure else { return [] }
            if case .board = measure { return [] }
            return evaluate(standard, measure, in: windows)
        }
        for standard in standards {
            guard case .board(let ids) = standard.measure else { continue }
            all += windows.map { board(standard, ids, in: $0, all) }
        }
        let places = Dictionary(
            standards.enumerated().map { ($0.element.id, $0.offset) }
        ) { first, _ in first }
        return all.enumerated().sorted {
            (places[$0.element.standard] ?? 0, $0.offset) < (places[$1.element.standard] ?? 0, $1.offset)
        }.map(\.element)
    }

    private func evaluate(
        _ standard: Standard, _ measure: Measure, in windows: [ReportWindow]
    ) -> [Evaluation] {
        var kernel = MeasureKernel(of: standard, records: records, cohort: cohort, windows: windows)
        let measure = leavingOut(contract?.exclusions(of: standard.id) ?? [], of: measure)
        return windows.indices.flatMap { place -> [Evaluation] in
            let window = windows[place]
            let thresholds =
                contract.map { standard.thresholds(on: window.dates.lowerBound, of: $0) }
                ?? standard.thresholds.filter { $0.phase == nil }
            let relief = relief(of: standard, in: window)
            let rows: [Standard.Threshold?] = thresholds.isEmpty ? [nil] : thresholds.map(\.self)
            return rows.flatMap { threshold in
                kernel.parts(of: measure, threshold, at: place).map { part in
                    let met = relief == nil ? threshold.flatMap { verdict(part, measure, $0) } : nil
                    return Evaluation(
                        standard: standard.id, window: window, part: part.name, cohort: cohort,
                        threshold: threshold, figure: warned(part, met, threshold), met: met,
                        companions: part.beside, relief: relief)
                }
            }
        }
    }

    /// The figure, which says so when the other option of a reading would have missed what it meets.
    private func warned(
        _ part: MeasureKernel.Part, _ met: Bool?, _ threshold: Standard.Threshold?
    ) -> Figure {
        var figure = part.figure
        guard met == true, let other = part.otherReading, let threshold,
            other.figure.holds(threshold.limit) == false
        else { return figure }
        let warning = "met by the reading taken only; \(other.name) it is missed"
        figure.note = [figure.note, warning].compactMap(\.self).joined(separator: "; ")
        return figure
    }

    private func verdict(
        _ part: MeasureKernel.Part, _ measure: Measure, _ threshold: Standard.Threshold
    ) -> Bool? {
        let figures = [part.figure] + part.beside.map(\.figure)
        let first = part.figure.holds(threshold.limit)
        let second = threshold.alternative.flatMap { limit in
            figures.lazy.compactMap { $0.holds(limit) }.first
        }
        if first == nil, second == nil, case .monthEndAge = measure, part.figure.note == RecordSet.noneOpen {
            return true
        }
        if let first, let second { return first || second }
        return first ?? second
    }

    /// The share of the board's standards that hold their limits, of those with data.
    ///
    /// What has no data counts neither as met nor as missed, so that the board is judged only when its answer
    /// would be the same whatever they read; they are named.
    private func board(
        _ standard: Standard, _ ids: [Standard.ID], in window: ReportWindow, _ all: [Evaluation]
    ) -> Evaluation {
        let limits = all.filter { $0.window == window && $0.threshold?.level == .limit }
        let verdicts = ids.map { id in
            (id: id, rows: limits.filter { $0.standard == id }.compactMap(\.met))
        }
        func named(_ isWanted: ([Bool]) -> Bool) -> [Standard.ID] {
            verdicts.filter { isWanted($0.rows) }.map(\.id)
        }
        let met = named { !$0.isEmpty && !$0.contains(false) }
        let silent = named { $0.isEmpty }
        let note = "no data: \(silent.map(\.rawValue).joined(separator: ", ")); neither met nor missed"
        let figure = Figure(
            counted: met.map { .feed($0.rawValue) },
            others: named { $0.contains(false) }.map { .feed($0.rawValue) },
            note: silent.isEmpty ? nil : note)
        let threshold = standard.thresholds.first
        return Evaluation(
            standard: standard.id, window: window, part: nil, cohort: cohort, threshold: threshold,
            figure: figure,
            met: threshold.flatMap { holds($0.limit, met.count, orMore: silent.count, of: ids.count) },
            companions: [], relief: nil)
    }

    /// Whether `met` of `all` hold a limit, when further ones might be met too; nil when that decides it.
    private func holds(_ limit: Standard.Limit, _ met: Int, orMore more: Int, of all: Int) -> Bool? {
        guard more < all else { return nil }
        let least = limit.isMet(Int64(met), of: Int64(all))
        let most = limit.isMet(Int64(met + more), of: Int64(all))
        return least == most ? least : nil
    }

    // MARK: What the contract leaves out

    private func leavingOut(_ conditions: [Measure.Condition], of measure: Measure) -> Measure {
        switch measure {
        case .clockAttainment(var population):
            population.except += conditions
            return .clockAttainment(population)
        case .share(var share):
            share.except += conditions
            return .share(share)
        default: return measure
        }
    }

    /// Enough workdays of a documented outage in one of the window's months relieve it (¶6.3, FEATURES A50);
    /// a standard that has not begun owes nothing.
    private func relief(of standard: Standard, in window: ReportWindow) -> String? {
        guard let contract else { return nil }
        let last = window.dates.upperBound
        if !contract.owes(standard, on: last) { return "not owed on \(last)" }
        let isRelieved = contract.relieves(
            standard.id, inMonthOf: last, from: outageRelief, isWorkday: isWorkday)
        return isRelieved ? "relieved by an outage in the month of \(last)" : nil
    }

    private func isWorkday(_ date: CivilDate) -> Bool {
        date.weekday <= 5 && !FederalHolidays.contains(date)
    }
}
