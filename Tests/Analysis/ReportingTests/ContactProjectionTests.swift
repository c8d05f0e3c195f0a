import BusinessTime
import Contacts
import Facts
import Kernel
import Measures
import Projection
import Reporting
import Standards
import Testing

@Suite("Contacts of a log")
struct ContactProjectionTests {
    @Test(
        "each outcome counts once, and the outcomes add up to what was accepted",
        arguments: [
            (Contact.Outcome.resolved, \ReplayFigures.answered), (.unresolved, \.answered),
            (.abandoned, \.abandoned),
            (.withdrawn, \.withdrawn), (.callback, \.callback), (.closedHours, \.closedHours),
        ])
    func outcomes(outcome: Contact.Outcome, path: any KeyPath<ReplayFigures, Int> & Sendable) {
        var log = Log()
        log.arrive(first, 0)
        #expect(log.figures.open == 1 && log.figures.accepted == 1)
        log.end(first, outcome, 9)
        let figures = log.figures
        #expect(figures[keyPath: path] == 1 && figures.open == 0)
        #expect(figures.resolved == (outcome == .resolved ? 1 : 0))
        #expect(
            figures.accepted == figures.answered + figures.abandoned + figures.withdrawn + figures.callback
                + figures.closedHours + figures.open)
    }

    @Test("a second outcome of one contact is a duplicate, the first one stands")
    func duplicate() {
        var log = Log()
        log.arrive(first, 0)
        log.end(first, .resolved, 9)
        log.end(first, .abandoned, 10)
        #expect(log.figures.duplicateTerminals == 1)
        #expect(log.figures.resolved == 1 && log.figures.abandoned == 0)
    }

    @Test("11.1: what was refused adds up whatever the facts say, each to what can be counted")
    func refused() {
        var log = Log()
        for count in [UInt64(Int64.max), 3, UInt64(Int64.max)] {
            let blocked = ContactBlocked(
                gateway: "phone", channel: .phone, count: count, from: at(0), through: at(1),
                reason: .inboxFull)
            log.say("phone", 1, .contactBlocked(blocked))
        }
        var projection = ReportProjection(clocks: [])
        for fact in log.facts { projection.take(fact) }
        let blocked = projection.records(zone: .utc, coreHours: nil).blocked
        #expect(blocked.reduce(0) { $0 + $1.count } == 2 * Int64(Limit.attempts) + 3)
    }

    @Test("only contacts whose key begins with the run's are counted, whatever station speaks first")
    func scope() {
        var log = Log()
        log.end(first, .resolved, 9)
        log.arrive(first, 0, key: "R/7")
        log.arrive(second, 0, key: "other/7")
        let figures = ReplayFigures(log.projection(keyPrefix: "R/"), rate: 1)
        #expect(figures.accepted == 1 && figures.resolved == 1)
    }

    @Test("one agent after the other is no double assignment")
    func reoffered() {
        var log = Log()
        log.arrive(first, 0)
        log.offer(first, 1, to: "A1", 5)
        log.say(
            "tier-1", 20,
            .offerClosed(
                OfferClosed(
                    offer: .init(tier: .one, number: 1), contact: first, generation: 1, agent: "A1",
                    cause: .expired)))
        log.offer(first, 2, to: "A2", 20)
        log.connect(first, 2, with: "A2", 22)
        log.done(first, with: "A2", 60)
        log.end(first, .resolved, 60)
        #expect(log.figures.doubleAssigned == 0)
        #expect(log.projection().contacts[first]?.stays.count == 2)
    }

    @Test("two open offers of one contact are a double assignment, in one tier and across tiers")
    func double() {
        var log = Log()
        log.arrive(first, 0)
        log.offer(first, 1, to: "A1", 5)
        log.offer(first, 2, to: "A2", 5)
        #expect(log.figures.doubleAssigned == 1)

        log = Log()
        log.arrive(first, 0)
        log.offer(first, 1, to: "A1", 5)
        log.offer(first, 1, to: "B1", 9, tier: .two)
        #expect(log.figures.doubleAssigned == 1)
    }

    @Test(
        "a hand-off frees the first agent before the second is offered it; stations may be interleaved anyhow"
    )
    func handoff() {
        var log = Log()
        log.arrive(first, 0)
        log.offer(first, 1, to: "A1", 5)
        log.connect(first, 1, with: "A1", 7)
        log.offer(first, 1, to: "B1", 41, tier: .two)
        log.say(
            "tier-1", 40,
            .contactReleased(
                ContactReleased(contact: first, generation: 1, tier: .one, reason: .escalated, at: at(40))))
        let placement = Placement(
            contact: first, generation: 2, tier: .two, channel: .phone, contactClass: "general", rank: 1,
            needs: [],
            received: at(0), due: nil, cause: .handoff, inquiryCount: 1)
        log.say("tier-2", 40, .handoffAccepted(HandoffAccepted(placement: placement, at: at(40))))
        log.say(
            "router", 40, .handoffOffered(HandoffOffered(placement: placement, from: .one, rule: "t1-t2")))
        #expect(log.figures.doubleAssigned == 0)
        #expect(log.figures.escalatedOneToTwo == 1 && log.figures.escalatedTwoToThree == 0)
    }

    @Test("an agent with more calls than the roster allows is over capacity")
    func capacity() {
        var log = Log()
        for (index, contact) in [first, second].enumerated() {
            log.arrive(contact, 0)
            log.offer(contact, UInt64(index + 1), to: "A1", 5)
        }
        for (voice, moments) in [(1, 1), (2, 0)] {
            let rooms: [Agent.ID: [WorkKind: Int]] = ["A1": [.voice: voice, .chat: 2, .written: 1]]
            #expect(ReplayFigures(log.projection(), rooms: rooms, rate: 1).overCapacity == moments)
        }
    }

    @Test("what a gateway says of a later offer may stand before what the queue says of the one before")
    func gatewayFirst() throws {
        var log = Log()
        log.arrive(first, 0)
        let again = Offer.ID(tier: .one, number: 2)
        for second in [5, 9] as [Int64] {
            var interleaved = log
            interleaved.say(
                "phone", 5,
                .contactConnected(ContactConnected(contact: first, offer: again, agent: "A1", at: at(second)))
            )
            interleaved.offer(first, 1, to: "A1", 1)
            interleaved.say(
                "tier-1", 5,
                .contactReturned(
                    ContactReturned(
                        contact: first, generation: 1, agent: "A1", reason: "leg_failed", at: at(5))))
            interleaved.offer(first, 2, to: "A1", 5)
            interleaved.done(first, with: "A1", 30)
            let life = try #require(interleaved.projection().contacts[first])
            #expect(life.served.map(\.over) == [at(30)] && !life.wasDoubleAssigned)
            #expect(life.firstOffer?.offered == at(1))
        }
    }

    @Test("13.A3: a hold that ends before it begins takes nothing from others, nor does such a wait")
    func swapped() throws {
        var log = Log()
        log.arrive(first, 10)
        log.offer(first, 1, to: "A1", 11)
        log.connect(first, 1, with: "A1", 5)
        for (held, resumed) in [(20, 55), (100, 40)] as [(Int64, Int64)] {
            log.say("phone", held, .contactHeld(ContactHeld(contact: first, at: at(held))))
            log.say("phone", resumed, .contactResumed(ContactResumed(contact: first, at: at(resumed))))
        }
        let life = try #require(log.projection().contacts[first])
        #expect(life.hold == .seconds(35))
        #expect(life.wait == .zero)
        let record = try #require(life.record())
        #expect(record.wait == 0 && record.waited(by: at(99)) == 0)
    }

    @Test("an inversion is found, and a reason of the closed list explains it")
    func inversions() {
        var log = Log()
        log.arrive(first, 0)
        log.arrive(second, 3)
        log.offer(second, 1, to: "A1", 5, received: 3)
        log.offer(first, 2, to: "A2", 6, received: 0)
        #expect(log.figures.inversions == 1 && log.figures.unexplainedInversions == 1)

        log = Log()
        log.arrive(first, 0)
        log.arrive(second, 3)
        log.offer(second, 1, to: "A1", 5, received: 3, inversion: .urgentClinical)
        log.offer(first, 2, to: "A2", 6, received: 0)
        #expect(log.figures.inversions == 1 && log.figures.unexplainedInversions == 0)
        #expect(log.inversions.byReason == [.urgentClinical: 1])
    }

    @Test("13.A4: who reached the queue later inverts nothing; who waited there and was never offered does")
    func byTheQueue() {
        var late = Log()
        late.arrive(second, 3)
        late.offer(second, 1, to: "A1", 5, received: 3)
        late.arrive(first, 6, received: 0)
        late.offer(first, 2, to: "A2", 6, received: 0)
        #expect(late.inversions.contacts == 2 && late.inversions.inverted.isEmpty)

        // In the same instant the queue's own order decides.
        var lost = Log()
        lost.arrive(second, 5, received: 3)
        lost.arrive(first, 5, received: 0)
        lost.offer(second, 1, to: "A1", 5, received: 3)
        lost.end(first, .abandoned, 9)
        #expect(lost.inversions.unexplained == [second])
        var earlier = ContactProjection(of: .contacts, keyPrefix: "R/1")
        for one in lost.facts { earlier.take(one.fact, at: one.header.at) }
        let apart = InversionFinder(
            earlier.ours.filter { $0.contact == second }, among: earlier.contacts.values)
        #expect(apart.unexplained == [second], "also when the earlier one is not counted itself")

        var gone = Log()
        gone.arrive(first, 0)
        gone.arrive(second, 3)
        gone.say(
            "tier-1", 4,
            .contactReleased(
                ContactReleased(
                    contact: first, generation: 1, tier: .one, reason: .abandoned, at: at(4))))
        gone.offer(second, 1, to: "A1", 5, received: 3)
        #expect(gone.inversions.inverted.isEmpty)
    }

    @Test("the order received is no inversion; nor are other needs, or a chat")
    func noInversion() {
        var log = Log()
        log.arrive(first, 0)
        log.arrive(second, 3)
        log.offer(first, 1, to: "A1", 5, received: 0)
        log.offer(second, 2, to: "A2", 5, received: 3)
        #expect(log.figures.inversions == 0)

        log = Log()
        log.arrive(first, 0, needs: [SkillNeed("spanish")])
        log.arrive(second, 3)
        log.offer(second, 1, to: "A1", 5, received: 3)
        log.offer(first, 2, to: "A2", 6, received: 0)
        #expect(log.figures.inversions == 0)

        log = Log()
        log.arrive(first, 0, channel: .chat)
        log.arrive(second, 3, channel: .chat)
        log.offer(second, 1, to: "A1", 5, received: 3, channel: .chat)
        log.offer(first, 2, to: "A2", 6, received: 0, channel: .chat)
        #expect(log.figures.inversions == 0)
    }

    @Test("waits run from received to connected; arrival to offer is real time at the clock's rate")
    func times() {
        var log = Log()
        log.arrive(first, 10)
        log.offer(first, 1, to: "A1", 40, received: 10)
        log.connect(first, 1, with: "A1", 42)
        let figures = ReplayFigures(log.projection(), rate: 60)
        #expect(figures.waits.value(50) == 32_000_000)
        #expect(figures.arrivalToOffer.value(50) == 500_000)
    }

    @Test("holds and the wait for a second person add up, and what overlaps counts once")
    func hold() throws {
        var log = Log()
        log.arrive(first, 0)
        log.offer(first, 1, to: "A1", 1)
        log.connect(first, 1, with: "A1", 2)
        log.say("phone", 10, .contactHeld(ContactHeld(contact: first, at: at(10))))
        log.say("phone", 18, .contactResumed(ContactResumed(contact: first, at: at(18))))
        log.say("phone", 30, .contactHeld(ContactHeld(contact: first, at: at(30))))
        log.say(
            "tier-1", 35,
            .contactReleased(
                ContactReleased(contact: first, generation: 1, tier: .one, reason: .escalated, at: at(35))))
        log.say(
            "phone", 50,
            .contactConnected(
                ContactConnected(contact: first, offer: .init(tier: .two, number: 1), agent: "B1", at: at(50))
            ))
        #expect(log.projection().contacts[first]?.hold == .seconds(28))
    }

    @Test("every counter of clocks flips: warned, breached, taken back, early, late")
    func clocks() {
        let clock = Clock.ID("phone.answer", contact: first)
        var log = Log()
        log.arrive(first, 0)
        func passed(_ name: String, due: Int64, at second: Int64) -> ThresholdPassed {
            ThresholdPassed(
                clock: clock, threshold: name, due: at(due), at: at(second), presumed: false,
                duringOutage: false)
        }
        log.say("watchdog", 21, .clockWarned(passed("20s", due: 20, at: 21)))
        log.say("watchdog", 29, .clockBreached(passed("30s", due: 30, at: 29)))
        log.say(
            "watchdog", 40,
            .breachRetracted(BreachRetracted(clock: clock, threshold: "30s", due: at(30), stopped: at(28))))
        let figures = ReplayFigures(log.projection(), rate: 10)
        #expect(figures.warned == 1 && figures.breached == 1 && figures.retracted == 1 && figures.early == 1)
        #expect(figures.lateness.value(99) == 100_000)
    }

    @Test("percentiles are values of the population, by nearest rank; an empty one has none")
    func percentiles() {
        let hundred = Percentiles((1...100).map { Int64($0) }.reversed())
        #expect(
            hundred.value(50) == 50 && hundred.value(99) == 99 && hundred.value(100) == 100
                && hundred.value(0) == 1)
        #expect(hundred.mean == 50.5)
        #expect(Percentiles([7]).value(50) == 7)
        #expect(Percentiles([]).value(50) == nil && Percentiles([]).mean == nil)
    }
}
