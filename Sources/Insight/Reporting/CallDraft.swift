internal import Contacts
internal import Facts
internal import Measures

/// One contact while the log is read: what cannot be computed before the last fact about it is in.
struct CallDraft: Sendable {
    let contact: Contact.ID
    var received: ContactReceived?
    /// What the router made of it.
    var classified: ContactClassified?
    var ending: CallRecord.Ending?
    var furtherEndings = 0
    var moves: [Generation: Move] = [:]
    var stops: [Stop] = []
    private var connections: [Connection] = []
    private var line: [Event] = []
    private var releases: [Instant] = []
    private var resolved: [UInt16: InquiryResolved] = [:]
    private var types: [UInt16: InquiryType] = [:]

    struct Move: Sendable {
        var from: Tier?
        var to: Tier
        var isTaken = false
    }

    /// Where an agent's stretch may have ended: by name, or for whoever of the tier had it.
    struct Stop: Sendable {
        var agent: Agent.ID?
        var tier: Tier?
        var at: Instant
    }

    struct Connection: Sendable {
        var agent: Agent.ID
        var tier: Tier
        var at: Instant
    }

    enum Change: Sendable { case connected, held, resumed, parted, legLost }

    struct Event: Sendable {
        var at: Instant
        var change: Change
    }

    init(_ contact: Contact.ID) { self.contact = contact }

    mutating func note(_ change: Change, at: Instant) { line.append(Event(at: at, change: change)) }

    mutating func take(_ fact: ContactReceived) { received = received ?? fact }

    mutating func take(_ fact: ContactConnected) {
        note(.connected, at: fact.at)
        connections.append(Connection(agent: fact.agent, tier: fact.offer.tier, at: fact.at))
    }

    mutating func take(_ fact: InquiryOpened) { types[fact.inquiry.index] = fact.type }

    mutating func take(_ fact: InquiryResolved) {
        resolved[fact.inquiry.index] = resolved[fact.inquiry.index] ?? fact
    }

    mutating func take(_ fact: HandoffOffered) {
        moves[fact.placement.generation, default: .init(to: fact.placement.tier)].from = fact.from
        moves[fact.placement.generation]?.to = fact.placement.tier
    }

    mutating func take(_ fact: ContactEnded) {
        if ending == nil {
            ending = .init(fact.outcome, at: fact.at)
        } else {
            furtherEndings += 1
        }
    }

    mutating func take(_ fact: ContactReleased) {
        stops.append(Stop(agent: nil, tier: fact.tier, at: fact.at))
        if fact.reason == .escalated { releases.append(fact.at) }
    }

    // MARK: The record

    /// Nil for what was never received.
    ///
    /// A work item that is routed too comes into custody as an item; its contact begins with the router.
    func record(_ callTypes: CallTypes, isItem: Bool) -> CallRecord? {
        let arrival = received.map { ($0.channel, $0.received) }
        let routed = isItem ? classified.map { ($0.channel, $0.received) } : nil
        guard let (channel, at) = arrival ?? routed else { return nil }
        var record = CallRecord(contact: contact, channel: channel, received: at)
        record.contactClass = classified?.contactClass
        record.requester = received?.attributes.requester ?? .beneficiary
        record.member = received?.attributes.member
        record.answered = connections.map(\.at).min()
        record.ending = ending
        record.furtherEndings = furtherEndings
        record.legs = legs
        record.hold = record.answered.map(hold) ?? 0
        record.moves = moves.sorted { $0.key < $1.key }.filter(\.value.isTaken).map {
            .init(from: $0.value.from, to: $0.value.to)
        }
        record.inquiries = inquiries
        record.callType = callTypes.type(of: record.inquiries.map(\.type))
        return record
    }

    private var inquiries: [CallRecord.InquiryRecord] {
        guard let received else {
            return types.sorted { $0.key < $1.key }.map {
                .init(
                    index: $0.key, type: $0.value, resolved: resolved[$0.key]?.at,
                    acceptance: resolved[$0.key]?.acceptance)
            }
        }
        return received.attributes.inquiries.enumerated().map { place, request in
            let index = UInt16(clamping: place + 1)
            return .init(
                index: index, type: types[index] ?? request.type, issue: request.issue,
                resolved: resolved[index]?.at, acceptance: resolved[index]?.acceptance)
        }
    }

    /// A connection lasts until its agent is done, its tier lets go, or the agent's leg is lost.
    private var legs: [CallRecord.Leg] {
        connections.sorted { $0.at < $1.at }.map { connection in
            let over = stops.filter { stop in
                let isTheirs =
                    stop.agent == connection.agent || stop.agent == nil && stop.tier == connection.tier
                return isTheirs && stop.at >= connection.at
            }.map(\.at).min()
            return .init(agent: connection.agent, tier: connection.tier, connected: connection.at, over: over)
        }
    }

    /// Holds, and waits for the next person after the first answer; what overlaps counts once (reading A13).
    private func hold(since answered: Instant) -> Int64 {
        var spans: [(from: Instant, to: Instant)] = []
        var since: Instant?
        let end = ending?.at ?? line.map(\.at).max() ?? answered
        for event in line {
            switch event.change {
            case .held: since = since ?? event.at
            case .resumed, .parted, .connected, .legLost:
                if let from = since { spans.append((from, event.at)) }
                since = nil
            }
        }
        if let since { spans.append((since, max(since, end))) }
        let losses = line.filter { $0.change == .legLost }.map(\.at)
        for begin in releases + losses where begin >= answered {
            let next = line.filter { event in
                let ends = event.change == .connected && event.at >= begin
                return ends || event.change == .parted && event.at >= begin
            }.map(\.at).min()
            spans.append((begin, max(begin, next ?? end)))
        }
        return union(of: spans)
    }

    private func union(of spans: [(from: Instant, to: Instant)]) -> Int64 {
        var sum: Int64 = 0
        var covered = Instant.distantPast
        for span in spans.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) where span.to > covered {
            sum += max(span.from, covered).duration(to: span.to).microseconds
            covered = span.to
        }
        return sum
    }
}
