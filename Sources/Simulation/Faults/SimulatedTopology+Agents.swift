import Contacts
import Facts

/// What agents do about what their page shows.
extension SimulatedTopology {
    private func index(of agent: Agent.ID) -> Int? { outside.agents.firstIndex { $0.id == agent } }

    /// A page shows a new snapshot, the `number`th push of all.
    func see(_ snapshot: AgentStateChanged, number: Int) {
        guard let index = index(of: snapshot.agent) else { return }
        // Two pushes may pass each other; an older page never replaces a newer one, of one instant neither.
        if let shown = outside.agents[index].snapshot,
            (shown.at, outside.agents[index].shownBy) > (snapshot.at, number)
        {
            return
        }
        outside.agents[index].snapshot = snapshot
        outside.agents[index].shownBy = number
        if outside.agents[index].snapshot?.session == outside.agents[index].session {
            outside.agents[index].waitsUntil = 0
        }
        consider(index)
    }

    /// Now and then an agent looks up from the page and thinks again.
    func review(_ index: Int) {
        schedule(.review(agent: index), in: random.milliseconds(2000...4000))
        consider(index)
    }

    private func consider(_ index: Int) {
        let agent = outside.agents[index]
        if phase == .calm { outside.agents[index].awayUntil = 0 }
        guard let snapshot = agent.snapshot, snapshot.session == agent.session, agent.sessionNumber > 0 else {
            return signIn(index)
        }
        for work in snapshot.work { plan(work, of: index) }
        outside.agents[index].plans = outside.agents[index].plans.filter { plan in
            snapshot.work.contains { $0.contact == plan.key }
        }
        guard now >= agent.waitsUntil else { return }
        if snapshot.reason != nil, snapshot.work.isEmpty || phase == .calm {
            outside.agents[index].waitsUntil = now + 4_000_000
            later(index, .ready, random.milliseconds(100...3000))
        } else if phase == .faulty, random.chance(15) {
            outside.agents[index].waitsUntil = now + 4_000_000
            later(index, .notReady("break"), random.milliseconds(100...1000))
        } else if phase == .faulty, snapshot.work.isEmpty, random.chance(20) {
            outside.agents[index].waitsUntil = now + 4_000_000
            outside.agents[index].awayUntil = now + random.milliseconds(2000...12_000)
            later(index, .signOut(random.chance(500) ? .returnAtPlace : .refuseWithWork), 0)
        } else if phase == .faulty, random.chance(10) {
            signIn(index)
        }
    }

    /// A new session; it fences the one before.
    private func signIn(_ index: Int) {
        let agent = outside.agents[index]
        guard now >= agent.waitsUntil, now >= agent.awayUntil else { return }
        outside.agents[index].sessionNumber += 1
        outside.agents[index].waitsUntil = now + 5_000_000
        outside.agents[index].plans = [:]
        later(index, .signIn, random.milliseconds(10...300))
    }

    /// Decides once what to do about a contact in its phase; thinks again when nothing comes of it.
    private func plan(_ work: Agent.Work, of index: Int) {
        let known = outside.agents[index].plans[work.contact]
        if let known, known.phase == work.phase, known.offer == work.offer, now < known.until { return }
        let again = known?.phase == work.phase && known?.offer == work.offer
        let until = now + random.milliseconds(9000...14_000)
        outside.agents[index].plans[work.contact] = FloorAgent.Intention(
            phase: work.phase, offer: work.offer, until: until)
        switch work.phase {
        case .offered: answer(work, index)
        case .inService: serve(work, index, again: again)
        case .held: later(index, .resume(work.contact), random.milliseconds(500...5000))
        case .wrapUp: wrapUp(work, index)
        case .connecting, .received, .classified, .waiting, .parked, .ended: break
        }
    }

    private func answer(_ work: Agent.Work, _ index: Int) {
        guard let offer = work.offer else { return }
        let accept = DeskRequest.answer(offer, .accept)
        guard phase == .faulty else { return later(index, accept, random.milliseconds(200...1500)) }
        switch random.number(0...99) {
        case 0..<68: later(index, accept, random.milliseconds(200...3500))
        case 68..<78: later(index, .answer(offer, .decline("busy")), random.milliseconds(200...3000))
        case 78..<88: later(index, accept, random.milliseconds(5500...15_000))  // Too late, as a rule.
        default: break  // Says nothing.
        }
    }

    private func serve(_ work: Agent.Work, _ index: Int, again: Bool) {
        let talk = random.milliseconds(1000...9000)
        if work.channel == .chat { write(work.contact) }
        if outside.agents[index].tier == .three {
            later(index, .respond(work.contact, to: .member), random.milliseconds(300...900))
        }
        guard phase == .faulty, !again else { return later(index, .endService(work.contact), talk) }
        switch random.number(0...99) {
        case 0..<25: later(index, .hold(work.contact), random.milliseconds(500...3000))
        case 25..<45:
            let to = outside.agents[index].tier == .two ? Tier.three : Tier.two
            let reason: ReasonCode = random.chance(200) ? "rare" : "needs_more"
            later(
                index,
                .escalate(
                    work.contact, to: random.chance(100) ? .three : to, reason: reason, priority: .routine),
                random.milliseconds(500...4000))
        default: later(index, .endService(work.contact), talk)
        }
    }

    private func wrapUp(_ work: Agent.Work, _ index: Int) {
        let result: Inquiry.Disposition.Result = random.chance(850) ? .resolved : .unresolved
        let dispositions = [Inquiry.Disposition(index: 1, result: result)]
        // Some forget to send what they wrote, or do it long before they are done.
        if work.channel.isMail, phase == .calm || random.chance(900) {
            later(index, .reply(work.contact), random.milliseconds(50...1500))
        }
        later(index, .dispose(work.contact, dispositions), random.milliseconds(100...1000))
        later(index, .wrapUpEnded(work.contact), random.milliseconds(1100...5000))
    }

    private func later(_ index: Int, _ request: DeskRequest, _ delay: Int64) {
        schedule(.act(agent: index, request, session: outside.agents[index].session), in: delay)
    }

    /// The agent presses the button.
    func act(_ index: Int, _ request: DeskRequest, _ session: Agent.SessionID) {
        let agent = outside.agents[index]
        if case .answer(let offer, .accept) = request { oracle.willAccept(agent.id, offer) }
        let submission = Submission.desk(agent: agent.id, session: session, request: request)
        submit(submission, to: "desk", key: "\(agent.id)/\(request.name)/\(now)/\(outside.lastRequest)")
    }
}
