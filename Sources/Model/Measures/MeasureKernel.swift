import Contacts
import Standards

/// Which function computes which measure; keeps what one measure computes for all windows at once.
struct MeasureKernel {
    let records: RecordSet
    let cohort: Cohort
    let windows: [ReportWindow]
    /// What calls outside opening hours are to the standard; nil when it does not ask.
    let closedHours: Standard.ClosedHours?
    /// How the standard knows that a member is content; nil when it does not ask.
    let acceptance: Standard.Acceptance?
    /// The same over the records without exceptions, when there are any; one at most.
    var plain: [MeasureKernel] = []
    private var attainments: [String: [Figure]] = [:]
    private var occupancies: [Figure] = []
    private var events: RecordSet.DatedEvents?

    /// A figure with what stands beside it.
    struct Part {
        var name: String?
        var figure: Figure
        var companions: [Evaluation.Companion] = []
        /// The figure by the option of a reading that was not taken; it stands beside too.
        var otherReading: Evaluation.Companion?

        /// Everything that stands beside the figure.
        var beside: [Evaluation.Companion] { (otherReading.map { [$0] } ?? []) + companions }
    }

    init(
        of standard: Standard, records: RecordSet, cohort: Cohort, windows: [ReportWindow],
        _ closedHours: Standard.ClosedHours
    ) {
        self.closedHours = standard.asksClosedHours ? closedHours : nil
        acceptance = standard.acceptance
        self.records = records
        self.cohort = cohort
        self.windows = windows
    }

    /// The figures of `measure` in the window at `place` of these records, one or one for each part.
    mutating func ownParts(of measure: Measure, _ threshold: Standard.Threshold?, at place: Int) -> [Part] {
        let window = windows[place]
        switch measure {
        case .clockAttainment(let population): return [attainment(population, threshold, at: place)]
        case .share(let share): return named(records.shares(share, in: window, cohort), share.facts)
        case .ratio(let ratio): return [sums(ratio, in: window)]
        case .reduction(let share): return [Part(figure: records.reduction(share, in: window, cohort))]
        case .serviceLevel(let channel, let within, let variant, let waits):
            return [serviceLevel(channel, within, variant, waits, in: window)]
        case .averageSpeedOfAnswer:
            return [withClosedHours(in: window) { _ in records.averageSpeedOfAnswer(in: window) }]
        case .abandonment(let rule): return [abandonment(rule, in: window)]
        case .blockage:
            return [
                withClosedHours(in: window) { records.blockage(in: window, $0, atMost: most(threshold)) }
            ]
        case .totalHold(let within, let withQueue): return [totalHold(within, withQueue, in: window)]
        case .oneCallResolution(let days):
            return [
                withClosedHours(in: window) { records.oneCallResolution(repeatDays: days, $0, in: window) }
            ]
        case .firstContactResolution(let days):
            return [Part(figure: records.firstContactResolution(repeatDays: days, in: window))]
        case .satisfaction(let from): return [satisfaction(from, in: window)]
        case .promoterScore: return [Part(figure: records.promoterScore(in: window))]
        case .handlingTime(let types):
            let untyped = records.untyped(in: window)
            let beside = untyped.isEmpty ? [] : [Evaluation.Companion("type not said", .count(of: untyped))]
            return [Part(figure: records.handlingTime(types: types, in: window), companions: beside)]
        case .handlingTimeCut(let matters):
            let silent = records.withoutEssentials(about: matters, in: window)
            return [
                Part(
                    figure: records.handlingTimeCut(of: matters, in: window),
                    companions: silent.isEmpty ? [] : [.init("essentials not said", .count(of: silent))])
            ]
        case .escalationRate: return [Part(figure: records.escalationRate(in: window))]
        case .handoffs: return [handoffs(in: window)]
        case .occupancy:
            if occupancies.isEmpty { occupancies = records.occupancies(in: windows) }
            return [Part(figure: occupancies[place])]
        case .rollingCount(let names, let classes, let days):
            let known = events ?? records.datedEvents(names, classes: classes)
            events = known
            return [Part(figure: records.rollingCount(known, days: days, in: window))]
        case .monthEndAge(let classes, let days, let open):
            return [Part(figure: records.monthEndAge(classes: classes, days: days, open: open, in: window))]
        case .completeness(let rule): return [completeness(rule, in: window)]
        case .inOrder(let classes, let waits, let by):
            return [Part(figure: records.inOrder(classes, waits: waits, by: by, in: window))]
        case .mostDays(let classes, let from, let to):
            return [mostDays(classes, (from: from, to: to), in: window)]
        case .board: return []
        }
    }

    private func completeness(_ rule: Measure.Completeness, in window: ReportWindow) -> Part {
        let again = records.refusedFirst(rule, in: window)
        return Part(
            figure: records.completeness(rule, in: window),
            companions: again.isEmpty ? [] : [.init("not whole at first", .count(of: again))])
    }

    private func mostDays(
        _ classes: [WorkClass], _ facts: (from: String, to: String), in window: ReportWindow
    ) -> Part {
        let silent = records.undated(classes, facts, in: window, cohort)
        return Part(
            figure: records.mostDays(classes, facts, in: window, cohort),
            companions: silent.isEmpty ? [] : [.init("dates not said", .count(of: silent))])
    }

    private func named(_ parts: [RecordSet.Part], _ facts: Set<String>) -> [Part] {
        parts.map { part in
            Part(
                name: part.name, figure: part.figure,
                companions: part.unsaid.map { .init("\($0.fact) not said", .count(of: $0.items)) }
                    + saidLate(facts, of: part.figure))
        }
    }

    /// What was said of the figure's items when they were completed already, and when.
    private func saidLate(_ facts: Set<String>, of figure: Figure) -> [Evaluation.Companion] {
        let late = records.saidLate(facts, of: figure.counted + figure.others)
        return late.isEmpty ? [] : [.init("said after completion", .count(of: late))]
    }

    private func sums(_ ratio: Measure.Ratio, in window: ReportWindow) -> Part {
        let silent = records.silent(ratio, in: window, cohort)
        let beside = Evaluation.Companion("both numbers not said", .count(of: silent))
        let figure = records.ratio(ratio, in: window, cohort)
        return Part(
            figure: figure,
            companions: (silent.isEmpty ? [] : [beside]) + saidLate(ratio.facts, of: figure))
    }

    private mutating func attainment(
        _ population: Measure.ClockPopulation, _ threshold: Standard.Threshold?, at place: Int
    ) -> Part {
        guard let within = threshold?.within else {
            return Part(figure: .noData(.share, "no threshold of the clock is named"))
        }
        let official = cached(population, within, cohort, acceptance)[place]
        let other: Cohort = cohort == .completion ? .receipt : .completion
        let beside = cached(population, within, other, acceptance)[place]
        var part = Part(figure: official, companions: [.init("\(other.rawValue) cohort", beside)])
        part.companions += saidLate(population.facts, of: official)
        guard let acceptance else { return part }
        let recorded = cached(population, within, cohort, .recorded)[place]
        let silent = cached(population, within, cohort, .deemed)[place]
        let accepted = Set(recorded.counted)
        let deemed = silent.counted.filter { !accepted.contains($0) }
        part.otherReading =
            switch acceptance {
            case .recorded: .init("with silence as acceptance", silent)
            case .deemed: .init("by recorded acceptance alone", recorded)
            }
        part.companions.append(
            .init("deemed accepted", .count(of: deemed)))
        return part
    }

    private mutating func cached(
        _ population: Measure.ClockPopulation, _ within: String, _ cohort: Cohort,
        _ acceptance: Standard.Acceptance?
    ) -> [Figure] {
        // One kernel serves one measure, so that threshold, cohort and reading tell its figures apart.
        let key = "\(cohort.rawValue) \(within) \(acceptance?.rawValue ?? "")"
        if let known = attainments[key] { return known }
        let figures = records.clockAttainment(
            population, within: within, in: windows, cohort, acceptance: acceptance)
        attainments[key] = figures
        return figures
    }

    /// The official form with the other common one beside it.
    private func serviceLevel(
        _ channel: Channel, _ within: Duration, _ variant: Measure.ServiceLevel, _ waits: Measure.Waits,
        in window: ReportWindow
    ) -> Part {
        let other: Measure.ServiceLevel = variant == .ofOffered ? .withoutShortAbandons : .ofOffered
        var part = withClosedHours(in: window) {
            records.serviceLevel(channel, within: within, variant, $0, waits: waits, in: window)
        }
        let hours = closedHours ?? .openingHours
        part.companions.insert(
            .init(
                other.rawValue,
                records.serviceLevel(channel, within: within, other, hours, waits: waits, in: window)), at: 0)
        guard waits == .every else { return part }
        part.companions += [
            .init("each wait by itself", records.waitsInTime(channel, within: within, in: window)),
            .init(
                "the first wait alone",
                records.serviceLevel(channel, within: within, variant, hours, in: window)),
        ]
        return part
    }

    private func abandonment(_ rule: Measure.Abandonment, in window: ReportWindow) -> Part {
        var part = withClosedHours(in: window) { _ in records.abandonment(rule, in: window) }
        if rule != .init() {
            part.companions.append(
                .init("every abandon, all hours", records.abandonment(.init(), in: window)))
        }
        return part
    }

    /// By the contract's answer to A51, with the other one and the calls concerned beside it; a standard that
    /// does not ask is about the hours that it names, and has them nowhere.
    private func withClosedHours(
        in window: ReportWindow, _ figure: (Standard.ClosedHours) -> Figure
    ) -> Part {
        guard let closedHours else { return Part(figure: figure(.openingHours)) }
        let name =
            switch closedHours {
            case .atAllTimes: "without calls outside opening hours"
            case .openingHours: "with calls outside opening hours as refused"
            }
        return Part(
            figure: figure(closedHours), companions: [outsideHours(in: window)],
            otherReading: .init(name, figure(closedHours.other)))
    }

    private func outsideHours(in window: ReportWindow) -> Evaluation.Companion {
        let calls = records.outsideHours(in: window).map { Subject.contact($0.contact) }
        return .init("calls outside opening hours", .count(of: calls))
    }

    private func totalHold(_ within: Duration, _ withQueue: Bool, in window: ReportWindow) -> Part {
        var part = withClosedHours(in: window) { _ in
            records.totalHold(within: within, withQueue: withQueue, in: window)
        }
        part.companions.insert(
            .init(
                withQueue ? "without the first wait" : "with the first wait",
                records.totalHold(within: within, withQueue: !withQueue, in: window)), at: 0)
        return part
    }

    private func satisfaction(_ from: Int, in window: ReportWindow) -> Part {
        let (share, mean) = records.satisfaction(satisfiedFrom: from, in: window)
        return Part(figure: share, companions: [.init("mean mark", mean)])
    }

    private func handoffs(in window: ReportWindow) -> Part {
        let found = records.handoffs(in: window)
        return Part(
            figure: found.few,
            companions: [.init("none", found.none), .init("one", found.one), .init("more", found.more)])
    }

    /// The share that is too much, for what our own refusals alone can prove.
    private func most(_ threshold: Standard.Threshold?) -> Ratio? {
        guard let limit = threshold?.limit, limit.unit == .percent else { return nil }
        return Ratio(limit.value.tenThousandths, of: 100 * Exact.scale)
    }
}
