import BusinessTime
public import Contacts
public import Standards

extension RecordSet {
    /// The share of contacts that a person answered in time, in one of the forms that people print.
    ///
    /// Contacts still waiting whose time is not over are decided by nobody yet and are left out.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 4, Brief: Contact channels; readings A01, A12.
    public func serviceLevel(
        _ channel: Channel, within: Duration, _ variant: Measure.ServiceLevel,
        _ closedHours: Standard.ClosedHours = .openingHours, waits: Measure.Waits = .first,
        in window: ReportWindow
    ) -> Figure {
        let limit = within.microseconds
        var good: [Subject] = []
        var bad: [Subject] = []
        var waiting = 0
        if closedHours == .atAllTimes, channel == .phone, variant != .ofAnswered {
            bad += outsideHours(in: window).map { .contact($0.contact) }
        }
        for call in entered(channel, in: window) {
            let subject = Subject.contact(call.contact)
            let leftEarly = call.isAbandoned && call.waited(by: through) < limit
            if let wait = call.wait {
                let later = waits == .every ? call.laterWaits.map { $0.isInTime(limit, at: through) } : []
                if wait > limit || later.contains(false) {
                    bad.append(subject)
                } else if later.contains(nil) {
                    waiting += 1
                } else {
                    good.append(subject)
                }
            } else if call.ending == nil, call.waited(by: through) <= limit {
                waiting += 1
            } else {
                switch variant {
                case .ofOffered: bad.append(subject)
                case .withoutShortAbandons: if !leftEarly { bad.append(subject) }
                case .ofAnswered: break
                case .shortAbandonsAsAnswered:
                    if leftEarly { good.append(subject) } else { bad.append(subject) }
                }
            }
        }
        return Figure(
            counted: good, others: bad,
            note: waiting == 0 ? nil : "\(waiting) still waiting within the time are not decided")
    }

    /// The share of the waits for a person that ended in time with one, each by itself, of those calls.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 4; reading A12.
    func waitsInTime(_ channel: Channel, within: Duration, in window: ReportWindow) -> Figure {
        var good: [Subject] = []
        var bad: [Subject] = []
        for call in entered(channel, in: window) {
            for (place, wait) in call.waits.enumerated() {
                switch wait.isInTime(within.microseconds, at: through) {
                case true: good.append(.event(call.contact, place + 1))
                case false: bad.append(.event(call.contact, place + 1))
                case nil: break
                }
            }
        }
        return Figure(counted: good, others: bad)
    }

    /// The mean wait of the answered calls of the window, as a sum over a count.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 3; reading A11.
    public func averageSpeedOfAnswer(in window: ReportWindow) -> Figure {
        .mean(
            entered(.phone, in: window).compactMap { call in
                call.wait.map { (.contact(call.contact), $0) }
            })
    }

    /// The share of calls whose member left before the answer, of those that came into the system.
    ///
    /// Abandons before `rule.short` are left out altogether, above the line and below it. Who came outside
    /// opening hours was never let in, and so neither gave up nor makes those who did fewer.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 2, Brief: KPIs; readings A02, A51.
    public func abandonment(_ rule: Measure.Abandonment, in window: ReportWindow) -> Figure {
        let calls = entered(.phone, in: window).filter { isCounted($0, by: rule) }
        return Figure(
            counted: calls.filter(\.isAbandoned).map { .contact($0.contact) },
            others: calls.filter { !$0.isAbandoned }.map { .contact($0.contact) })
    }

    private func isCounted(_ call: CallRecord, by rule: Measure.Abandonment) -> Bool {
        if rule.isCoreHours, let coreHours, !coreHours.isOpen(at: call.received) { return false }
        return !(call.isAbandoned && call.waited(by: through) < rule.short.microseconds)
    }

    /// The share of attempts that were blocked, of all attempts.
    ///
    /// A busy trunk never reaches us: without counts of the carrier for the whole window there is no data,
    /// but what we refused ourselves can already prove that too many were (reading A42). A call outside
    /// opening hours was refused, unless it is kept apart; what a carrier blocked then can not be told from
    /// the rest and always counts.
    ///
    /// - Parameters:
    ///   - window: when.
    ///   - closedHours: whether calls outside opening hours were refused (reading A51).
    ///   - atMost: the share above which the standard is missed for sure; nil when nothing is demanded.
    public func blockage(
        in window: ReportWindow, _ closedHours: Standard.ClosedHours = .openingHours, atMost: Ratio? = nil
    ) -> Figure {
        let rows = blocked(touching: window).filter { $0.channel == .phone }
        let inside = rows.filter { window.start <= $0.from && $0.to <= window.end }
        let sentAway = closedHours == .atAllTimes ? outsideHours(in: window) : []
        let refused = inside.reduce(Int64(sentAway.count)) { $0 + $1.count }
        let accepted = callsByReceipt.records(in: window).filter { call in
            call.channel == .phone && !call.cameOutsideHours
        }
        let attempts = refused + Int64(accepted.count)
        let ratio = Ratio(refused, of: attempts)
        let counted =
            inside.filter { $0.count > 0 }.map(\.subject) + sentAway.map { Subject.contact($0.contact) }
        let others = accepted.map { Subject.contact($0.contact) }
        if attempts > 0, isCarrierCounted(window, rows) {
            return Figure(ratio, .share, counted: counted, others: others)
        }
        if attempts > 0, let atMost, atMost.isLess(than: ratio) {
            return Figure(
                ratio, .share, counted: counted, others: others,
                note: "at least; the carrier's counts are missing")
        }
        return .noData(.share, "no carrier's counts for the whole of it")
    }

    /// True when the feed covers the window, or what of it the log has reached, for each trunk it knows.
    private func isCarrierCounted(_ window: ReportWindow, _ touching: [BlockedRecord]) -> Bool {
        guard !trunks.isEmpty else { return false }
        var covered: [String: [BlockedRecord]] = [:]
        for row in touching {
            guard case .carrier(let trunk, _) = row.source else { continue }
            covered[trunk, default: []].append(row)
        }
        let end = min(window.end, through)
        return trunks.allSatisfy { trunk in
            var reached = window.start
            for row in covered[trunk] ?? [] where row.from <= reached && row.to > reached {
                // A count that goes beyond the window can not be shared out, but for the hour in which the
                // log ends.
                guard row.from >= window.start, row.to <= window.end else { return false }
                reached = row.to
            }
            return reached >= end
        }
    }

    /// The share of answered calls held no longer than `within` in all, over all legs.
    ///
    /// Holds of agents and waits for the next person after the first answer count; the first wait in the
    /// queue does not, unless `withQueue`. A call under way that is within the time is not decided.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 5; reading A13.
    public func totalHold(within: Duration, withQueue: Bool, in window: ReportWindow) -> Figure {
        var good: [Subject] = []
        var bad: [Subject] = []
        for call in entered(.phone, in: window) {
            guard let wait = call.wait else { continue }
            let held = call.hold.clampedSum(with: withQueue ? wait : 0)
            if held > within.microseconds {
                bad.append(.contact(call.contact))
            } else if call.ending != nil {
                good.append(.contact(call.contact))
            }
        }
        return Figure(counted: good, others: bad)
    }
}
