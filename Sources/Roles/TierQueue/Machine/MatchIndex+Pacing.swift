import BusinessTime
import Contacts

/// What agents may take now, by what else they could do next (decision 0054).
extension MatchIndex {
    /// True when somebody of `group` may be offered `contact` of `line` now; notes what is held back.
    ///
    /// - Parameter agent: who asks for the next contact and may not stand among the free yet; nil when the
    ///   contact asks for somebody.
    mutating func mayTake(
        _ contact: QueuedContact, from group: Int, of line: Int, at now: Instant,
        beside agent: Agent.ID? = nil
    ) -> Bool {
        if lines[line].key.channel.isLive {
            return isSpared(contact, by: group, of: line, at: now, agent) == false
        }
        guard let reserve = policy.reserve, let work = reserve.deferrable[contact.placement.contactClass]
        else {
            return true
        }
        // Of the class that has too few, relative to those that are wanted; nil when none has.
        var least: (idle: Int, wanted: Int)?
        for (place, live) in policy.live.enumerated() where groups[group].serves[place] {
            looks += 1
            let wanted =
                reserve.deviations * work.weight / 1000 * live.weight / 1000
                * live.load(at: now).squareRoot / 1000
            let spare = (idle(place, WorkKind(live.channel), agent) - 1) * 1000
            guard spare < wanted else { continue }
            if least.map({ spare * $0.wanted < $0.idle * wanted }) ?? true { least = (spare, wanted) }
        }
        guard let least else { return true }
        // Only now the calendar is asked: what presses leaves less of a reserve, and at last none.
        let used = work.calendar.elapsed(from: contact.placement.received, to: now)
        guard used + work.critical < work.within else { return true }
        let press = Int(1000 * used.microseconds / max(1, work.within.microseconds))
        guard least.idle < least.wanted * (1000 - press) / 1000 else { return true }
        isReserving = true
        return false
    }

    /// The same of a contact whose line is not known yet.
    mutating func mayTake(_ contact: QueuedContact, from group: Int, at now: Instant) -> Bool {
        mayTake(contact, from: group, of: lineIndex(LineKey(contact.placement)), at: now)
    }

    /// True when a caller leaves the specialists of `group` alone: for the first seconds, while few are idle.
    private func isSpared(
        _ contact: QueuedContact, by group: Int, of line: Int, at now: Instant, _ agent: Agent.ID?
    ) -> Bool {
        guard let rule = policy.specialists, contact.placement.cause == .arrival,
            groups[group].flexibility > lines[line].leastFlexible,
            now < contact.placement.received.advanced(by: rule.spared)
        else { return false }
        let free = groups[group].free[lines[line].kind.rawValue]
        return free.count + (isCounted(agent, lines[line].kind) ? 0 : 1) <= rule.keep
    }

    /// How many agents with room could serve the live class at `place`.
    private func idle(_ place: Int, _ kind: WorkKind, _ agent: Agent.ID?) -> Int {
        var count = 0
        for group in groups where group.serves[place] { count += group.free[kind.rawValue].count }
        guard let agent, let group = groupOf[agent], groups[group].serves[place] else { return count }
        return count + (isCounted(agent, kind) ? 0 : 1)
    }

    private func isCounted(_ agent: Agent.ID?, _ kind: WorkKind) -> Bool {
        guard let agent else { return true }
        return slots[agent]?.kinds.contains(kind) == true
    }
}

extension ServingPolicy.Live {
    /// The load expected now, in thousandths of an agent: arrivals of the quarter times the time they take.
    func load(at now: Instant) -> Int {
        let quarter = now.microseconds / 900_000_000
        return Int(expected[quarter] ?? 0) * handle / 900
    }
}

extension Int {
    /// The square root of so many thousandths, in thousandths, rounded down.
    fileprivate var squareRoot: Int {
        guard self > 0 else { return 0 }
        let square = self * 1000
        var root = square
        var next = (root + 1) / 2
        while next < root {
            root = next
            next = (root + square / root) / 2
        }
        return root
    }
}
