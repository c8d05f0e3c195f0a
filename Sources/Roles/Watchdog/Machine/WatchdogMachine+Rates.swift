import Contacts
import Facts
import OrderedCollections
import Standards

/// The share of contacts that reach Tier 3 is counted, and somebody is alarmed before it is too large.
extension WatchdogMachine {
    /// How many of the contacts that reached Tier 3 an alarm names as evidence.
    private static let named = 5

    /// A contact ended: it enters the rate, unless enforcement.yaml says nothing of one; who came outside
    /// opening hours could reach no tier and would only thin the share, here as in the report.
    mutating func countClosed(_ ended: ContactEnded, at now: Instant) {
        guard ended.outcome != .closedHours else { return }
        count(ended.contact, .closed, happened: ended.at, at: now)
    }

    /// A contact was handed to a tier; only the third counts.
    mutating func countReached(_ offered: HandoffOffered, at now: Instant) {
        guard offered.placement.tier == .three, offered.from != .three else { return }
        count(offered.placement.contact, .reached, happened: now, at: now)
    }

    /// Records the event with the share that it leads to, and calls for the alarms of the marks it reaches.
    ///
    /// The window ends with the event itself, not with its handling: after an outage many come at once.
    private mutating func count(
        _ contact: Contact.ID, _ event: RateCounted.Event, happened: Instant, at now: Instant
    ) {
        guard let rule = configuration.escalationRate else { return }
        var fact = RateCounted(
            contact: contact, event: event, at: happened, window: rule.window.microseconds, reached: 0,
            closed: 0, crossings: [])
        (fact.reached, fact.closed) = (state.rates ?? EscalationRate()).counts(with: fact)
        fact.crossings = crossings(of: rule, fact)
        record(.rateCounted(fact))
        for mark in rule.marks {
            guard fact.crossings.contains(RateCrossing(rule: mark.row.name, change: .above)) else { continue }
            call(mark, for: fact, at: now)
        }
    }

    /// The marks that a share reaches for the first time, or has left far enough to be reached again.
    private func crossings(of rule: EscalationRateRule, _ fact: RateCounted) -> [RateCrossing] {
        guard fact.closed >= max(1, rule.least) else { return [] }
        return rule.marks.compactMap { mark in
            let isAbove = state.rates?.above.contains(mark.row.name) ?? false
            let share = isAbove ? mark.clear : mark.at
            let reaches = EscalationRateRule.reaches(share, reached: fact.reached, closed: fact.closed)
            guard reaches != isAbove else { return nil }
            return RateCrossing(rule: mark.row.name, change: isAbove ? .below : .above)
        }
    }

    private mutating func call(_ mark: EscalationRateRule.Mark, for fact: RateCounted, at now: Instant) {
        guard case .alarm(let first, let within, _) = mark.row.action else { return }
        let recipient = recipient(of: mark.row, instead: first, at: now)
        let newest = (state.rates?.newest(Self.named) ?? []).map(\.description).joined(separator: ", ")
        let from = fact.at.advanced(by: .microseconds(-fact.window))
        let evidence =
            "\(fact.reached) contacts reached Tier 3 and \(fact.closed) were closed from \(from) to"
            + " \(fact.at); the mark is \(Self.percent(mark.at)); last: \(newest)"
        let key = AlarmBook.Key(rule: mark.row.name, recipient: recipient)
        let cause = AlarmCall.Cause(
            clock: Clock.ID(EscalationRateRule.clock, contact: fact.contact), threshold: mark.row.threshold,
            count: 1, evidence: evidence)
        called[key, default: AlarmCall(cap: mark.row.cap, within: within)].single.append(cause)
    }

    /// Hundredths of a percent, as people write them.
    private static func percent(_ share: UInt64) -> String {
        let rest = share % 100
        let digits = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0" : "") + "\(rest)"
        return rest == 0 ? "\(share / 100) %" : "\(share / 100).\(digits) %"
    }
}
