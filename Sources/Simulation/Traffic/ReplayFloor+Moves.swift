internal import Contacts
internal import Facts

/// Contacts whose moves were recorded: each agent who has one asks for the next move, whatever came of the
/// last.
extension ReplayFloor {
    /// What the record says of the time until the next thing is asked for.
    struct Step {
        /// The move to ask for; nil when none is left.
        var wish: ReplayOptions.Escalation?
        /// How long the agent works on the contact before.
        var talk: Duration
    }

    /// True when the traffic says which moves are asked for.
    var isScripted: Bool { plan.arrivals.first?.contact.moves != nil }

    /// The next step of a contact whose moves were recorded; nil when the options decide.
    func step(of contact: Contact.ID) -> Step? {
        guard let trace = arrival(of: contact)?.contact, let moves = trace.moves else { return nil }
        let place = movesAsked[contact, default: 0]
        let isPaced = options.pace == .onTheClock
        guard place < moves.count else { return Step(wish: nil, talk: isPaced ? trace.service : .zero) }
        let move = moves[place]
        let wish = ReplayOptions.Escalation(to: move.to, reason: BPIReader.reason, priority: move.priority)
        return Step(wish: wish, talk: isPaced ? move.after : .zero)
    }

    /// A move was granted: the next agent asks for the one after it.
    mutating func moved(_ contact: Contact.ID) {
        guard isScripted else { return }
        movesAsked[contact, default: 0] += 1
    }

    /// A move was refused, and the agent goes on with the next; false when the options decide.
    mutating func goOn(_ contact: Contact.ID, _ conversation: Conversation, at now: Instant) -> Bool {
        guard isScripted, arrival(of: contact)?.contact.moves != nil else { return false }
        // Said again, of a wish that was made twice: the agent has gone on already.
        guard conversation.stage == .over else { return true }
        movesAsked[contact, default: 0] += 1
        guard let step = step(of: contact) else { return false }
        let number = newConversation()
        conversations[contact]?.number = number
        conversations[contact]?.stage = .talking
        conversations[contact]?.escalation = step.wish
        set(.talkOver(contact, conversation: number), at: now.advanced(by: step.talk))
        return true
    }

    /// Keeps a contact that an agent has before the answer to its arrival came: only that says which it is.
    mutating func isUnknown(_ work: Agent.Work, _ snapshot: AgentStateChanged) -> Bool {
        guard isScripted, arrival(of: work.contact) == nil, arrivalsInFlight > 0 else { return false }
        unknown[work.contact] = snapshot.agent
        return true
    }

    /// The answer to an arrival came; an agent may have it already.
    mutating func known(_ contact: Contact.ID, at now: Instant) {
        guard let agent = unknown.removeValue(forKey: contact), let snapshot = agents[agent]?.snapshot else {
            return
        }
        for work in snapshot.work where work.contact == contact { follow(work, snapshot, at: now) }
    }
}
