import Contacts
import Facts
import OrderedCollections
import Standards

/// What one input calls a recipient for, under one row.
struct AlarmCall {
    /// A passing, a broken invariant, or an alarm that nobody acknowledged and that stands for several.
    struct Cause {
        var clock: Clock.ID
        var threshold: String
        var count: UInt64
        var evidence: String?
        /// What else it stands for, as far as that is named.
        var others: [ClockPassing] = []

        /// All that it stands for, as far as it is named.
        var passings: [ClockPassing] { [ClockPassing(clock: clock, threshold: threshold)] + others }
    }

    var cap: Int
    var within: Duration?
    /// Each with an alarm of its own, up to the cap.
    var single: [Cause] = []
    /// Fell due while the watchdog was not running: one alarm for all.
    var missed: [Cause] = []
}

/// Alarms are raised, grouped above the cap, acknowledged, and passed on when nobody does.
extension WatchdogMachine {
    /// Notes that a passing calls for an alarm, which is raised at the end of the input.
    mutating func call(
        _ passed: ThresholdPassed, row: EnforcementRow, recipient: PersonName, within: Duration?
    ) {
        let key = AlarmBook.Key(rule: row.name, recipient: recipient)
        let cause = AlarmCall.Cause(clock: passed.clock, threshold: passed.threshold, count: 1)
        if passed.duringOutage {
            called[key, default: AlarmCall(cap: row.cap, within: within)].missed.append(cause)
        } else {
            called[key, default: AlarmCall(cap: row.cap, within: within)].single.append(cause)
        }
    }

    /// Notes that a broken invariant calls for alarms: by its rows, or by a built-in one when it has none.
    mutating func call(_ broken: InvariantBroken, at now: Instant) {
        let cause = AlarmCall.Cause(
            clock: Clock.ID(Invariant.clock, contact: broken.contact), threshold: broken.invariant.rawValue,
            count: 1, evidence: broken.evidence)
        call(cause, otherwise: WatchdogConfiguration.invariantRow, at: now)
    }

    /// Notes that a medium which does not answer calls for alarms, in the same way.
    mutating func call(_ overdue: EffectOverdue, at now: Instant) {
        let evidence =
            "\(overdue.gateway) was asked for \(overdue.effect) at \(overdue.asked) and has not answered; "
            + "tierline release \(overdue.contact) --reason REASON frees what waits for it"
        let cause = AlarmCall.Cause(
            clock: Clock.ID(EffectKind.clock, contact: overdue.contact), threshold: overdue.kind.rawValue,
            count: 1, evidence: evidence)
        call(cause, otherwise: WatchdogConfiguration.effectRow, at: now)
    }

    private mutating func call(_ cause: AlarmCall.Cause, otherwise builtIn: EnforcementRow, at now: Instant) {
        let rows = configuration.rows(of: cause.clock.name, threshold: cause.threshold)
        for row in rows.isEmpty ? [builtIn] : rows {
            guard case .alarm(let first, let within, _) = row.action else { continue }
            let recipient = recipient(of: row, instead: first, at: now)
            let key = AlarmBook.Key(rule: row.name, recipient: recipient)
            called[key, default: AlarmCall(cap: row.cap, within: within)].single.append(cause)
        }
    }

    /// Raises what this input called for: singly up to the cap of the minute, the rest as one alarm.
    mutating func raiseCalledAlarms(at now: Instant) {
        for (key, call) in called {
            let raised = state.alarms.minute(of: key, at: now)?.raised ?? 0
            let allowed = max(0, call.cap - raised)
            for cause in call.single.prefix(allowed) {
                raise(cause, count: cause.count, for: key, within: call.within, at: now)
            }
            join(Array(call.single.dropFirst(allowed)) + call.missed, call, for: key, at: now)
        }
        called = [:]
    }

    /// A person takes note of an alarm; a number that was never raised is refused.
    mutating func acknowledge(_ alarm: UInt64, by person: PersonName, at now: Instant) {
        guard (1...max(1, state.alarms.lastNumber)).contains(alarm), state.alarms.lastNumber > 0 else {
            return record(
                .requestRefused(
                    RequestRefused(
                        request: "acknowledge_alarm", field: "alarm",
                        reason: "alarm \(alarm) was never raised, the last is \(state.alarms.lastNumber)")))
        }
        record(.alarmAcknowledged(AlarmAcknowledged(alarm: alarm, by: person, at: now)))
    }

    /// Alarms that nobody acknowledged in time go to the next recipient of their row, if it has one; outside
    /// opening hours to the duty officer again, until somebody acknowledges or the hours begin.
    mutating func expireAlarms(at now: Instant) {
        while let alarm = state.alarms.first, let by = alarm.acknowledgeBy, by <= now {
            record(.alarmOverdue(AlarmOverdue(alarm: alarm.alarm, at: now)))
            guard let row = configuration.rows.first(where: { $0.name == alarm.rule }),
                case .alarm(let first, let within, let next) = row.action,
                let recipient = follower(of: alarm, row, [first] + next, at: now)
            else { continue }
            let key = AlarmBook.Key(rule: row.name, recipient: recipient)
            let cause = AlarmCall.Cause(
                clock: alarm.clock, threshold: alarm.threshold, count: alarm.count, evidence: alarm.evidence,
                others: alarm.further)
            called[key, default: AlarmCall(cap: row.cap, within: within)].single.append(cause)
        }
    }

    /// A passing was taken back: the alarms that stand for it stand for one less, whoever they went on to.
    mutating func takeBackAlarms(_ passing: ClockPassing, at now: Instant) {
        for alarm in state.alarms.unanswered(where: { $0.passings.contains(passing) }) {
            reduce(alarm, by: passing, to: max(1, alarm.count) - 1, at: now)
        }
        hasTakenBack = true
    }

    /// Nobody need look at a shortage that is over before anything of it was late, or that what was taken for
    /// late was the last sign of.
    mutating func takeBackForecasts(at now: Instant) {
        hasTakenBack = false
        // What is due already and not known to be late may be late all the same.
        let averted = (state.breachForecast?.averted ?? []).filter { shortage in
            !shortage.clocks.contains { state.ledger[$0]?.nextBreach.map { $0 <= now } ?? false }
        }.map(\.team)
        guard !averted.isEmpty else { return }
        let alarms = state.alarms.unanswered {
            $0.clock.name == FeasibilityRule.clock && averted.contains($0.rule)
        }
        for alarm in alarms { reduce(alarm, by: alarm.passings[0], to: 0, at: now) }
    }

    private mutating func reduce(
        _ alarm: AlarmRaised, by passing: ClockPassing, to count: UInt64, at now: Instant
    ) {
        record(
            .alarmReduced(
                AlarmReduced(
                    alarm: alarm.alarm, clock: passing.clock, threshold: passing.threshold, count: count,
                    at: now)))
    }

    /// Who hears of an alarm that nobody acknowledged; nil when everybody has.
    private func follower(
        of alarm: AlarmRaised, _ row: EnforcementRow, _ chain: [PersonName], at now: Instant
    ) -> PersonName? {
        if let officer = dutyOfficer(of: row, at: now) { return officer }
        // Nobody of the row has heard of what only a duty officer was told.
        let place = chain.firstIndex(of: alarm.recipient).map { $0 + 1 } ?? 0
        return place < chain.count ? chain[place] : nil
    }

    private mutating func join(
        _ causes: [AlarmCall.Cause], _ call: AlarmCall, for key: AlarmBook.Key, at now: Instant
    ) {
        guard var first = causes.first else { return }
        let count = causes.reduce(0) { $0 + $1.count }
        // Those of a storm beyond the limit are counted and not named.
        let named = causes.prefix(Limit.alarmPassings + 1).flatMap(\.passings)
        guard let minute = state.alarms.minute(of: key, at: now), let group = group(in: minute, call) else {
            first.others = Array(named.dropFirst().prefix(Limit.alarmPassings))
            return raise(first, count: count, for: key, within: call.within, at: now)
        }
        record(
            .alarmGrew(
                AlarmGrew(
                    alarm: group, count: minute.count + count, at: now,
                    joined: Array(named.prefix(Limit.alarmPassings)))))
    }

    /// The alarm that more passings join: the one above the cap, or the one about the same outage.
    private func group(in minute: AlarmBook.Minute, _ call: AlarmCall) -> UInt64? {
        let isOutage = state.outage.map { minute.opened >= $0.through } ?? false
        guard minute.raised > call.cap || isOutage && call.single.isEmpty else { return nil }
        return minute.last
    }

    private mutating func raise(
        _ cause: AlarmCall.Cause, count: UInt64, for key: AlarmBook.Key, within: Duration?, at now: Instant
    ) {
        record(
            .alarmRaised(
                AlarmRaised(
                    alarm: state.alarms.lastNumber + 1, recipient: key.recipient, rule: key.rule,
                    clock: cause.clock, threshold: cause.threshold, at: now, count: count,
                    acknowledgeBy: within.map { now.advanced(by: $0) }, evidence: cause.evidence,
                    others: cause.others.isEmpty ? nil : ClockPassings(passings: cause.others))))
    }
}
