import Contacts
import Facts

/// Every effect has a deadline: a medium that does not answer is asked again as often as it allows, and
/// somebody is told.
extension GatewayMachine {
    /// Asks the medium for `effect` and sets the deadline of this attempt.
    mutating func ask(_ effect: EffectPending, at now: Instant) {
        var attempt = effect
        attempt.due = now.advanced(by: configuration.effects[effect.action.kind].within)
        record(.effectPending(attempt))
    }

    /// Finds what was not settled in time.
    mutating func expireEffects(at now: Instant) {
        while let pending = state.firstOverdue(at: now) {
            guard let attempt = pending.attempt, let asked = pending.asked else {
                // Asked before effects had deadlines; it gets its first one now.
                var dated = pending
                dated.asked = now
                dated.attempt = 1
                ask(dated, at: now)
                continue
            }
            let overdue = EffectOverdue(
                effect: pending.effect, contact: pending.contact, kind: pending.action.kind,
                gateway: configuration.gateway, asked: asked, at: now, attempt: attempt)
            // The alarm is one; that the next attempts are overdue too is for the log.
            if attempt == 1 { tellRouter(.effectOverdue(overdue)) } else { record(.effectOverdue(overdue)) }
            guard attempt <= configuration.effects[pending.action.kind].retries else { continue }
            var next = pending
            next.attempt = attempt + 1
            ask(next, at: now)
        }
    }
}

extension EffectPending {
    /// True when an attempt was not settled in time.
    var isOverdue: Bool {
        guard let attempt else { return false }
        return attempt > 1 || due == nil
    }
}
