import BusinessTime
import Contacts
import Facts
import OrderedCollections
import Standards

/// What can no longer all be done in time is said before it is late, and pauses that look wrong are listed.
extension WatchdogMachine {
    /// Looks ahead when it is time to, or when work is open and nobody has looked yet.
    mutating func lookAhead(at now: Instant) {
        let next = state.breachForecast?.next
        if let next, next > now { return }
        guard let rule = configuration.feasibility else {
            // The file asks for it no more.
            if next != nil { record(.feasibilityJudged(FeasibilityJudged(at: now, next: nil, verdicts: []))) }
            return
        }
        let isOpen = rule.teams.contains { team in
            team.handling.contains { state.ledger.load.has($0.clock) }
        }
        guard isOpen || next != nil else { return }
        let verdicts = rule.teams.map {
            verdict(on: $0, of: rule.teams.count, every: rule.every, at: now)
        }
        let before = state.breachForecast?.short ?? []
        record(
            .feasibilityJudged(
                FeasibilityJudged(
                    at: now, next: isOpen ? now.advanced(by: rule.every) : nil, verdicts: verdicts)))
        takeBackForecasts(at: now)
        for (team, verdict) in zip(rule.teams, verdicts)
        where verdict.due != nil && !before.contains(team.row.name) {
            call(team, for: verdict, at: now)
        }
    }

    private func verdict(
        on team: FeasibilityRule.Team, of teams: Int, every: Duration, at now: Instant
    ) -> FeasibilityJudged.Verdict {
        let present = team.members.isEmpty ? nil : state.breachForecast?.present(of: team.members) ?? 0
        var verdict = FeasibilityJudged.Verdict(
            team: team.row.name, present: present, rostered: team.heads, due: nil, pieces: 0, needed: 0,
            available: 0)
        guard let calendar = configuration.calendars[team.calendar] else { return verdict }
        let loads = team.handling.flatMap { handling in
            state.ledger.load.dues(of: handling.clock, after: now).map { due, count in
                DeadlineFeasibility.Load(due: due, pieces: count, each: handling.time)
            }
        }
        let outlook = DeadlineFeasibility.outlook(
            of: loads, staff: staff(of: team, present, calendar, every: every, at: now), calendar: calendar,
            from: now)
        verdict.due = outlook.due
        verdict.pieces = outlook.pieces
        verdict.needed = outlook.needed.microseconds
        verdict.available = min(outlook.available.microseconds, Self.mostWork)
        if let due = outlook.due, state.breachForecast?.short.contains(team.row.name) != true {
            verdict.items = state.ledger.breaches(
                of: Set(team.handling.map(\.clock)), after: now, through: due,
                limit: min(FeasibilityJudged.Verdict.limit, Self.mostItems / teams))
        }
        return verdict
    }

    /// The most clocks that one look ahead names, over all teams: they have to fit into one fact.
    private static let mostItems = 5 * Limit.teams

    /// More work than any team does in a lifetime, and little enough to be written down.
    private static let mostWork = Int64.max / 8

    /// For the rest of an open day those who are signed in, from the next date on those on the roster.
    ///
    /// Whoever begins in the morning needs a moment to sign in: so long the roster speaks.
    private func staff(
        of team: FeasibilityRule.Team, _ present: UInt64?, _ calendar: BusinessCalendar, every: Duration,
        at now: Instant
    ) -> [DeadlineFeasibility.Staff] {
        guard let present, calendar.isOpen(at: now), calendar.isOpen(at: now.advanced(by: .zero - every))
        else { return [.init(from: now, heads: team.heads, share: team.share)] }
        let tomorrow = calendar.zone.instant(ofDay: calendar.zone.localDay(at: now) + 1)
        return [
            .init(from: now, heads: present, share: team.share),
            .init(from: tomorrow, heads: team.heads, share: team.share),
        ]
    }

    private mutating func call(
        _ team: FeasibilityRule.Team, for verdict: FeasibilityJudged.Verdict, at now: Instant
    ) {
        guard case .alarm(let first, let within, _) = team.row.action, let due = verdict.due,
            let item = verdict.items.first
        else { return }
        let recipient = recipient(of: team.row, instead: first, at: now)
        let people = verdict.present.map { "\($0) signed in, \(verdict.rostered) rostered" }
        let named = verdict.items.prefix(5).map(\.description).joined(separator: ", ")
        let evidence =
            "\(verdict.pieces) pieces due by \(due) need \(Self.hours(verdict.needed)) of work; "
            + "\(people ?? "\(verdict.rostered) people") have \(Self.hours(verdict.available)); "
            + "first: \(named)"
        let cause = AlarmCall.Cause(
            clock: Clock.ID(FeasibilityRule.clock, contact: item.contact), threshold: team.row.threshold,
            count: 1, evidence: evidence)
        let key = AlarmBook.Key(rule: team.row.name, recipient: recipient)
        called[key, default: AlarmCall(cap: team.row.cap, within: within)].single.append(cause)
    }

    /// Hours with two digits, as people write them.
    private static func hours(_ microseconds: Int64) -> String {
        let hundredths = microseconds / 36_000_000
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) h"
    }
}

// MARK: - Pauses

extension WatchdogMachine {
    /// Puts a pause that has just begun on the list when one of `limits` says so.
    ///
    /// `clock` is as it was before the pause.
    mutating func review(
        _ clock: LedgerClock, at instant: Instant, due: Instant?, contacted: Instant?, _ act: Act,
        _ limits: PauseWatch.Limits?
    ) {
        guard let limits else { return }
        let number = UInt64(clock.pauses) + 1
        let reasons = limits.reasons(number: number, at: instant, due: due, contacted: contacted)
        guard !reasons.isEmpty else { return }
        record(
            .pauseFlagged(
                PauseFlagged(
                    clock: clock.id, at: instant, number: number, reasons: reasons, due: due,
                    contacted: contacted, cause: act.cause, by: act.by, evidence: act.evidence)))
    }

    /// A member was put on hold: what the contact's other clocks are due is what it may be about, and the
    /// talk since the last hold is the contact before this one.
    mutating func reviewHold(_ clock: LedgerClock, at instant: Instant, _ act: Act) {
        guard let watch = configuration.pauseWatch else { return }
        let due = state.ledger.clocks(of: clock.id.contact).filter { $0.id != clock.id }
            .compactMap(\.nextBreach).min()
        let hasTalked = clock.pauses == 0 || clock.since.duration(to: instant) >= watch.talkAtLeast
        review(
            clock, at: instant, due: due, contacted: hasTalked ? instant : nil, act, watch.holds)
    }
}
