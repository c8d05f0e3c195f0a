import BusinessTime
import Contacts
public import Standards

/// Evaluates standards of the register over a record set, each window on its own population.
public struct Evaluator: Sendable {
    /// What is measured.
    public let records: RecordSet
    /// The same without what exceptions say; nil when there are none.
    public let plain: RecordSet?
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
    ///   - plain: the records as they would be without exceptions, for what stands beside; nil when there are
    ///     none.
    public init(
        _ records: RecordSet, contract: Contract?, cohort: Cohort = .completion,
        outageRelief: Standard.Limit = .init(.atLeast, 2, .days), without plain: RecordSet? = nil
    ) {
        self.plain = plain
        self.outageRelief = outageRelief
        self.records = records
        self.contract = contract
        self.cohort = cohort
    }

    /// Every standard that has a measure, in the register's order, window by window, threshold by threshold.
    ///
    /// A board is judged by the others in `standards`; one that is not among them has no data.
    public func evaluate(_ standards: [Standard], in windows: [ReportWindow]) -> [Evaluation] {
        var all: [Evaluation] = []
        for standard in standards { evaluate(standard, of: standards, in: windows) { all.append($0) } }
        return all
    }

    /// Hands the evaluations of one standard to `body`, window by window, and keeps none of them.
    ///
    /// - Parameters:
    ///   - standard: what is evaluated; without a measure nothing is.
    ///   - register: by which standards a board is judged.
    ///   - windows: in the order of their beginnings and of their ends.
    ///   - body: takes the next evaluation.
    public func evaluate(
        _ standard: Standard, of register: [Standard], in windows: [ReportWindow],
        _ body: (Evaluation) -> Void
    ) {
        let standard = standard.asRead
        switch standard.measure {
        case nil: break
        case .board(let ids): board(standard, ids, of: register, in: windows, body)
        case .some(let measure): evaluate(standard, measure, in: windows) { body($1) }
        }
    }

    /// What is asked of a standard on the dates of a window, which quarter hours of a date share.
    private struct Terms {
        var dates: ClosedRange<CivilDate>
        var thresholds: [Standard.Threshold?]
        var relief: String?
    }

    /// The stretches of a window in each of which the same is demanded: where a ramp has a step inside of it,
    /// each item is judged by what its own date owes.
    private func stretches(of window: ReportWindow, _ standard: Standard) -> [ReportWindow] {
        guard let contract, standard.thresholds.contains(where: { $0.phase != nil }) else { return [window] }
        var stretches: [ClosedRange<CivilDate>] = []
        var demanded: [Standard.Threshold]?
        for day in window.dates.lowerBound.daysSinceEpoch...window.dates.upperBound.daysSinceEpoch {
            let date = CivilDate(daysSinceEpoch: day)
            let owed = standard.thresholds(on: date, of: contract)
            if owed == demanded, let last = stretches.popLast() {
                stretches.append(last.lowerBound...date)
            } else {
                stretches.append(date...date)
            }
            demanded = owed
        }
        return stretches.map { window.stretch($0, in: records.zone) }
    }

    private func terms(of standard: Standard, in window: ReportWindow) -> Terms {
        let thresholds =
            contract.map { standard.thresholds(on: window.dates.lowerBound, of: $0) }
            ?? standard.thresholds.filter { $0.phase == nil }
        return Terms(
            dates: window.dates, thresholds: thresholds.isEmpty ? [nil] : thresholds.map(\.self),
            relief: relief(of: standard, in: window))
    }

    private func evaluate(
        _ standard: Standard, _ measure: Measure, in windows: [ReportWindow],
        _ body: (Int, Evaluation) -> Void
    ) {
        var kernel = self.kernel(of: standard, windows)
        let measure = leavingOut(contract?.exclusions(of: standard.id) ?? [], of: measure)
        var known: Terms?
        for (place, window) in windows.enumerated() {
            let stretches = stretches(of: window, standard)
            guard stretches.count == 1 else {
                var kernel = self.kernel(of: standard, stretches)
                for (step, stretch) in stretches.enumerated() {
                    judge(standard, measure, terms(of: standard, in: stretch), &kernel, at: step, stretch) {
                        body(place, $0)
                    }
                }
                continue
            }
            let terms = known?.dates == window.dates ? known : nil
            let asked = terms ?? self.terms(of: standard, in: window)
            known = asked
            judge(standard, measure, asked, &kernel, at: place, window) { body(place, $0) }
        }
    }

    private func kernel(of standard: Standard, _ windows: [ReportWindow]) -> MeasureKernel {
        func make(_ records: RecordSet) -> MeasureKernel {
            MeasureKernel(
                of: standard, records: records, cohort: cohort(of: standard), windows: windows,
                contract?.closedHours ?? .atAllTimes)
        }
        var kernel = make(records)
        if let plain { kernel.plain = [make(plain)] }
        return kernel
    }

    /// By what a standard is judged: as asked for, unless its entry makes the receipt official (reading A10).
    private func cohort(of standard: Standard) -> Cohort { standard.isJudgedByReceipt ? .receipt : cohort }

    private func judge(
        _ standard: Standard, _ measure: Measure, _ asked: Terms, _ kernel: inout MeasureKernel,
        at place: Int, _ window: ReportWindow, _ body: (Evaluation) -> Void
    ) {
        for threshold in asked.thresholds {
            for part in kernel.parts(of: measure, threshold, at: place) {
                // A part of a month is no month: what a whole one would owe, it does not owe yet. A quarter
                // of an hour informs, whatever it reads (reading A11).
                let isInforming = standard.isShownOnly || window.kind == .quarterHour
                let isJudged = asked.relief == nil && window.isWhole && !isInforming
                let met = isJudged ? threshold.flatMap { verdict(part, standard, $0) } : nil
                body(
                    Evaluation(
                        standard: standard.id, window: window, part: part.name,
                        cohort: cohort(of: standard), threshold: threshold,
                        figure: warned(part, met, threshold), met: met,
                        companions: part.beside, relief: asked.relief))
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
        _ part: MeasureKernel.Part, _ standard: Standard, _ threshold: Standard.Threshold
    ) -> Bool? {
        let figures = [part.figure] + part.beside.map(\.figure)
        let first = part.figure.holds(threshold.limit)
        let second = threshold.alternative.flatMap { limit in
            figures.lazy.compactMap { $0.holds(limit) }.first
        }
        if first == nil, second == nil, case .monthEndAge? = standard.measure,
            part.figure.note == RecordSet.noneOpen
        {
            return true
        }
        if standard.needsBothFigures, threshold.alternative != nil {
            if first == false || second == false { return false }
            return first == nil || second == nil ? nil : true
        }
        if let first, let second { return first || second }
        return first ?? second
    }

    /// The share of the board's standards that hold their limits, of those with data.
    ///
    /// What has no data counts neither as met nor as missed, so that the board is judged only when its answer
    /// would be the same whatever they read; they are named.
    private func board(
        _ standard: Standard, _ ids: [Standard.ID], of register: [Standard], in windows: [ReportWindow],
        _ body: (Evaluation) -> Void
    ) {
        // A verdict of each member in each window: what is left of evaluations that nobody keeps.
        var verdicts = [[Standard.ID: [Bool]]](repeating: [:], count: windows.count)
        for member in register.map(\.asRead) where ids.contains(member.id) {
            guard let measure = member.measure else { continue }
            if case .board = measure { continue }
            evaluate(member, measure, in: windows) { place, row in
                guard row.threshold?.level == .limit, let met = row.met else { return }
                verdicts[place][member.id, default: []].append(met)
            }
        }
        for (place, window) in windows.enumerated() {
            body(board(standard, ids, in: window, verdicts[place]))
        }
    }

    private func board(
        _ standard: Standard, _ ids: [Standard.ID], in window: ReportWindow, _ known: [Standard.ID: [Bool]]
    ) -> Evaluation {
        let verdicts = ids.map { id in (id: id, rows: known[id] ?? []) }
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
        let verdict = threshold.flatMap {
            holds($0.limit, met.count, orMore: silent.count, of: ids.count)
        }
        return Evaluation(
            standard: standard.id, window: window, part: nil, cohort: cohort, threshold: threshold,
            figure: figure, met: window.isWhole && window.kind != .quarterHour ? verdict : nil,
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

    /// Enough workdays of a documented outage in one of the window's months relieve it (¶6.3, reading A50);
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
