import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("What an agent asks of the medium")
struct MediumTests {
    private func serving() -> Floor {
        var floor = Floor(configuration(generalist("a1")))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        return floor
    }

    private func hold(_ floor: inout Floor, _ change: HoldChanged.Change) {
        floor.fact(
            .holdChanged(
                HoldChanged(contact: contact(1), generation: 1, tier: .one, change: change, at: floor.now)))
    }

    @Test("11.3: pressed twice, hold, resume and end are one effect each")
    func once() {
        var floor = serving()
        #expect(floor.desk("a1", .hold(contact(1))).kinds == [.mediumAsked])
        #expect(floor.desk("a1", .hold(contact(1))).isEmpty)
        hold(&floor, .held)
        #expect(floor.desk("a1", .resume(contact(1))).kinds == [.mediumAsked])
        #expect(floor.desk("a1", .resume(contact(1))).isEmpty)
        hold(&floor, .resumed)
        #expect(floor.desk("a1", .endService(contact(1))).kinds == [.mediumAsked])
        // The agent's snapshot is shown anew meanwhile.
        floor.fact(.snapshotsAsked(SnapshotsAsked(tier: .one, at: floor.now)))
        #expect(floor.desk("a1", .endService(contact(1))).isEmpty)
        // What was done can be asked for again.
        #expect(floor.desk("a1", .hold(contact(1))).kinds == [.mediumAsked])
        hold(&floor, .held)
        #expect(floor.desk("a1", .endService(contact(1))).isEmpty)
    }

    @Test("11.3: what the medium refused is told to the agent's desk with its reason, and may be asked again")
    func refused() {
        var floor = serving()
        floor.desk("a1", .endService(contact(1)))
        let facts = floor.refuse(contact(1), .disconnect)
        #expect(facts.kinds == [.mediumRefused])
        #expect(floor.log.last?.destinations == ["desk"])
        #expect(floor.desk("a1", .endService(contact(1))).kinds == [.mediumAsked])
        // Late, of an earlier stay or about somebody else: nobody is told.
        #expect(floor.refuse(contact(1), .disconnect, generation: 7).isEmpty)
        floor.interrupt(contact(1), .memberLeft)
        #expect(floor.desk("a1", .wrapUpEnded(contact(1))).kinds.contains(.serviceEnded))
        #expect(floor.refuse(contact(1), .disconnect).isEmpty)
    }

    @Test(
        "13.A7: a tone is for the desk of the agent who has the contact, and for nobody when that is another")
    func tone() {
        var floor = serving()
        #expect(floor.tone("a1").kinds == [.toneSounded])
        #expect(floor.log.last?.destinations == ["desk"])
        #expect(floor.tone("a2").isEmpty && floor.tone("a1", generation: 7).isEmpty)
    }

    @Test("11.3: who is served again by another agent has nothing open of the first")
    func nextAgent() {
        var floor = Floor(configuration(generalist("a1"), generalist("a2")))
        floor.ready("a1", "a2")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.desk("a1", .endService(contact(1)))
        floor.interrupt(contact(1), .agentLegLost)
        floor.serve(contact(1))
        #expect(floor.desk("a2", .endService(contact(1))).kinds == [.mediumAsked])
    }
}
