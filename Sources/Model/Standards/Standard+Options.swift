import Contacts

extension Standard {
    /// The entry as the options of its readings have it: what they change of its measure and its thresholds.
    ///
    /// What the documents leave open is decided where the register says so, and nowhere else: an entry that
    /// takes another option is measured by another rule. Options that say which day is the first or which
    /// hours count are held against `counting` and the clock by `tierline check`.
    ///
    /// - Source: readings A03, A12, A13, A16, A18, A21, A23, A48.
    public var asRead: Standard {
        readings.reduce(self) { $0.applying($1) }
    }

    private func applying(_ reading: Reading) -> Standard {
        var read = self
        switch (reading.number, reading.option, measure) {
        case ("A03", "at-closing", .oneCallResolution?): read.measure = .oneCallResolution(repeatDays: 0)
        case ("A03", "at-closing", .firstContactResolution?):
            read.measure = .firstContactResolution(repeatDays: 0)
        case ("A12", "without-short-abandons", .serviceLevel(let channel, let within, _, let waits)?):
            read.measure = .serviceLevel(
                channel: channel, within: within, variant: .withoutShortAbandons, waits: waits)
        case ("A13", "with-queue", .totalHold(let within, _)?):
            read.measure = .totalHold(within: within, withQueue: true)
        case ("A16", "limit-only", _): read.thresholds.removeAll { $0.level == .target }
        case ("A18", "paper-only", .clockAttainment(var population)?):
            population.channels = [.letter, .workItem]
            read.measure = .clockAttainment(population)
        case ("A21", "together", .handlingTime?): read.measure = .handlingTime(types: CallType.allCases)
        case ("A23", "band", _):
            read.thresholds += thresholds.filter { $0.level == .target }.map { aim in
                Threshold(.limit, Limit(.atMost, aim.limit.value, aim.limit.unit))
            }
        case ("A48", "all-regions", .share(var share)?):
            share.by = nil
            read.measure = .share(share)
        default: break  // The option as the entry is written, or one that is asked for where it counts.
        }
        return read
    }

    /// True when what was received in a window is judged in it, and not what was completed.
    ///
    /// - Source: reading A10.
    public var isJudgedByReceipt: Bool { option(of: "A10") == "receipt-cohort" }

    /// True when a figure is shown and nothing is owed.
    ///
    /// - Source: reading A46.
    public var isShownOnly: Bool { option(of: "A46") == "shown-only" }

    /// True when the other figure of a threshold must hold too, and does not do instead.
    ///
    /// - Source: reading A22.
    public var needsBothFigures: Bool { option(of: "A22") == "both" }

    /// The option period by which a ramp goes on a date: none before the first, unless the first figure is
    /// owed in the base period too.
    ///
    /// - Source: reading A32.
    func period(on date: CivilDate, of contract: Contract) -> Int? {
        let isOwedBefore = option(of: "A32") == "base-period-too" && date >= contract.start
        return contract.optionPeriod(on: date) ?? (isOwedBefore ? contract.optionPeriods.first?.number : nil)
    }

    /// The month by which a ramp goes on a date: the first begins with delivery, or is the first whole one.
    ///
    /// - Source: reading A33.
    func month(on date: CivilDate, of contract: Contract) -> Int? {
        guard option(of: "A33") == "full-months", contract.start.day > 1 else {
            return contract.month(on: date)
        }
        var whole = contract
        let month = contract.start.month
        whole.start = CivilDate(
            year: contract.start.year + month / 12, month: month % 12 + 1, day: 1)
        return whole.month(on: date)
    }
}
