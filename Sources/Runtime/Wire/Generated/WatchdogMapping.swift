// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireClockThreshold: WireMessage {
    init(_ part: ClockThreshold) {
        self.init()
        name = part.name
        level = part.level.wire
        budgetUs = part.budget
        if let value = part.due { dueAtUs = value.microseconds }
    }

    func model() throws(WireError) -> ClockThreshold {
        ClockThreshold(
            name: try readLabel(name, "name"),
            level: try readEnum(level, "level"),
            budget: try readSpan(budgetUs, "budget_us"),
            due: try readInstant(hasDueAtUs ? dueAtUs : nil, "due_at_us"))
    }
}

extension WireClockArmed: WireMessage {
    init(_ fact: ClockArmed) {
        self.init()
        clock = WireClockID(fact.clock)
        fromAtUs = fact.from.microseconds
        if let value = fact.calendar { calendar = value }
        thresholds = fact.thresholds.map(WireClockThreshold.init)
        mode = fact.mode.wire
    }

    func model() throws(WireError) -> ClockArmed {
        ClockArmed(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            from: try readInstant(fromAtUs, "from_at_us"),
            calendar: try readLabel(hasCalendar ? calendar : nil, "calendar"),
            thresholds: try readList(thresholds, "thresholds", 0...Limit.list),
            mode: try readEnum(mode, "mode"))
    }
}

extension WireClockSpanChanged: WireMessage {
    init(_ fact: ClockSpanChanged) {
        self.init()
        clock = WireClockID(fact.clock)
        mode = fact.mode.wire
        atUs = fact.at.microseconds
        usedUs = fact.used
        duesAtUs = fact.dues.map(\.microseconds)
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.evidence { evidence = value.rawValue }
        if let value = fact.calendar { calendar = value }
        if let value = fact.pauses { pauses = value }
    }

    func model() throws(WireError) -> ClockSpanChanged {
        ClockSpanChanged(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            mode: try readEnum(mode, "mode"),
            at: try readInstant(atUs, "at_us"),
            used: try readSpan(usedUs, "used_us"),
            dues: try readInstants(duesAtUs, "dues_at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            calendar: try readLabel(hasCalendar ? calendar : nil, "calendar"),
            pauses: hasPauses ? try readCount(pauses, "pauses") : nil)
    }
}

extension WireClockClosed: WireMessage {
    init(_ fact: ClockClosed) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        usedUs = fact.used
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.reopensUntil { reopensUntilAtUs = value.microseconds }
        if let value = fact.calendar { calendar = value }
    }

    func model() throws(WireError) -> ClockClosed {
        ClockClosed(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            used: try readSpan(usedUs, "used_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            reopensUntil: try readInstant(
                hasReopensUntilAtUs ? reopensUntilAtUs : nil, "reopens_until_at_us"),
            calendar: try readLabel(hasCalendar ? calendar : nil, "calendar"))
    }
}

extension WireClockRefused: WireMessage {
    init(_ fact: ClockRefused) {
        self.init()
        clock = WireClockID(fact.clock)
        request = fact.request
        atUs = fact.at.microseconds
        if let value = fact.by { actor = value.rawValue }
        reason = fact.reason
    }

    func model() throws(WireError) -> ClockRefused {
        ClockRefused(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            request: try readLabel(request, "request"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(hasActor ? actor : nil, "actor"),
            reason: try readText(reason, "reason"))
    }
}

extension WireThresholdPassed: WireMessage {
    init(_ fact: ThresholdPassed) {
        self.init()
        clock = WireClockID(fact.clock)
        threshold = fact.threshold
        dueAtUs = fact.due.microseconds
        atUs = fact.at.microseconds
        presumed = fact.presumed
        duringOutage = fact.duringOutage
    }

    func model() throws(WireError) -> ThresholdPassed {
        ThresholdPassed(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"),
            due: try readInstant(dueAtUs, "due_at_us"),
            at: try readInstant(atUs, "at_us"),
            presumed: presumed,
            duringOutage: duringOutage)
    }
}

extension WireBreachRetracted: WireMessage {
    init(_ fact: BreachRetracted) {
        self.init()
        clock = WireClockID(fact.clock)
        threshold = fact.threshold
        dueAtUs = fact.due.microseconds
        stoppedAtUs = fact.stopped.microseconds
        if let value = fact.level { level = value.wire }
    }

    func model() throws(WireError) -> BreachRetracted {
        BreachRetracted(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"),
            due: try readInstant(dueAtUs, "due_at_us"),
            stopped: try readInstant(stoppedAtUs, "stopped_at_us"),
            level: try readEnum(hasLevel ? level : nil, "level"))
    }
}

extension WireEscalationDue: WireMessage {
    init(_ fact: EscalationDue) {
        self.init()
        clock = WireClockID(fact.clock)
        reason = fact.reason.rawValue
        toTier = UInt32(fact.to.rawValue)
        priority = fact.priority.wire
    }

    func model() throws(WireError) -> EscalationDue {
        EscalationDue(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            reason: try readName(reason, "reason"),
            to: try readTier(toTier, "to_tier"),
            priority: try readEnum(priority, "priority"))
    }
}

extension WireAnnouncementDue: WireMessage {
    init(_ fact: AnnouncementDue) {
        self.init()
        clock = WireClockID(fact.clock)
        threshold = fact.threshold
        announcement = fact.announcement
    }

    func model() throws(WireError) -> AnnouncementDue {
        AnnouncementDue(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"),
            announcement: try readText(announcement, "announcement"))
    }
}

extension WireClockPassing: WireMessage {
    init(_ part: ClockPassing) {
        self.init()
        clock = WireClockID(part.clock)
        threshold = part.threshold
    }

    func model() throws(WireError) -> ClockPassing {
        ClockPassing(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"))
    }
}

extension WireClockPassings: WireMessage {
    init(_ part: ClockPassings) {
        self.init()
        passings = part.passings.map(WireClockPassing.init)
    }

    func model() throws(WireError) -> ClockPassings {
        ClockPassings(passings: try readList(passings, "passings", 0...Limit.alarmPassings))
    }
}

extension WireToneDue: WireMessage {
    init(_ fact: ToneDue) {
        self.init()
        clock = WireClockID(fact.clock)
        threshold = fact.threshold
    }

    func model() throws(WireError) -> ToneDue {
        ToneDue(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"))
    }
}

extension WireAlarmRaised: WireMessage {
    init(_ fact: AlarmRaised) {
        self.init()
        alarm = fact.alarm
        recipient = fact.recipient.rawValue
        rule = fact.rule.rawValue
        clock = WireClockID(fact.clock)
        threshold = fact.threshold
        atUs = fact.at.microseconds
        count = fact.count
        if let value = fact.acknowledgeBy { acknowledgeByAtUs = value.microseconds }
        if let value = fact.evidence { evidence = value }
        if let value = fact.others { others = WireClockPassings(value) }
    }

    func model() throws(WireError) -> AlarmRaised {
        AlarmRaised(
            alarm: try readNumber(alarm, "alarm"),
            recipient: try readName(recipient, "recipient"),
            rule: try readName(rule, "rule"),
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"),
            at: try readInstant(atUs, "at_us"),
            count: try readCount(count, "count"),
            acknowledgeBy: try readInstant(
                hasAcknowledgeByAtUs ? acknowledgeByAtUs : nil, "acknowledge_by_at_us"),
            evidence: hasEvidence ? try readText(evidence, "evidence") : nil,
            others: hasOthers ? try others.model() : nil)
    }
}

extension WireAlarmGrew: WireMessage {
    init(_ fact: AlarmGrew) {
        self.init()
        alarm = fact.alarm
        count = fact.count
        atUs = fact.at.microseconds
        joined = fact.joined.map(WireClockPassing.init)
    }

    func model() throws(WireError) -> AlarmGrew {
        AlarmGrew(
            alarm: try readNumber(alarm, "alarm"),
            count: try readCount(count, "count"),
            at: try readInstant(atUs, "at_us"),
            joined: try readList(joined, "joined", 0...Limit.alarmPassings))
    }
}

extension WireAlarmReduced: WireMessage {
    init(_ fact: AlarmReduced) {
        self.init()
        alarm = fact.alarm
        clock = WireClockID(fact.clock)
        threshold = fact.threshold
        count = fact.count
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> AlarmReduced {
        AlarmReduced(
            alarm: try readNumber(alarm, "alarm"),
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            threshold: try readLabel(threshold, "threshold"),
            count: try readCount(count, "count"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireAlarmAcknowledged: WireMessage {
    init(_ fact: AlarmAcknowledged) {
        self.init()
        alarm = fact.alarm
        by = fact.by.rawValue
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> AlarmAcknowledged {
        AlarmAcknowledged(
            alarm: try readNumber(alarm, "alarm"),
            by: try readName(by, "by"),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireAlarmOverdue: WireMessage {
    init(_ fact: AlarmOverdue) {
        self.init()
        alarm = fact.alarm
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> AlarmOverdue {
        AlarmOverdue(alarm: try readNumber(alarm, "alarm"), at: try readInstant(atUs, "at_us"))
    }
}

extension WireOutageNoted: WireMessage {
    init(_ fact: OutageNoted) {
        self.init()
        fromAtUs = fact.from.microseconds
        throughAtUs = fact.through.microseconds
    }

    func model() throws(WireError) -> OutageNoted {
        OutageNoted(
            from: try readInstant(fromAtUs, "from_at_us"),
            through: try readInstant(throughAtUs, "through_at_us"))
    }
}

extension WireWatermarkNoted: WireMessage {
    init(_ fact: WatermarkNoted) {
        self.init()
        ask = fact.ask
        throughAtUs = fact.through.microseconds
        if let value = fact.station { station = value.rawValue }
    }

    func model() throws(WireError) -> WatermarkNoted {
        WatermarkNoted(
            ask: try readCount(ask, "ask"),
            through: try readInstant(throughAtUs, "through_at_us"),
            station: try readName(hasStation ? station : nil, "station"))
    }
}

extension WireWatermarkAwaited: WireMessage {
    init(_ fact: WatermarkAwaited) {
        self.init()
        ask = fact.ask
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> WatermarkAwaited {
        WatermarkAwaited(ask: try readCount(ask, "ask"), at: try readInstant(atUs, "at_us"))
    }
}
