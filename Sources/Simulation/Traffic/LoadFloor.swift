public import Contacts
public import Facts

/// The outside of a throughput measurement: members who call, and agents who do each step as soon as they
/// see it.
///
/// Pure like ``ReplayFloor``, and far cheaper, because it shares the machine with what it measures: no talk,
/// no patience, no restarts. What it cannot explain it reports instead of working around it.
public struct LoadFloor: Sendable {
    /// What is to be measured.
    public struct Plan: Hashable, Sendable {
        /// Begins every key and session; two runs never share one.
        public var run: String
        /// Contacts in all.
        public var contacts: Int
        /// Contacts under way at most.
        public var window: Int
        /// Real time between two arrivals, microseconds; 0 sends as the window allows.
        public var interval: Int64
        /// Who serves them.
        public var agents: [Agent.ID]
        /// Where they come in.
        public var gateway: StationName
        /// The channel of that gateway.
        public var channel: Channel
        /// Who speaks for the agents.
        public var desk: StationName
        /// What every member wants.
        public var inquiry: InquiryType

        /// Makes a plan.
        public init(
            run: String, contacts: Int, window: Int, interval: Int64, agents: [Agent.ID],
            gateway: StationName, channel: Channel, desk: StationName, inquiry: InquiryType
        ) {
            self.run = run
            self.contacts = contacts
            self.window = window
            self.interval = interval
            self.agents = agents
            self.gateway = gateway
            self.channel = channel
            self.desk = desk
            self.inquiry = inquiry
        }
    }

    /// How far the load has come with one contact.
    private enum Stage: Int, Comparable {
        case accepting, leaving, finishing

        static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
    }

    private enum Purpose {
        case arrival(sentAt: Int64)
        case step(String)
    }

    private let plan: Plan
    private let agents: Set<Agent.ID>
    private var ready: Set<Agent.ID> = []
    private var asked: Set<Agent.ID> = []
    private var stages: [Contact.ID: Stage] = [:]
    private var holding: [Agent.ID: Contact.ID] = [:]
    private var purposes: [UInt64: Purpose] = [:]
    private var actions: [ReplayAction] = []
    private var number: UInt64 = 0
    /// When each contact was sent or offered, whichever was heard of first; emptied as both are known.
    private var sentAt: [Contact.ID: Int64] = [:]
    private var offeredAt: [Contact.ID: Int64] = [:]
    /// When arrivals began, real microseconds; nil until every agent is ready.
    public private(set) var began: Int64?
    /// Arrivals sent.
    public private(set) var sent = 0
    /// Contacts that an agent finished.
    public private(set) var finished = 0
    /// Real time from sending an arrival to the offer on the agent's page, microseconds.
    public private(set) var offerLatencies: [Int64] = []
    /// Answers that nobody expected of a healthy topology.
    public private(set) var troubles: [String] = []

    /// A floor on which nothing has happened.
    public init(plan: Plan) {
        self.plan = plan
        agents = Set(plan.agents)
        offerLatencies.reserveCapacity(plan.contacts)
    }

    /// True when every contact was finished.
    public var isOver: Bool { finished == plan.contacts }

    /// When the next arrival is due; nil when only an answer or a push can bring one.
    public var nextDue: Int64? {
        guard let began, sent < plan.contacts, plan.interval > 0, sent - finished < plan.window else {
            return nil
        }
        return began + Int64(sent) * plan.interval
    }

    /// Signs everybody in.
    public mutating func open() -> [ReplayAction] {
        for agent in plan.agents { ask(.signIn, of: agent) }
        return taken()
    }

    /// Sends what is due at the real time `now`.
    public mutating func advance(to now: Int64) -> [ReplayAction] {
        sendDue(at: now)
        return taken()
    }

    /// A station pushed a fact at the real time `now`.
    public mutating func hear(_ fact: Fact, at now: Int64) -> [ReplayAction] {
        if case .agentStateChanged(let snapshot) = fact {
            show(snapshot, at: now)
        } else if case .effectPending(let pending) = fact {
            submit(.effectDone(pending.effect), to: plan.gateway, for: .step("effect_done"))
        }
        return taken()
    }

    /// A submission was answered.
    public mutating func answered(_ number: UInt64, _ answer: ReplayAnswer, at now: Int64) -> [ReplayAction] {
        switch (purposes.removeValue(forKey: number), answer) {
        case (.arrival(let at), .accepted(let contact?)): note(contact, sentAt: at)
        case (.arrival, let other): trouble("an arrival was answered \(other)")
        case (.step, .accepted), (nil, _): break
        case (.step(let step), let other): trouble("\(step) was answered \(other)")
        }
        return taken()
    }

    // MARK: Members

    private mutating func sendDue(at now: Int64) {
        guard let began else { return }
        while sent < plan.contacts, sent - finished < plan.window {
            guard plan.interval == 0 || began + Int64(sent) * plan.interval <= now else { return }
            sent += 1
            arrive(at: now)
        }
    }

    private mutating func arrive(at now: Int64) {
        let arrival = Arrival(
            channel: plan.channel, received: nil,
            attributes: ContactAttributes(inquiries: [Inquiry.Request(type: plan.inquiry)]),
            hours: .waived, key: "\(plan.run)/\(number + 1)")
        submit(.arrived(arrival), to: plan.gateway, for: .arrival(sentAt: now))
    }

    private mutating func note(_ contact: Contact.ID, sentAt at: Int64) {
        if let offered = offeredAt.removeValue(forKey: contact) {
            offerLatencies.append(offered - at)
        } else {
            sentAt[contact] = at
        }
    }

    // MARK: Agents

    private mutating func show(_ snapshot: AgentStateChanged, at now: Int64) {
        guard agents.contains(snapshot.agent), snapshot.session == session(of: snapshot.agent) else { return }
        if snapshot.reason != nil {
            if asked.insert(snapshot.agent).inserted { ask(.ready, of: snapshot.agent) }
            return
        }
        if ready.insert(snapshot.agent).inserted, ready.count == agents.count {
            began = now
        }
        for work in snapshot.work { follow(work, of: snapshot.agent, at: now) }
        release(snapshot)
        sendDue(at: now)
    }

    private mutating func follow(_ work: Agent.Work, of agent: Agent.ID, at now: Int64) {
        let stage = stages[work.contact]
        switch work.phase {
        case .offered:
            guard stage == nil, let offer = work.offer else { return }
            stages[work.contact] = .accepting
            holding[agent] = work.contact
            noteOffer(of: work.contact, at: now)
            ask(.answer(offer, .accept), of: agent)
        case .inService:
            guard stage ?? .accepting < .leaving else { return }
            stages[work.contact] = .leaving
            if work.channel.hasLeg {
                let left = MediumEvent(contact: work.contact, event: .left, at: nil)
                submit(.medium(left), to: plan.gateway, for: .step("left"))
            } else {
                ask(.endService(work.contact), of: agent)
            }
        case .wrapUp:
            guard stage ?? .accepting < .finishing else { return }
            stages[work.contact] = .finishing
            if work.channel.isMail { ask(.reply(work.contact), of: agent) }
            ask(.dispose(work.contact, [Inquiry.Disposition(index: 1, result: .resolved)]), of: agent)
            ask(.wrapUpEnded(work.contact), of: agent)
        case .received, .classified, .waiting, .connecting, .held, .parked, .ended: break
        }
    }

    private mutating func noteOffer(of contact: Contact.ID, at now: Int64) {
        if let sent = sentAt.removeValue(forKey: contact) {
            offerLatencies.append(now - sent)
        } else {
            offeredAt[contact] = now
        }
    }

    /// The agent no longer has the contact.
    private mutating func release(_ snapshot: AgentStateChanged) {
        guard let contact = holding[snapshot.agent],
            !snapshot.work.contains(where: { $0.contact == contact })
        else { return }
        holding[snapshot.agent] = nil
        guard stages.removeValue(forKey: contact) == .finishing else {
            return trouble("\(snapshot.agent) lost \(contact) before it was finished")
        }
        finished += 1
    }

    private mutating func trouble(_ text: String) {
        if troubles.count < 20 { troubles.append(text) }
    }

    // MARK: Submitting

    private func session(of agent: Agent.ID) -> Agent.SessionID { Agent.SessionID("\(plan.run)-\(agent)") }

    private mutating func ask(_ request: DeskRequest, of agent: Agent.ID) {
        submit(
            .desk(agent: agent, session: session(of: agent), request: request), to: plan.desk,
            for: .step(request.name))
    }

    private mutating func submit(_ submission: Submission, to station: StationName, for purpose: Purpose) {
        number += 1
        purposes[number] = purpose
        actions.append(
            ReplayAction(
                number: number, station: station, key: "\(plan.run)/\(number)", submission: submission,
                whenBusy: .tryAgain))
    }

    private mutating func taken() -> [ReplayAction] {
        defer { actions = [] }
        return actions
    }
}
