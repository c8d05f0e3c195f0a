// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireWorkItemReceived: WireMessage {
    init(_ fact: WorkItemReceived) {
        self.init()
        item = fact.item.rawValue
        gateway = fact.gateway.rawValue
        workClass = fact.workClass.rawValue
        if let value = fact.member { member = value.rawValue }
        receivedAtUs = fact.received.microseconds
        ingestedAtUs = fact.ingested.microseconds
        facts = fact.facts.map(WireWorkFact.init)
        actor = fact.by.rawValue
        key = fact.key
        if let value = fact.requester { requester = value.wire }
        if let value = fact.evidence { evidence = value.rawValue }
        if let value = fact.line { line = value }
    }

    func model() throws(WireError) -> WorkItemReceived {
        WorkItemReceived(
            item: try readContact(item, "item"),
            gateway: try readName(gateway, "gateway"),
            workClass: try readName(workClass, "work_class"),
            member: try readName(hasMember ? member : nil, "member"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            ingested: try readInstant(ingestedAtUs, "ingested_at_us"),
            facts: try readList(facts, "facts", 0...Limit.workFacts),
            by: try readName(actor, "actor"),
            key: try readKey(key, "key"),
            requester: try readEnum(hasRequester ? requester : nil, "requester"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            line: hasLine ? try readText(line, "line") : nil)
    }
}

extension WireWorkItemReported: WireMessage {
    init(_ fact: WorkItemReported) {
        self.init()
        item = fact.item.rawValue
        change = WireWorkChange(fact.change)
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
        if let value = fact.evidence { evidence = value.rawValue }
        notedAtUs = fact.noted.microseconds
        if let value = fact.keptUntil { keptUntilAtUs = value.microseconds }
        if let value = fact.line { line = value }
    }

    func model() throws(WireError) -> WorkItemReported {
        WorkItemReported(
            item: try readContact(item, "item"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            noted: try readInstant(notedAtUs, "noted_at_us"),
            keptUntil: try readInstant(hasKeptUntilAtUs ? keptUntilAtUs : nil, "kept_until_at_us"),
            line: hasLine ? try readText(line, "line") : nil)
    }
}

extension WireWorkItemIncomplete: WireMessage {
    init(_ fact: WorkItemIncomplete) {
        self.init()
        item = fact.item.rawValue
        change = WireWorkChange(fact.change)
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
        lacks = fact.lacks.map(\.rawValue)
        reason = fact.reason
        notedAtUs = fact.noted.microseconds
    }

    func model() throws(WireError) -> WorkItemIncomplete {
        WorkItemIncomplete(
            item: try readContact(item, "item"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"),
            lacks: try readNames(lacks, "lacks", 1...Limit.list),
            reason: try readText(reason, "reason"),
            noted: try readInstant(notedAtUs, "noted_at_us"))
    }
}

extension WireWorkOutOfTurn: WireMessage {
    init(_ fact: WorkOutOfTurn) {
        self.init()
        item = fact.item.rawValue
        before = fact.before.rawValue
        line = fact.line
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
    }

    func model() throws(WireError) -> WorkOutOfTurn {
        WorkOutOfTurn(
            item: try readContact(item, "item"),
            before: try readContact(before, "before"),
            line: try readText(line, "line"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"))
    }
}

extension WireWorkItemOpened: WireMessage {
    init(_ fact: WorkItemOpened) {
        self.init()
        item = fact.item.rawValue
        gateway = fact.gateway.rawValue
        workClass = fact.workClass.rawValue
        if let value = fact.member { member = value.rawValue }
        receivedAtUs = fact.received.microseconds
        facts = fact.facts.map(WireWorkFact.init)
        actor = fact.by.rawValue
        notedAtUs = fact.noted.microseconds
        clocks = fact.clocks.map(WireClockStart.init)
        if let value = fact.requester { requester = value.wire }
    }

    func model() throws(WireError) -> WorkItemOpened {
        WorkItemOpened(
            item: try readContact(item, "item"),
            gateway: try readName(gateway, "gateway"),
            workClass: try readName(workClass, "work_class"),
            member: try readName(hasMember ? member : nil, "member"),
            received: try readInstant(receivedAtUs, "received_at_us"),
            facts: try readList(facts, "facts", 0...Limit.list),
            by: try readName(actor, "actor"),
            noted: try readInstant(notedAtUs, "noted_at_us"),
            clocks: try readList(clocks, "clocks", 0...Limit.list),
            requester: try readEnum(hasRequester ? requester : nil, "requester"))
    }
}

extension WireWorkItemChanged: WireMessage {
    init(_ fact: WorkItemChanged) {
        self.init()
        item = fact.item.rawValue
        change = WireWorkChange(fact.change)
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
        if let value = fact.evidence { evidence = value.rawValue }
        workClass = fact.workClass.rawValue
        facts = fact.facts.map(WireWorkFact.init)
        if let value = fact.status.reopensUntil { reopensUntilAtUs = value.microseconds }
        notedAtUs = fact.noted.microseconds
    }

    func model() throws(WireError) -> WorkItemChanged {
        WorkItemChanged(
            item: try readContact(item, "item"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            workClass: try readName(workClass, "work_class"),
            facts: try readList(facts, "facts", 0...Limit.list),
            status: WorkItemChanged.Status(
                reopensUntil: try readInstant(
                    hasReopensUntilAtUs ? reopensUntilAtUs : nil, "reopens_until_at_us")),
            noted: try readInstant(notedAtUs, "noted_at_us"))
    }
}

extension WireWorkItemRefused: WireMessage {
    init(_ fact: WorkItemRefused) {
        self.init()
        item = fact.item.rawValue
        change = WireWorkChange(fact.change)
        atUs = fact.at.microseconds
        actor = fact.by.rawValue
        reason = fact.reason
    }

    func model() throws(WireError) -> WorkItemRefused {
        WorkItemRefused(
            item: try readContact(item, "item"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(atUs, "at_us"),
            by: try readName(actor, "actor"),
            reason: try readText(reason, "reason"))
    }
}

extension WireRetoldSpan: WireMessage {
    init(_ part: RetoldSpan) {
        self.init()
        mode = part.mode.wire
        atUs = part.at.microseconds
        cause = part.cause
        if let value = part.by { actor = value.rawValue }
        if let value = part.evidence { evidence = value.rawValue }
        if let value = part.contacted { contactedAtUs = value.microseconds }
    }

    func model() throws(WireError) -> RetoldSpan {
        RetoldSpan(
            mode: try readEnum(mode, "mode"),
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            contacted: try readInstant(hasContactedAtUs ? contactedAtUs : nil, "contacted_at_us"))
    }
}

extension WireRetoldStop: WireMessage {
    init(_ part: RetoldStop) {
        self.init()
        atUs = part.at.microseconds
        cause = part.cause
        if let value = part.by { actor = value.rawValue }
        if let value = part.reopensUntil { reopensUntilAtUs = value.microseconds }
    }

    func model() throws(WireError) -> RetoldStop {
        RetoldStop(
            at: try readInstant(atUs, "at_us"),
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"),
            reopensUntil: try readInstant(
                hasReopensUntilAtUs ? reopensUntilAtUs : nil, "reopens_until_at_us"))
    }
}

extension WireClockRetold: WireMessage {
    init(_ fact: ClockRetold) {
        self.init()
        clock = WireClockID(fact.clock)
        spans = fact.spans.map(WireRetoldSpan.init)
        if let value = fact.stop { stop = WireRetoldStop(value) }
        cause = fact.cause
        if let value = fact.by { actor = value.rawValue }
    }

    func model() throws(WireError) -> ClockRetold {
        ClockRetold(
            clock: try readMessage(hasClock ? clock : nil, "clock"),
            spans: try readList(spans, "spans", 1...Limit.list),
            stop: hasStop ? try stop.model() : nil,
            cause: try readText(cause, "cause"),
            by: try readName(hasActor ? actor : nil, "actor"))
    }
}

extension WireWorkItemSubmission: WireMessage {
    init(_ part: WorkItemSubmission) {
        self.init()
        workClass = part.workClass.rawValue
        if let value = part.member { member = value.rawValue }
        if let value = part.received { receivedAtUs = value.microseconds }
        facts = part.facts.map(WireWorkFact.init)
        actor = part.by.rawValue
        key = part.key
        if let value = part.requester { requester = value.wire }
        if let value = part.evidence { evidence = value.rawValue }
    }

    func model() throws(WireError) -> WorkItemSubmission {
        WorkItemSubmission(
            workClass: try readName(workClass, "work_class"),
            member: try readName(hasMember ? member : nil, "member"),
            received: try readInstant(hasReceivedAtUs ? receivedAtUs : nil, "received_at_us"),
            facts: try readList(facts, "facts", 0...Limit.workFacts),
            by: try readName(actor, "actor"),
            key: try readKey(key, "key"),
            requester: try readEnum(hasRequester ? requester : nil, "requester"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"))
    }
}

extension WireWorkReport: WireMessage {
    init(_ part: WorkReport) {
        self.init()
        item = part.item.rawValue
        change = WireWorkChange(part.change)
        if let value = part.at { atUs = value.microseconds }
        actor = part.by.rawValue
        if let value = part.evidence { evidence = value.rawValue }
        facts = part.facts.map(WireWorkFact.init)
    }

    func model() throws(WireError) -> WorkReport {
        WorkReport(
            item: try readContact(item, "item"),
            change: try readMessage(hasChange ? change : nil, "change"),
            at: try readInstant(hasAtUs ? atUs : nil, "at_us"),
            by: try readName(actor, "actor"),
            evidence: try readName(hasEvidence ? evidence : nil, "evidence"),
            facts: try readList(facts, "facts", 0...Limit.workFacts))
    }
}
