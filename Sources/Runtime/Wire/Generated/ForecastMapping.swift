// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireAttendanceChanged: WireMessage {
    init(_ fact: AttendanceChanged) {
        self.init()
        agent = fact.agent.rawValue
        tier = UInt32(fact.tier.rawValue)
        present = fact.isPresent
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> AttendanceChanged {
        AttendanceChanged(
            agent: try readName(agent, "agent"),
            tier: try readTier(tier, "tier"),
            isPresent: present,
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireFeasibilityVerdict: WireMessage {
    init(_ part: FeasibilityJudged.Verdict) {
        self.init()
        team = part.team.rawValue
        if let value = part.present { present = value }
        rostered = part.rostered
        if let value = part.due { dueAtUs = value.microseconds }
        pieces = part.pieces
        neededUs = part.needed
        availableUs = part.available
        items = part.items.map(WireClockID.init)
    }

    func model() throws(WireError) -> FeasibilityJudged.Verdict {
        FeasibilityJudged.Verdict(
            team: try readName(team, "team"),
            present: hasPresent ? try readCount(present, "present") : nil,
            rostered: try readCount(rostered, "rostered"),
            due: try readInstant(hasDueAtUs ? dueAtUs : nil, "due_at_us"),
            pieces: try readCount(pieces, "pieces"),
            needed: try readSpan(neededUs, "needed_us"),
            available: try readSpan(availableUs, "available_us"),
            items: try readList(items, "items", 0...FeasibilityJudged.Verdict.limit))
    }
}

extension WireFeasibilityJudged: WireMessage {
    init(_ fact: FeasibilityJudged) {
        self.init()
        atUs = fact.at.microseconds
        if let value = fact.next { nextAtUs = value.microseconds }
        verdicts = fact.verdicts.map(WireFeasibilityVerdict.init)
    }

    func model() throws(WireError) -> FeasibilityJudged {
        FeasibilityJudged(
            at: try readInstant(atUs, "at_us"),
            next: try readInstant(hasNextAtUs ? nextAtUs : nil, "next_at_us"),
            verdicts: try readList(verdicts, "verdicts", 0...Limit.list))
    }
}

extension WirePauseFlagged: WireMessage {
    init(_ fact: PauseFlagged) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        number = fact.number
        reasons = fact.reasons.map(\.wire)
        if let value = fact.due { dueAtUs = value.microseconds }
        if let value = fact.contacted { contactedAtUs = value.microseconds }
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.evidence { evidence = value.rawValue }
    }

    func model() throws(WireError) -> PauseFlagged {
        PauseFlagged(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            number: try readNumber(number, "number"),
            reasons: try readEnums(reasons, "reasons", 0...Limit.list),
            due: try readInstant(hasDueAtUs ? dueAtUs : nil, "due_at_us"),
            contacted: try readInstant(hasContactedAtUs ? contactedAtUs : nil, "contacted_at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"))
    }
}

extension WireCalendarsRecounted: WireMessage {
    init(_ fact: CalendarsRecounted) {
        self.init()
        atUs = fact.at.microseconds
        left = fact.left
        if let value = fact.next { nextAtUs = value.microseconds }
    }

    func model() throws(WireError) -> CalendarsRecounted {
        CalendarsRecounted(
            at: try readInstant(atUs, "at_us"),
            left: try readCount(left, "left"),
            next: try readInstant(hasNextAtUs ? nextAtUs : nil, "next_at_us"))
    }
}
