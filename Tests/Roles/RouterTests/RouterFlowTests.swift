import Contacts
import Facts
import SharedTesting
import Testing

@testable import Router

@Suite("Router: arrival and classification")
struct ClassificationTests {
    private func classified(_ fact: Fact, by router: inout Router) -> ContactClassified? {
        let decided = router.hear(fact)
        guard case .contactClassified(let fact) = decided.first?.fact else { return nil }
        return fact
    }

    private func placed(_ decided: [Decided]) -> Placement? {
        decided.compactMap { if case .contactPlaced(let placement) = $0.fact { placement } else { nil } }
            .first
    }

    @Test("a call is classified, its inquiry opened with its clocks, and it is placed with its tier")
    func phone() throws {
        var router = Router()
        let decided = router.receive()
        #expect(
            decided.transcript == [
                "contactClassified>watchdog", "inquiryOpened>watchdog", "contactPlaced>tier-1",
            ]
        )
        let placement = try #require(placed(decided))
        #expect(placement.generation == 1)
        #expect(placement.due == nil)
        #expect(placement.contactClass == "phone")
        #expect(router.open?.clocks.map(\.name) == ["answer", "hold"])
        #expect(router.open?.clocks.map(\.mode) == [.running, .suspended])
        #expect(router.open?.inquiries.flatMap(\.clocks).map(\.name) == ["resolution"])
    }

    @Test(
        "written contacts are acknowledged and ordered by when they are due",
        arguments: [Channel.email, .secureMessage, .letter]
    )
    func written(channel: Channel) throws {
        var router = Router()
        let received = router.now
        let decided = router.receive(channel)
        #expect(decided.transcript.suffix(2) == ["contactPlaced>tier-1", "effectRequested>phone"])
        #expect(try #require(placed(decided)).due == received.advanced(by: .seconds(3600)))
    }

    @Test("written work that its agent put aside and left is placed anew; of a call nobody lets go so")
    func leftAside() {
        func release(_ router: inout Router) -> [Decided] {
            router.connect()
            return router.hear(
                .contactReleased(
                    ContactReleased(
                        contact: router.contact, generation: 1, tier: .one, reason: .leftAside,
                        at: router.now)),
                from: "tier-1")
        }
        var letters = Router()
        letters.receive(.letter)
        #expect(release(&letters).transcript == ["contactPlaced>tier-1"])
        #expect(letters.open?.placement.generation == 2 && letters.open?.placement.cause == .returned)
        var calls = Router()
        calls.receive()
        #expect(release(&calls).transcript != ["contactPlaced>tier-1"])
        #expect(calls.open?.placement.generation == 1)
    }

    @Test("needs are sorted and a regional language tag falls under its language")
    func language() throws {
        var router = Router()
        let attributes = ContactAttributes(inquiries: [.init(type: "claims")], language: "es-MX")
        let decided = router.hear(router.received(.phone, attributes))
        #expect(try #require(placed(decided)).needs == [SkillNeed("claims"), SkillNeed("spanish")])
        var other = Router()
        let estonian = ContactAttributes(inquiries: [.init(type: "claims")], language: "est")
        #expect(classified(other.received(.phone, estonian), by: &other)?.rule == "phone")
    }

    /// Serves "urgent-clinical-72h".
    @Test(
        "an authorization needed within 72 hours makes a contact urgent, one microsecond more does not"
    )
    func urgent() {
        for (more, rule) in [(Int64(-1), "urgent"), (0, "urgent"), (1, "phone")] {
            var router = Router()
            var attributes = ContactAttributes(inquiries: [.init(type: "claims")])
            attributes.authorizationDeadline = router.now.advanced(
                by: .seconds(72 * 3600) + .microseconds(more)
            )
            #expect(classified(router.received(.phone, attributes), by: &router)?.rule == RuleName(rule))
        }
    }

    @Test("a contact that no row is for goes to Tier 1 behind every class")
    func unmatched() {
        var configuration = RouterConfiguration.sample
        configuration.rules = []
        var router = Router(configuration)
        let fact = classified(router.received(.phone), by: &router)
        #expect(fact?.contactClass == "unmatched")
        #expect(fact?.rank == 999)
        #expect(router.open?.placement.tier == .one)
    }

    @Test("who signs in or out is passed on to the watchdog")
    func attendance() {
        var router = Router()
        for isPresent in [true, false] {
            let fact = Fact.attendanceChanged(
                AttendanceChanged(agent: "a1", tier: .two, isPresent: isPresent, at: router.now))
            let decided = router.hear(fact, from: "tier-2")
            #expect(decided.transcript == ["attendanceChanged>watchdog"] && decided.map(\.fact) == [fact])
        }
    }

    @Test("outside opening hours a contact ends at once without clocks, unless hours are waived")
    func closedHours() {
        var configuration = RouterConfiguration.sample
        configuration.openingHours = [.phone: RouterConfiguration.hours]
        var router = Router(configuration)  // 22:13 on a Tuesday.
        let decided = router.receive()
        #expect(decided.transcript == ["contactClassified>watchdog", "contactEnded>phone+watchdog"])
        guard case .contactEnded(let ended) = decided[1].fact else { return }
        #expect(ended.outcome == .closedHours)
        #expect(ended.tier == nil)
        #expect(router.watched.state.contacts.isEmpty)
        #expect(router.hear(router.received(.phone)).isEmpty)
        #expect(router.hear(router.received(.phone, hours: .waived, number: 2)).count == 3)
        #expect(router.hear(router.received(.chat, number: 3)).count == 3)
    }

    @Test("a contact received again after its end is not opened again")
    func receivedTwice() {
        var router = Router(at: .ended)
        #expect(router.receive().isEmpty)
        #expect(router.watched.state.contacts.isEmpty)
    }
}

@Suite("Router: service and outcomes")
struct OutcomeTests {
    @Test("the answer stops the answer clock at the instant of the connection")
    func answered() {
        var router = Router(at: .connecting)
        let at = router.now
        let stops = router.connected().compactMap {
            if case .clockStopped(let fact) = $0.fact { fact } else { nil }
        }
        #expect(stops.map(\.clock.name) == ["answer"])
        #expect(stops.first?.at == at)
    }

    @Test("a contact is resolved when every inquiry is, and nothing of it is kept")
    func resolved() {
        var router = Router(at: .wrapUp)
        let decided = router.endService([.resolved])
        #expect(
            decided.transcript == [
                "inquiryResolved>watchdog", "clockStopped>watchdog", "contactEnded>phone+watchdog",
            ]
        )
        #expect(router.watched.state.contacts.isEmpty)
        #expect(router.watched.state.openInquiries.isEmpty)
    }

    @Test("an inquiry left unresolved stays open with its clocks and a follow-up clock from receipt")
    func unresolved() throws {
        var router = Router()
        let received = router.now
        let attributes = ContactAttributes(inquiries: [.init(type: "claims"), .init(type: "referral")])
        router.hear(router.received(.phone, attributes))
        router.connect()
        router.disconnect(.member)
        let decided = router.endService([.resolved, .unresolved])
        #expect(
            decided.transcript == [
                "inquiryResolved>watchdog", "clockStopped>watchdog", "clockStarted>watchdog",
                "contactEnded>phone+watchdog",
            ]
        )
        guard case .clockStarted(let started) = decided[2].fact else { return }
        #expect(
            started.start
                == Clock.Start(Clock.ID("follow-up", contact: router.contact, inquiry: 2), from: received)
        )
        let second = Inquiry.ID(contact: router.contact, index: 2)
        let left = try #require(router.watched.state.openInquiries[second])
        #expect(left.clocks.map(\.name) == ["resolution", "follow-up"])
        guard case .contactEnded(let ended) = decided[3].fact else { return }
        #expect(ended.outcome == .unresolved)
        #expect(ended.agent == "ann")
    }

    @Test("resolving a later contact of the same case settles what an earlier one left open")
    func sameCase() {
        var router = Router()
        let attributes = ContactAttributes(inquiries: [.init(type: "claims", issue: "i1")], member: "m1")
        router.hear(router.received(.phone, attributes))
        router.connect()
        router.disconnect(.member)
        router.endService([])
        #expect(router.watched.state.openInquiries.count == 1)
        let second = Contact.ID(gateway: 1, number: 2)
        router.hear(router.received(.phone, attributes, number: 2))
        let done = [Inquiry.Disposition(index: 1, result: .resolved, acceptance: .accepted)]
        let decided = router.hear(
            .serviceEnded(
                ServiceEnded(contact: second, generation: 1, agent: "bob", dispositions: done, at: router.now)
            )
        )
        #expect(
            decided.transcript == [
                "inquiryResolved>watchdog", "clockStopped>watchdog", "clockStopped>watchdog",
                "inquiryResolved>watchdog", "clockStopped>watchdog", "contactEnded>phone+watchdog",
            ]
        )
        #expect(router.watched.state.openInquiries.isEmpty)
        let said = decided.map(\.fact).compactMap { fact -> Inquiry.Acceptance? in
            if case .inquiryResolved(let resolved) = fact { resolved.acceptance } else { nil }
        }
        #expect(said == [.accepted, .accepted], "the answer is that to the earlier inquiry too")
    }

    @Test("hold asked by the serving agent reaches the gateway with its own effect id")
    func holdAsked() {
        var router = Router(at: .talking)
        let asked = MediumAsked(
            contact: router.contact,
            generation: 1,
            agent: "ann",
            action: .hold,
            number: 3
        )
        let decided = router.hear(.mediumAsked(asked), from: "tier-1")
        let expected = EffectRequested(effect: "hold/C1-1/1.3", contact: router.contact, action: .hold)
        #expect(decided == [Decided(.effectRequested(expected), to: ["phone"])])
    }

    @Test("after a lost agent leg the member waits on the hold clock until answered again")
    func agentLegLost() {
        var router = Router(at: .waitingAgain)
        #expect(router.open?.clocks == [StartedClock.hold(.running)])
        router.accept(router.second)
        router.connected(router.second)
        #expect(router.open?.clocks == [StartedClock.hold(.suspended)])
    }
}

@Suite("Router: hand-offs")
struct HandoffTests {
    @Test("a hand-off keeps place and clocks, applies its row, and begins the response clock")
    func offered() throws {
        var router = Router(at: .talking)
        let before = try #require(router.open?.placement)
        #expect(router.escalate().transcript == ["escalationDecided", "contactWithdrawn>tier-1"])
        let decided = router.release()
        #expect(
            decided.transcript == ["handoffOffered>tier-2", "clockStarted>watchdog", "clockResumed>watchdog"]
        )
        let after = try #require(router.open?.placement)
        #expect(after.generation == 2)
        #expect(after.tier == .two)
        #expect(after.received == before.received)
        #expect(after.cause == .handoff)
        #expect(after.rank == before.rank - 5)
        #expect(after.contactClass == "clinical")
        #expect(after.needs == [SkillNeed("clinical")])
    }

    @Test("a hold and its end that the gateway tells after the release still count, and the wait goes on")
    func holdToldLate() {
        var router = Router(at: .talking)
        let held = router.now.advanced(by: .milliseconds(1))
        let resumed = held.advanced(by: .milliseconds(1))
        router.escalate()
        router.release()
        let released = router.open?.waitsSince
        let hold = Clock.ID("hold", contact: router.contact)
        let begins = router.hear(.contactHeld(ContactHeld(contact: router.contact, at: held)))
        #expect(begins.map(\.fact) == [.clockResumed(ClockResumed(clock: hold, at: held, cause: "held"))])
        let ends = router.hear(.contactResumed(ContactResumed(contact: router.contact, at: resumed)))
        #expect(
            ends.map(\.fact) == [
                .clockSuspended(ClockSuspended(clock: hold, at: resumed, cause: "resumed")),
                .clockResumed(ClockResumed(clock: hold, at: released ?? held, cause: "handoff")),
            ])
        #expect(router.open?.waitsSince == released)
    }

    @Test("who is released on hold and off hold before that, as is told late, waits from the release on")
    func resumeToldLate() {
        var router = Router(at: .held)
        let resumed = router.now.advanced(by: .milliseconds(1))
        router.escalate()
        #expect(router.release().transcript.last == "clockResumed>watchdog")
        let ends = router.hear(.contactResumed(ContactResumed(contact: router.contact, at: resumed)))
        #expect(ends.transcript == ["clockSuspended>watchdog", "clockResumed>watchdog"])
        #expect(router.open?.clocks.contains(StartedClock.hold(.running)) == true)
    }

    @Test("13.A7: being connected at the target ends the member's wait on hold, and not the response clock")
    func answeredAtTarget() {
        var router = Router(at: .offered)
        let offer = Offer.ID(tier: .two, number: 1)
        router.accept(offer, generation: 2)
        #expect(
            router.connected(offer).transcript == [
                "serviceBegan>tier-2", "clockSuspended>watchdog",
            ]
        )
        #expect(router.open?.clocks.map(\.name) == ["hold", "tier2"])
    }

    @Test(
        "a refused hand-off goes back as it was, and the source does not stop the response clock"
    )
    func refusedByTarget() throws {
        var router = Router(at: .offered)
        #expect(router.refusePlacement(2).transcript == ["contactPlaced>tier-1"])
        let back = try #require(router.open?.placement)
        #expect(back.generation == 3)
        #expect(back.cause == .returned)
        #expect(back.contactClass == "phone")
        #expect(back.rank == 20)
        router.accept(router.second, generation: 3)
        #expect(
            router.connected(router.second).transcript == ["serviceBegan>tier-1", "clockSuspended>watchdog"]
        )
        #expect(router.open?.clocks.map(\.name) == ["hold", "tier2"])
    }

    @Test(
        "13.B11: a member who leaves during a hand-off ends without a result, wherever the hand-off stands",
        arguments: [Router.Stand.releasing, .offered]
    )
    func leavesMeanwhile(stand: Router.Stand) {
        var router = Router(at: stand)
        let decided = router.disconnect(.member)
        #expect(decided.first?.fact.kind == .contactWithdrawn)
        guard case .contactEnded(let ended) = decided.last?.fact else { return }
        #expect(ended.outcome == .noResult)
        #expect(router.watched.state.contacts.isEmpty)
        #expect(router.release().isEmpty)
        #expect(router.refusePlacement(2).isEmpty)
    }

    @Test("an unanswered member who leaves while a clock moves the contact has abandoned")
    func abandonsMeanwhile() {
        var router = Router(at: .placed)
        router.escalationDue()
        guard case .contactEnded(let ended) = router.leave().last?.fact else { return }
        #expect(ended.outcome == .abandoned)
    }

    @Test(
        "an escalation that falls due in mid-connection waits until the connection is made or fails",
        arguments: [true, false]
    )
    func waitsForConnection(made: Bool) {
        var router = Router(at: .connecting)
        #expect(router.escalationDue().transcript == ["escalationDecided"])
        let decided: [Decided]
        if made {
            decided = router.connected()
        } else {
            let failed = ConnectFailed(
                contact: router.contact,
                offer: router.first,
                agent: "ann",
                reason: .agentLeg
            )
            decided = router.hear(.connectFailed(failed))
        }
        #expect(decided.transcript.last == "contactWithdrawn>tier-1")
        #expect(router.release().transcript.first == "handoffOffered>tier-2")
    }

    @Test("a move that no row allows is refused to the queue, with the row that forbids it when one does")
    func notAllowed() {
        var router = Router(at: .talking)
        let none = router.escalate(to: .three)
        #expect(none.transcript == ["escalationRefused>tier-1"])
        let forbidden = router.escalate(reason: "gossip")
        guard case .escalationRefused(let fact) = forbidden[0].fact else { return }
        #expect(fact.rule == "no-gossip")
        #expect(fact.reason == "not for that")
        #expect(router.open?.phase == Router(at: .talking).open?.phase)
    }

    @Test("an agent may escalate written work in wrap-up, but not a caller who has left")
    func wrapUp() {
        var written = Router(at: .wrapUp, channel: .email)
        #expect(written.escalate().transcript == ["escalationDecided", "contactWithdrawn>tier-1"])
        var phone = Router(at: .wrapUp)
        #expect(phone.escalate().transcript == ["escalationRefused>tier-1"])
    }

    @Test("13.A7: the response clock stops when the agent says so, not with opening the contact or a reply")
    func writtenResponse() {
        var router = Router(at: .talking, channel: .email)
        router.escalate()
        router.release()
        let offer = Offer.ID(tier: .two, number: 1)
        router.accept(offer, generation: 2)
        #expect(router.connected(offer).transcript == ["serviceBegan>tier-2"])
        let reply = MessageSent(contact: router.contact, purpose: .reply, at: router.now)
        #expect(router.hear(.messageSent(reply)).transcript == ["messageNoted"])
        let said = ResponseGiven(
            contact: router.contact, generation: 2, agent: "bob", recipient: .referrer, at: router.now)
        #expect(router.hear(.responseGiven(said)).transcript == ["clockStopped>watchdog"])
    }
}

@Suite("Router: watermarks")
struct WatermarkTests {
    private func ask(_ number: UInt64, _ router: inout Router) -> [Decided] {
        router.hear(.watermarkAsked(WatermarkAsked(ask: number, instant: router.now)), from: "watchdog")
    }

    private func answer(
        _ number: UInt64,
        _ through: Int64,
        from station: StationName,
        _ router: inout Router
    ) -> [Decided] {
        router.hear(
            .watermark(Watermark(ask: number, through: Instant(microseconds: through))),
            from: station
        )
    }

    @Test("with no open contact the answer is now")
    func idle() {
        var router = Router()
        let decided = ask(1, &router)
        #expect(decided == [Decided(.watermark(Watermark(ask: 1, through: router.now)), to: ["watchdog"])])
        #expect(ask(1, &router).isEmpty)
    }

    @Test("every station with an open contact is asked, and the earliest answer counts when all are in")
    func collected() {
        var router = Router(at: .talking)
        #expect(ask(7, &router).transcript == ["watermarkAsked>phone+tier-1"])
        #expect(answer(7, 500, from: "phone", &router).transcript == ["watermarkNoted"])
        #expect(answer(7, 500, from: "phone", &router).isEmpty)
        #expect(answer(6, 1, from: "tier-1", &router).isEmpty)
        let last = answer(7, 400, from: "tier-1", &router)
        #expect(last.map(\.fact).last == .watermark(Watermark(ask: 7, through: Instant(microseconds: 400))))
        #expect(last.transcript == ["watermarkNoted", "watermark>watchdog"])
        #expect(router.watched.state.pendingAsk == nil)
        #expect(ask(7, &router).isEmpty)
    }

    @Test(
        "a contact that moved is asked for at the tier that holds it now, and a new question replaces the old"
    )
    func replaced() {
        var router = Router(at: .offered)
        #expect(ask(1, &router).transcript == ["watermarkAsked>phone+tier-2"])
        #expect(ask(2, &router).transcript == ["watermarkAsked>phone+tier-2"])
        #expect(answer(1, 1, from: "phone", &router).isEmpty)
    }
}

extension StartedClock {
    /// The hold clock of a contact that Tier 1 took.
    static func hold(_ mode: Clock.Start.Mode) -> StartedClock {
        StartedClock(name: "hold", mode: mode, tier: .one)
    }
}
