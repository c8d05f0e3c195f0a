import Contacts
import Facts
import Testing

@testable import Traffic

/// A floor with one agent and what it said; the tests play the stations.
struct Stage {
    var floor: ReplayFloor
    var said: [ReplayAction] = []
    let call = Contact.ID(gateway: 1, number: 1)
    let offer = Offer.ID(tier: .one, number: 1)

    init(
        _ contacts: [TraceContact], agents: [Agent.ID] = ["A1"],
        change: (inout ReplayOptions) -> Void = { _ in }
    ) throws {
        var options = ReplayOptions(run: "R", pace: .onTheClock, desk: "desk")
        options.retryAfter = .seconds(100)
        change(&options)
        let plan = try ReplayPlan(
            RecordedTraffic(contacts: contacts), origin: seconds(0), type: { _ in "benefits" },
            gateways: [.phone: "phone", .chat: "chat", .email: "email"],
            presences: agents.map { .init(agent: $0, interval: nil) })
        floor = ReplayFloor(plan: plan, options: options)
    }

    var last: Submission? { said.last?.submission }

    mutating func open() { said = floor.open(at: seconds(0)) }
    mutating func advance(_ second: Int64) { said = floor.advance(to: seconds(second)) }
    mutating func push(_ fact: Fact, from station: StationName = "desk", _ second: Int64) {
        said = floor.hear(fact, from: station, at: seconds(second))
    }

    /// Answers everything said last as committed; arrivals become `call`.
    mutating func commit(_ second: Int64) {
        var more: [ReplayAction] = []
        for action in said {
            var contact: Contact.ID?
            if case .arrived = action.submission { contact = call }
            more += floor.answered(action.number, .accepted(contact), at: seconds(second))
        }
        said = more
    }

    mutating func stand(
        _ state: Agent.State, _ phase: Contact.Phase? = nil, reason: ReasonCode? = nil,
        channel: Channel = .phone, agent: Agent.ID = "A1", at second: Int64, heard: Int64? = nil
    ) {
        let work =
            phase.map {
                [Agent.Work(contact: call, channel: channel, phase: $0, offer: $0 == .offered ? offer : nil)]
            } ?? []
        push(
            .agentStateChanged(
                AgentStateChanged(
                    agent: agent, tier: agent == "A1" ? .one : .two,
                    session: Agent.SessionID("R-\(agent)"), state: state, reason: reason,
                    work: work, at: seconds(second))), heard ?? second)
    }

    /// Signs the agent in, lets the call arrive at 10 and puts it in service at 20.
    mutating func serve(channel: Channel = .phone) {
        open()
        commit(0)
        stand(.ready, at: 1)
        advance(10)
        commit(10)
        stand(.engaged, .inService, channel: channel, at: 20)
    }
}

func seconds(_ second: Int64) -> Instant { Instant(microseconds: second * 1_000_000) }

private func call(
    patience: Int64? = nil, service: Int64 = 60, channel: Channel = .phone, leg: TraceContact.SecondLeg? = nil
) -> TraceContact {
    TraceContact(
        label: "1", arrival: .seconds(10), channel: channel, queue: "q", service: .seconds(service),
        patience: patience.map { .seconds($0) }, secondLeg: leg)
}

private func desk(_ request: DeskRequest) -> Submission {
    .desk(agent: "A1", session: "R-A1", request: request)
}

@Suite("Replay floor")
struct ReplayFloorTests {
    @Test("an agent signs in once, goes ready when shown not ready, and goes ready again after RONA")
    func attendance() throws {
        var stage = try Stage([])
        stage.open()
        #expect(stage.said.map(\.submission) == [desk(.signIn)])
        stage.commit(0)
        #expect(stage.said.isEmpty)
        stage.stand(.notReady, reason: "signed_in", at: 1)
        #expect(stage.last == desk(.ready))
        stage.commit(1)
        stage.stand(.ready, at: 2)
        #expect(stage.said.isEmpty)
        stage.stand(.notReady, reason: "rona", at: 3)
        #expect(stage.last == desk(.ready))
    }

    @Test("a contact arrives when it is due, as its mapped type and at its channel's gateway")
    func arrival() throws {
        var stage = try Stage([call()])
        stage.open()
        stage.advance(9)
        #expect(stage.said.isEmpty && stage.floor.nextDue == seconds(10))
        stage.advance(10)
        let action = try #require(stage.said.first)
        #expect(action.station == "phone" && action.whenBusy == .giveUp)
        guard case .arrived(let arrival) = action.submission else {
            return #expect(Bool(false), "no arrival")
        }
        #expect(arrival.attributes.inquiries.map(\.type) == ["benefits"])
        #expect(arrival.key == action.key && arrival.hours == .observed)
    }

    @Test("a busy gateway blocks the call, a refusal is noted with its reason")
    func blocked() throws {
        var stage = try Stage([call()])
        stage.open()
        stage.commit(0)
        stage.advance(10)
        let number = try #require(stage.said.first?.number)
        _ = stage.floor.answered(number, .busy, at: seconds(10))
        #expect(stage.floor.ledger.blockedByChannel == [.phone: 1] && stage.floor.isSent)
    }

    @Test("a caller hangs up when patience runs out, and not while connected")
    func patience() throws {
        var stage = try Stage([call(patience: 5)])
        stage.open()
        stage.commit(0)
        stage.advance(10)
        stage.commit(10)
        stage.advance(15)
        #expect(stage.last == .medium(MediumEvent(contact: stage.call, event: .left, at: nil)))

        stage = try Stage([call(patience: 15)])
        stage.serve()
        stage.advance(25)
        #expect(stage.said.isEmpty)
    }

    @Test("an effect is done once, however often it is pushed")
    func effects() throws {
        var stage = try Stage([call()])
        stage.open()
        stage.commit(0)
        stage.advance(10)
        stage.commit(10)
        let pending = Fact.effectPending(
            EffectPending(
                effect: "connect/O1-1", contact: stage.call, action: .connect(offer: stage.offer, agent: "A1")
            ))
        stage.push(pending, from: "phone", 12)
        #expect(stage.said.map(\.submission) == [.effectDone("connect/O1-1")])
        let first = stage.said
        stage.push(pending, from: "phone", 12)
        #expect(stage.said.isEmpty)
        stage.said = first
        stage.commit(12)
        stage.push(pending, from: "phone", 13)
        #expect(stage.said.isEmpty)
    }

    @Test("a caller who has gone cannot be connected any more")
    func connectGone() throws {
        var stage = try Stage([call(patience: 1)])
        stage.open()
        stage.commit(0)
        stage.advance(10)
        stage.commit(10)
        stage.advance(11)
        stage.push(
            .effectPending(
                EffectPending(
                    effect: "connect/O1-1", contact: stage.call,
                    action: .connect(offer: stage.offer, agent: "A1"))),
            from: "phone", 11)
        #expect(stage.last == .effectFailed("connect/O1-1", reason: "contact_gone"))
    }

    @Test("an offer is accepted after the reaction time, once, and again when nothing came of it")
    func offers() throws {
        var stage = try Stage([])
        stage.open()
        stage.commit(0)
        stage.stand(.offered, .offered, at: 10)
        #expect(stage.said.isEmpty)
        let due = try #require(stage.floor.nextDue)
        #expect(due > seconds(10) && due <= seconds(13))
        stage.advance(13)
        #expect(stage.said.map(\.submission) == [desk(.answer(stage.offer, .accept))])
        stage.commit(13)
        stage.stand(.offered, .offered, at: 14)
        #expect(stage.said.isEmpty)
        stage.advance(113)
        #expect(stage.said.map(\.submission) == [desk(.answer(stage.offer, .accept))])
    }

    @Test("after the talk the caller hangs up; the agent disposes and then ends wrap-up")
    func talk() throws {
        var stage = try Stage([call(service: 60)])
        stage.serve()
        stage.advance(79)
        #expect(stage.said.isEmpty)
        stage.advance(80)
        #expect(stage.last == .medium(MediumEvent(contact: stage.call, event: .left, at: nil)))
        stage.commit(80)
        stage.stand(.wrapUp, .wrapUp, at: 81)
        let word = Inquiry.Disposition(index: 1, result: .resolved, acceptance: .accepted)
        #expect(stage.last == desk(.dispose(stage.call, [word])))
        stage.commit(81)
        #expect(stage.last == desk(.wrapUpEnded(stage.call)))
        stage.commit(81)
        stage.stand(.wrapUp, .wrapUp, at: 82)
        #expect(stage.said.isEmpty)
        stage.advance(182)
        #expect(stage.last == desk(.wrapUpEnded(stage.call)))
    }

    @Test("13.B10: who wrote has a reply sent before the matter is settled, and the adapter says that it was")
    func reply() throws {
        var stage = try Stage([call(service: 60, channel: .email)])
        stage.serve(channel: .email)
        stage.stand(.wrapUp, .wrapUp, channel: .email, at: 81)
        #expect(stage.last == desk(.reply(stage.call)))
        stage.commit(81)
        #expect(stage.last == desk(.dispose(stage.call, [.init(index: 1, result: .resolved)])))
        stage.commit(81)
        #expect(stage.last == desk(.wrapUpEnded(stage.call)))
        stage.push(
            .effectPending(EffectPending(effect: "reply/1", contact: stage.call, action: .reply)),
            from: "email", 82)
        #expect(stage.last == .effectDone("reply/1"))
    }

    @Test("a chat is ended by its agent")
    func chat() throws {
        var stage = try Stage([call(service: 60, channel: .chat)])
        stage.serve(channel: .chat)
        stage.advance(80)
        #expect(stage.last == desk(.endService(stage.call)))
    }

    @Test("a contact of every so many is held in the middle and talked to the end after it")
    func hold() throws {
        var stage = try Stage([call(service: 60)]) { $0.holdEvery = 1 }
        stage.serve()
        stage.advance(40)
        #expect(stage.last == desk(.hold(stage.call)))
        stage.stand(.engaged, .held, at: 41)
        stage.advance(55)
        #expect(stage.last == desk(.resume(stage.call)))
        stage.stand(.engaged, .inService, at: 56)
        stage.advance(80)
        #expect(stage.said.isEmpty)
        stage.advance(95)
        #expect(stage.last == .medium(MediumEvent(contact: stage.call, event: .left, at: nil)))
    }

    @Test("an escalation is asked for at the leg's end; refused, the contact is served to its end here")
    func escalation() throws {
        var stage = try Stage([call(service: 60)]) {
            $0.escalateEvery = 1
            $0.escalations = [.one: .init(to: .two, reason: "clinical_question", priority: .routine)]
        }
        stage.serve()
        stage.advance(80)
        #expect(
            stage.last
                == desk(.escalate(stage.call, to: .two, reason: "clinical_question", priority: .routine)))
        stage.commit(80)
        stage.push(
            .requestRefused(
                RequestRefused(
                    request: "escalate", field: "to", reason: "no row", agent: "A1", items: [stage.call])), 81
        )
        stage.advance(81)
        #expect(stage.last == .medium(MediumEvent(contact: stage.call, event: .left, at: nil)))
    }

    @Test("what the first agent's page shows late does not take the contact from the second agent")
    func late() throws {
        var stage = try Stage([call(service: 60)], agents: ["A1", "A2"]) {
            $0.escalateEvery = 1
            $0.escalations = [.one: .init(to: .two, reason: "clinical_question", priority: .routine)]
        }
        stage.serve()
        stage.advance(80)
        stage.commit(80)
        stage.stand(.engaged, .inService, agent: "A2", at: 90)
        stage.stand(.engaged, .held, at: 70, heard: 95)
        stage.stand(.ready, at: 81, heard: 96)
        stage.advance(150)
        #expect(stage.last == .medium(MediumEvent(contact: stage.call, event: .left, at: nil)))
    }

    @Test("a transferred caller waits for the second person with the second leg's patience")
    func transfer() throws {
        let leg = TraceContact.SecondLeg(queue: "q2", service: .seconds(30), patience: .seconds(40))
        var stage = try Stage([call(service: 60, leg: leg)]) {
            $0.escalations = [.one: .init(to: .two, reason: "claims_question", priority: .routine)]
        }
        stage.serve()
        stage.advance(80)
        stage.commit(80)
        stage.stand(.ready, at: 81)
        stage.advance(121)
        #expect(stage.last == .medium(MediumEvent(contact: stage.call, event: .left, at: nil)))
    }

    @Test("as fast as taken: a bounded window, no talk, endless patience, hours waived")
    func fast() throws {
        let many = (0..<5).map { index in
            var contact = call(patience: 1)
            contact.label = "\(index)"
            return contact
        }
        var stage = try Stage(many) {
            $0.pace = .asFastAsTaken; $0.window = 2
        }
        stage.floor = ReplayFloor(
            plan: stage.floor.plan,
            options: {
                var options = ReplayOptions(run: "R", pace: .asFastAsTaken, desk: "desk")
                options.window = 2
                return options
            }())
        stage.open()
        let arrivals = stage.said.filter { $0.station == "phone" }
        #expect(arrivals.count == 2 && arrivals.allSatisfy { $0.whenBusy == .tryAgain })
        guard case .arrived(let arrival)? = arrivals.first?.submission else {
            return #expect(Bool(false), "no arrival")
        }
        #expect(arrival.hours == .waived)
        let next = stage.floor.answered(arrivals[0].number, .accepted(stage.call), at: seconds(0))
        #expect(next.count == 1)
        #expect(stage.floor.advance(to: seconds(50)).isEmpty)
        stage.stand(.engaged, .inService, at: 50)
        stage.advance(50)
        #expect(
            stage.said.map(\.submission).contains(
                .medium(MediumEvent(contact: stage.call, event: .left, at: nil))))
    }

    @Test("at the end everybody goes home, who still works after the work")
    func close() throws {
        var stage = try Stage([call()]) { $0.leavingReason = "break" }
        stage.serve()
        stage.said = stage.floor.close(at: seconds(30))
        #expect(stage.said.map(\.submission) == [desk(.notReady("break"))])
        stage.commit(30)
        stage.stand(.notReady, reason: "break", at: 31)
        #expect(stage.last == desk(.signOut(.returnAtPlace)))
    }
}
