internal import Contacts
internal import Facts

/// Agents, and the conversations they lead.
extension ReplayFloor {
    mutating func fire(_ alarm: Alarm, at now: Instant) {
        switch alarm {
        case .patience(let contact): runOutOfPatience(contact, at: now)
        case .holdBegins(let contact, let number): askHold(contact, number)
        case .holdEnds(let contact, let number): askResume(contact, number)
        case .talkOver(let contact, let number): endTalk(contact, number, at: now)
        case .review(let agent): review(agent, at: now)
        case .shiftChange(let agent): changeShift(agent, at: now)
        }
    }

    mutating func changeShift(_ agent: Agent.ID, at now: Instant) {
        let rows = plan.presences.filter { $0.agent == agent }
        let isOn = rows.contains { row in row.interval?.contains(now) ?? true }
        agents[agent]?.duty = isOn ? .onShift : .offShift
        review(agent, at: now)
    }

    /// Makes the requests that the agent's snapshot calls for, and comes back when they should have shown.
    mutating func review(_ id: Agent.ID, at now: Instant) {
        let options = options
        let reaction = { (offer: Offer.ID) in options.reaction(to: offer) }
        guard let asks = agents[id]?.asks(at: now, reaction: reaction), let session = agents[id]?.session
        else { return }
        for request in asks {
            submit(
                .desk(agent: id, session: session, request: request), to: options.desk,
                for: .desk(id, request))
        }
        if let next = agents[id]?.reviewAt(after: now, reaction: reaction),
            reviews[id].map({ $0 > next || $0 <= now }) ?? true
        {
            reviews[id] = next
            set(.review(id), at: next)
        }
    }

    mutating func show(_ snapshot: AgentStateChanged, at now: Instant) {
        guard agents[snapshot.agent]?.take(snapshot, at: now) == true else { return }
        for contact in led[snapshot.agent] ?? []
        where !snapshot.work.contains(where: { $0.contact == contact }) {
            let moved = conversations[contact]
            end(contact, of: snapshot.agent)
            if moved?.stage == .over, moved?.escalation != nil {
                self.moved(contact)
                transfer(contact, at: now)
            }
        }
        for work in snapshot.work { follow(work, snapshot, at: now) }
        review(snapshot.agent, at: now)
    }

    /// The agent no longer has the contact.
    private mutating func end(_ contact: Contact.ID, of agent: Agent.ID) {
        led[agent]?.removeAll { $0 == contact }
        if conversations[contact]?.agent == agent { conversations[contact] = nil }
    }

    mutating func follow(_ work: Agent.Work, _ snapshot: AgentStateChanged, at now: Instant) {
        switch work.phase {
        case .parked: putAside(work.contact, snapshot, at: now)
        case .inService, .held:
            let current = conversations[work.contact]
            // Queues are heard apart: what an earlier agent is shown late is of before this leg.
            if let current, current.agent != snapshot.agent, snapshot.at < current.since { return }
            guard let conversation = current, conversation.agent == snapshot.agent else {
                return begin(work, snapshot, at: now)
            }
            if conversation.stage == .parked { return goOn(conversation, at: now) }
            if conversation.stage != .over {
                conversations[work.contact]?.stage = work.phase == .held ? .held : .talking
            }
        case .wrapUp:
            done.insert(work.contact)
            callers[work.contact]?.leave()
            end(work.contact, of: snapshot.agent)
        case .received, .classified, .waiting, .offered, .connecting, .ended: break
        }
    }

    /// The contact is in service with this agent: its times are laid out.
    private mutating func begin(_ work: Agent.Work, _ snapshot: AgentStateChanged, at now: Instant) {
        let contact = work.contact
        guard !isUnknown(work, snapshot) else { return }
        let trace = arrival(of: contact)?.contact
        let step = step(of: contact)
        callers[contact]?.connected()
        if let before = conversations[contact] { led[before.agent]?.removeAll { $0 == contact } }
        let leg = legs[contact, default: 0]
        legs[contact] = leg + 1
        let asked = options.escalation(
            of: contact, at: snapshot.tier, into: leg == 0 ? trace?.secondLeg?.queue : nil)
        let escalation = step.map(\.wish) ?? asked
        let rest = left.removeValue(forKey: contact).map { $0 + Self.reorientation }
        let talk = rest ?? step?.talk ?? service(of: trace, leg: leg)
        let conversation = Conversation(
            contact: contact, channel: work.channel, agent: snapshot.agent, tier: snapshot.tier,
            number: newConversation(), since: snapshot.at, hold: options.hold(of: contact),
            escalation: escalation,
            stage: work.phase == .held ? .held : .talking,
            until: now.advanced(by: talk + (options.hold(of: contact) ?? .zero)))
        conversations[contact] = conversation
        // Who takes a chat writes a line at once.
        if work.channel == .chat { write(contact) }
        led[snapshot.agent, default: []].append(contact)
        if let hold = conversation.hold, work.phase == .inService {
            let begins = now.advanced(by: .microseconds(talk.microseconds / 3))
            set(.holdBegins(contact, conversation: conversation.number), at: begins)
            set(.holdEnds(contact, conversation: conversation.number), at: begins.advanced(by: hold))
        }
        set(
            .talkOver(contact, conversation: conversation.number),
            at: conversation.until)
    }

    /// What is left of the work is left until somebody goes on with it.
    private mutating func putAside(_ contact: Contact.ID, _ snapshot: AgentStateChanged, at now: Instant) {
        guard let conversation = conversations[contact], conversation.agent == snapshot.agent,
            conversation.stage == .talking
        else { return }
        conversations[contact]?.stage = .parked
        let number = newConversation()
        conversations[contact]?.number = number
        left[contact] = now.length(to: conversation.until)
    }

    /// Goes on with what was put aside: the agent has to find the thread again first.
    private mutating func goOn(_ conversation: Conversation, at now: Instant) {
        let contact = conversation.contact
        let rest = (left.removeValue(forKey: contact) ?? .zero) + Self.reorientation
        conversations[contact]?.stage = .talking
        conversations[contact]?.until = now.advanced(by: rest)
        set(.talkOver(contact, conversation: conversation.number), at: now.advanced(by: rest))
    }

    /// How long who goes on with what was put aside needs to find the thread again.
    private static let reorientation = Duration.seconds(30)

    private func service(of trace: TraceContact?, leg: Int) -> Duration {
        guard options.pace == .onTheClock, let trace else { return .zero }
        return leg > 0 ? trace.secondLeg?.service ?? trace.service : trace.service
    }

    private mutating func transfer(_ contact: Contact.ID, at now: Instant) {
        let leavesAt = arrival(of: contact)?.contact.secondLeg?.patience.map { now.advanced(by: $0) }
        callers[contact]?.transferred(leavesAt: leavesAt)
        if let leavesAt { set(.patience(contact), at: leavesAt) }
    }

    private mutating func ask(_ request: DeskRequest, in conversation: Conversation) {
        guard let session = agents[conversation.agent]?.session else { return }
        submit(
            .desk(agent: conversation.agent, session: session, request: request), to: options.desk,
            for: .desk(conversation.agent, request))
    }

    private mutating func askHold(_ contact: Contact.ID, _ number: UInt64) {
        guard let conversation = conversations[contact], conversation.number == number,
            conversation.stage == .talking
        else { return }
        ask(.hold(contact), in: conversation)
    }

    private mutating func askResume(_ contact: Contact.ID, _ number: UInt64) {
        guard let conversation = conversations[contact], conversation.number == number,
            conversation.stage != .over
        else { return }
        ask(.resume(contact), in: conversation)
    }

    /// The leg's time is over; said again until the snapshot shows that it took effect.
    private mutating func endTalk(_ contact: Contact.ID, _ number: UInt64, at now: Instant) {
        guard let conversation = conversations[contact], conversation.number == number else { return }
        conversations[contact]?.stage = .over
        // What came to the last tier is answered before it is let go.
        if conversation.tier == .three, conversation.escalation == nil {
            ask(.respond(contact, to: .member), in: conversation)
        }
        if let wish = conversation.escalation {
            ask(
                .escalate(contact, to: wish.to, reason: wish.reason, priority: wish.priority),
                in: conversation)
        } else if conversation.channel.hasLeg {
            gateways[contact.gateway] = gateways[contact.gateway] ?? arrival(of: contact)?.gateway
            hangUp(contact)
        } else {
            ask(.endService(contact), in: conversation)
        }
        set(.talkOver(contact, conversation: number), at: now.advanced(by: options.retryAfter))
    }

    /// A request was refused; an agent who may not pass a contact on serves it to its end.
    mutating func heed(_ refusal: RequestRefused, at now: Instant) {
        ledger.lateSubmissions += 1
        guard refusal.request == "escalate" else { return }
        for contact in refusal.items {
            guard let conversation = conversations[contact], conversation.escalation != nil,
                conversation.agent == refusal.agent
            else { continue }
            guard !goOn(contact, conversation, at: now) else { continue }
            conversations[contact]?.escalation = nil
            set(.talkOver(contact, conversation: conversation.number), at: now)
        }
    }
}
