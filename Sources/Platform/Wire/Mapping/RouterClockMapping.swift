import Contacts
import Facts

// The router's facts about clocks, between the model and the wire.

extension WireClockStarted: WireMessage {
    init(_ fact: ClockStarted) {
        self.init()
        start = WireClockStart(fact.start)
    }

    func model() throws(WireError) -> ClockStarted {
        ClockStarted(start: try readMessage(hasStart ? start : nil, "start"))
    }
}

extension WireClockSuspended: WireMessage {
    init(_ fact: ClockSuspended) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.evidence { evidence = value.rawValue }
        if let value = fact.contacted { contactedAtUs = value.microseconds }
    }

    func model() throws(WireError) -> ClockSuspended {
        ClockSuspended(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            contacted: try readInstant(hasContactedAtUs ? contactedAtUs : nil, "contacted_at_us")
        )
    }
}

extension WireClockResumed: WireMessage {
    init(_ fact: ClockResumed) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.evidence { evidence = value.rawValue }
    }

    func model() throws(WireError) -> ClockResumed {
        ClockResumed(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence")
        )
    }
}

extension WireClockStopped: WireMessage {
    init(_ fact: ClockStopped) {
        self.init()
        clock = WireClockID(fact.clock)
        atUs = fact.at.microseconds
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
        if let value = fact.reopensUntil { reopensUntilAtUs = value.microseconds }
    }

    func model() throws(WireError) -> ClockStopped {
        ClockStopped(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            reopensUntil: try readInstant(hasReopensUntilAtUs ? reopensUntilAtUs : nil, "reopens_until_at_us")
        )
    }
}

extension WireWatermarkAsked: WireMessage {
    init(_ fact: WatermarkAsked) {
        self.init()
        ask = fact.ask
        instantAtUs = fact.instant.microseconds
    }

    func model() throws(WireError) -> WatermarkAsked {
        WatermarkAsked(ask: try readCount(ask, "ask"), instant: try readInstant(instantAtUs, "instant_at_us"))
    }
}
