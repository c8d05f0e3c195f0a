import Contacts
import Facts
import Foundation
import Testing

@testable import TierQueue

@Suite("11.13: an agent who leaves the roster of a tier")
struct RosterChangeTests {
    /// `a1` serves a call, and the queue starts anew with a roster that lacks `a1`.
    private func left(_ setUp: (inout Floor) -> Void = { $0.serve(contact(1)) }) throws -> Floor {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        setUp(&floor)
        // As a station does it that starts anew from its checkpoint.
        let bytes = try JSONEncoder().encode(floor.machine.state)
        floor.machine = TierQueueMachine(
            configuration: configuration(generalist("a2")),
            state: try JSONDecoder().decode(TierQueueState.self, from: bytes))
        floor.give(.tick)
        return floor
    }

    @Test("11.13: finishes what is connected, gets nothing new, and is signed out when it is done")
    func finishes() throws {
        var floor = try left()
        #expect(floor.shown("a1")?.reason == "off_roster" && floor.shown("a1")?.work.count == 1)
        floor.fact(.contactPlaced(placement(2)))
        #expect(floor.desk("a1", .hold(contact(1))).kinds == [.mediumAsked])
        #expect(floor.desk("a1", .endService(contact(1))).kinds == [.mediumAsked])
        floor.interrupt(contact(1), .memberLeft)
        let noted = DeskRequest.dispose(contact(1), [Inquiry.Disposition(index: 1, result: .resolved)])
        #expect(floor.desk("a1", noted).kinds == [.dispositionNoted])
        let ended = floor.desk("a1", .wrapUpEnded(contact(1)))
        #expect(ended.kinds == [.serviceEnded, .agentStateChanged, .attendanceChanged])
        #expect(floor.shown("a1")?.session == nil && floor.shown("a1")?.reason == "off_roster")
        #expect(floor.offeredTo(contact(2)) == nil, "a1 is idle, and not of this tier")
    }

    @Test("11.13: an offer is taken back and goes to somebody else, and an idle session ends at once")
    func offerBack() throws {
        var floor = try left { floor in floor.desk("a2", .signIn) }
        #expect(floor.shown("a1")?.session == nil && floor.shown("a1")?.reason == "off_roster")
        #expect(floor.log.map(\.fact).closedLast?.cause == .revoked)
        floor.desk("a2", .ready)
        #expect(floor.offeredTo(contact(1)) == "a2")
    }

    @Test("11.13: may sign in anew to finish, and not to be ready")
    func newSession() throws {
        var floor = try left()
        #expect(floor.desk("a1", .signIn, session: "s2").kinds == [.agentStateChanged])
        #expect(floor.shown("a1")?.session == "s2" && floor.shown("a1")?.reason == "off_roster")
        #expect(floor.desk("a1", .hold(contact(1)), session: "s2").kinds == [.mediumAsked])
        #expect(floor.desk("a1", .ready, session: "s2").kinds == [.requestRefused])
        #expect(floor.desk("a1", .hold(contact(1))).kinds == [.requestRefused], "the session before")
    }

    @Test("11.13: with nothing open a sign-in is refused, and the desk is told that nothing is open")
    func nothingOpen() {
        var floor = Floor(configuration(generalist("a2")))
        #expect(floor.desk("a1", .signIn).kinds == [.requestRefused, .agentStateChanged])
        #expect(floor.shown("a1")?.session == nil && floor.shown("a1")?.reason == "off_roster")
    }

    @Test("11.13: who is back on the roster meanwhile goes on, once ready again")
    func comesBack() throws {
        var floor = try left()
        floor.machine.configuration = configuration(generalist("a1"), generalist("a2"))
        floor.give(.tick)
        #expect(floor.shown("a1")?.reason == "signed_in" && floor.shown("a1")?.work.count == 1)
        floor.desk("a1", .ready)
        floor.fact(.contactPlaced(placement(2)))
        floor.interrupt(contact(1), .memberLeft)
        floor.desk("a1", .wrapUpEnded(contact(1)))
        #expect(floor.offeredTo(contact(2)) == "a1")
    }

    @Test("11.13: the last leg that is lost ends the session too, and the caller waits for another")
    func legLost() throws {
        var floor = try left()
        floor.interrupt(contact(1), .agentLegLost)
        #expect(floor.shown("a1")?.session == nil)
        floor.ready("a2")
        #expect(floor.offeredTo(contact(1)) == "a2")
    }
}

extension [Fact] {
    fileprivate var closedLast: OfferClosed? { last { $0.kind == .offerClosed }.flatMap { [$0].closed } }
}
