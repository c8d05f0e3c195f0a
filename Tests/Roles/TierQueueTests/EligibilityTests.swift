import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("11.5: who declined, and who may be asked instead")
struct EligibilityTests {
    private let conflict = Offer.Answer.decline("conflict_of_interest")
    private let busy = Offer.Answer.decline("conflict")

    /// Everybody's way of being signed in without being able to take a call.
    enum Absence: CaseIterable {
        case lunch, rona, engaged, signedInOnly
    }

    /// `a2` is signed in and can take nothing; `a1` is ready.
    private func floor(_ absence: Absence) throws -> Floor {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        switch absence {
        case .signedInOnly: floor.desk("a2", .signIn)
        case .lunch:
            floor.ready("a2")
            floor.desk("a2", .notReady("lunch"))
        case .engaged:
            floor.ready("a2")
            floor.fact(.contactPlaced(placement(90)))
            floor.serve(contact(90))
        case .rona:
            floor.ready("a2")
            floor.fact(.contactPlaced(placement(90)))
            floor.now = try #require(floor.machine.state.nextDeadline)
            floor.give(.tick)
            floor.withdraw(contact(90))
        }
        floor.ready("a1")
        return floor
    }

    private func answer(_ floor: inout Floor, _ number: UInt64, _ answer: Offer.Answer) -> [Fact] {
        guard case .offered(let offer, let agent, _) = floor.machine.stored.contacts[contact(number)]?.stage
        else { return [] }
        return floor.desk(agent, .answer(offer, answer))
    }

    @Test(
        "11.5: a decliner is asked again after the back-off, whoever else is merely signed in",
        arguments: Absence.allCases)
    func backOffEnds(_ absence: Absence) throws {
        var floor = try floor(absence)
        floor.fact(.contactPlaced(placement(1)))
        _ = answer(&floor, 1, busy)
        #expect(floor.offeredTo(contact(1)) == nil, "not before the back-off is over")
        floor.pass(.seconds(31))
        floor.give(.tick)
        #expect(floor.offeredTo(contact(1)) == "a1")
    }

    @Test("11.5: after the back-off somebody else who is free goes before the decliner")
    func othersFirst() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        _ = answer(&floor, 1, busy)
        floor.give(.linkLost("desk"))
        floor.ready("a2")
        floor.pass(.seconds(31))
        floor.give(.tick)
        floor.give(.linkRegained("desk"))
        #expect(floor.offeredTo(contact(1)) == "a2", "although a1 is idle for longer")
    }

    @Test("11.5: a conflict of interest bars for good, at every tier and whatever comes between")
    func conflictBars() throws {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        let closed = try #require(answer(&floor, 1, conflict).closed)
        #expect(closed.notAgainBefore == nil && closed.everybodyBarred, "a2 is not signed in")
        floor.pass(.seconds(86_400))
        floor.give(.tick)
        #expect(floor.offeredTo(contact(1)) == nil)
        floor.ready("a2")
        #expect(floor.offeredTo(contact(1)) == "a2")
        _ = answer(&floor, 1, busy)
        floor.pass(.seconds(31))
        floor.give(.tick)
        #expect(floor.offeredTo(contact(1)) == "a2", "a1 is free and stays barred")
        let released = try #require(floor.withdraw(contact(1), .escalated).compactMap(\.released).first)
        #expect(released.barred == ["a1"])
        var again = placement(1, generation: 3)
        again.bar(released.barred)
        floor.desk("a2", .notReady("lunch"))
        floor.fact(.contactPlaced(again))
        #expect(floor.offeredTo(contact(1)) == nil, "the next placement carries it on")
    }

    @Test(
        "11.5: the conflict that leaves nobody who is signed in is told at once, and by each reconciliation")
    func everybodyBarred() throws {
        var settings = configuration(generalist("a1"), generalist("a2"), generalist("a3"))
        settings.reconciliation = .seconds(15)
        var floor = Floor(settings)
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        #expect(try #require(answer(&floor, 1, conflict).closed).everybodyBarred == false)
        #expect(try #require(answer(&floor, 1, conflict).closed).everybodyBarred)
        floor.now = try #require(floor.machine.state.nextDeadline)
        let call = try #require(floor.give(.tick).neglected.first)
        #expect(call.invariant == .everybodyBarred && call.contact == contact(1) && call.agent == nil)
        floor.desk("a3", .signIn)
        floor.now = try #require(floor.machine.state.nextDeadline)
        #expect(floor.give(.tick).neglected.isEmpty, "a3 could take it, and is asked when ready")
        floor.desk("a3", .ready)
        #expect(floor.offeredTo(contact(1)) == "a3")
    }

    @Test("11.5: a contact that waits beside an agent who is free for it is told of, and served")
    func idleAgent() throws {
        var settings = configuration(generalist("a1"))
        settings.reconciliation = .seconds(15)
        var floor = Floor(settings)
        floor.fact(.contactPlaced(placement(1)))
        // A defect: the lists of who waits are lost, and so nothing is matched.
        floor.machine.index = MatchIndex(settings, TierQueueState())
        floor.ready("a1")
        #expect(floor.offeredTo(contact(1)) == nil)
        floor.now = try #require(floor.machine.state.nextDeadline)
        let facts = floor.give(.tick)
        let told = try #require(facts.neglected.first)
        #expect(told.invariant == .idleAgent && told.contact == contact(1) && told.agent == "a1")
        #expect(floor.offeredTo(contact(1)) == "a1")
    }

    @Test("11.5: who is barred, backs off, or is kept for a call is not taken for idle")
    func legitimate() throws {
        var settings = configuration(generalist("a1"), generalist("a2"))
        settings.reconciliation = .seconds(15)
        settings.declineBackOff = .seconds(600)
        var floor = Floor(settings)
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        _ = answer(&floor, 1, busy)
        floor.desk("a2", .signIn)
        for _ in 0..<10 {
            floor.now = try #require(floor.machine.state.nextDeadline)
            #expect(floor.give(.tick).neglected.isEmpty)
        }
    }
}

extension [Fact] {
    var closed: OfferClosed? {
        for case .offerClosed(let closed) in self { return closed }
        return nil
    }

    var neglected: [ReconciliationSent.Neglected] {
        flatMap { fact -> [ReconciliationSent.Neglected] in
            guard case .reconciliationSent(let call) = fact else { return [] }
            return call.neglected
        }
    }
}

extension Fact {
    var released: ContactReleased? {
        guard case .contactReleased(let released) = self else { return nil }
        return released
    }
}
