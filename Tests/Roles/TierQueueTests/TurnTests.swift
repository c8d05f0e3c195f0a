import Contacts
import Facts
import Randomness
import SharedTesting
import Testing

@testable import TierQueue

@Suite("Tier queue: urgent written work goes before, and routine work has its turn")
struct TurnTests {
    /// One agent who does written work, and what is waiting.
    private struct Desk {
        var floor: Floor
        var served: [UInt64] = []

        init(run: Int = 4, calls: Int = 0) {
            var settings = configuration(
                RosterAgent(
                    id: "a1", group: "written", skills: [SkillNeed("general")],
                    capacity: AgentCapacity(voice: calls, chat: 0, written: 1)))
            settings.urgentRun = run
            floor = Floor(settings)
            floor.ready("a1")
        }

        /// A letter of a class whose rank says how urgent it is.
        mutating func bring(_ number: UInt64, rank: Int, due: Int64? = nil) {
            let wanted = due.map { Instant(microseconds: $0 * 1_000_000) }
            floor.fact(
                .contactPlaced(
                    placement(
                        number, channel: .letter, class: rank < 300 ? "urgent" : "letter", rank: rank,
                        due: wanted)))
        }

        /// What is offered.
        var offered: Contact.ID? {
            let held = floor.machine.stored.contacts
            return held.values.first { $0.phase == .offered }?.placement.contact
        }

        /// Takes what is offered and is done with it after a while; false when nothing is.
        mutating func serve(for duration: Duration = .zero) -> Bool {
            guard let offered else { return false }
            served.append(offered.number)
            floor.serve(offered)
            floor.pass(duration)
            floor.give(.tick)
            floor.interrupt(offered, .memberLeft)
            floor.desk("a1", .wrapUpEnded(offered))
            floor.pass(.seconds(5))
            return true
        }
    }

    @Test("13.B15: within a class the least slack goes first, whenever it was received")
    func leastSlack() {
        var desk = Desk()
        desk.bring(1, rank: 400)
        for (number, due) in [(2, 900), (3, 700), (4, 800)] as [(UInt64, Int64)] {
            desk.bring(number, rank: 400, due: due)
        }
        for _ in 0..<30 { guard desk.serve() else { break } }
        #expect(desk.served == [1, 3, 4, 2])
    }

    @Test("13.B15: after four urgent ones in a row the routine one that is wanted first has its turn")
    func turn() {
        var desk = Desk()
        desk.bring(1, rank: 200)
        desk.bring(2, rank: 400, due: 900)
        desk.bring(3, rank: 410, due: 800)
        for number in 10...20 as ClosedRange<UInt64> { desk.bring(number, rank: 200) }
        for _ in 0..<30 { guard desk.serve() else { break } }
        #expect(desk.served == [1, 10, 11, 12, 13, 3, 2, 14, 15, 16, 17, 18, 19, 20])
    }

    @Test("13.B15: a call is never passed over for the turn of what is written")
    func callFirst() {
        var desk = Desk(calls: 1)
        desk.bring(1, rank: 200)
        desk.bring(2, rank: 400)
        for number in 10...14 as ClosedRange<UInt64> { desk.bring(number, rank: 200) }
        for _ in 0..<4 { guard desk.serve() else { break } }
        desk.floor.fact(.contactPlaced(placement(30, rank: 100)))
        for _ in 0..<30 { guard desk.serve() else { break } }
        #expect(desk.served == [1, 10, 11, 12, 13, 30, 2, 14])
    }

    @Test("13.B15: a turn that was offered and declined was had; the next is after four more")
    func turnDeclined() {
        var desk = Desk()
        desk.bring(1, rank: 200)
        desk.bring(2, rank: 400)
        for number in 10...20 as ClosedRange<UInt64> { desk.bring(number, rank: 200) }
        for _ in 0..<5 { guard desk.serve() else { break } }
        guard case .offered(let offer, let agent, _) = desk.floor.machine.stored.contacts[contact(2)]?.stage
        else {
            Issue.record("the routine one is not offered")
            return
        }
        desk.floor.desk(agent, .answer(offer, .decline("conflict")))
        // Its back-off is over within this.
        let isServed = desk.serve(for: .seconds(40))
        #expect(isServed)
        for _ in 0..<30 { guard desk.serve() else { break } }
        #expect(desk.served == [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 2, 19, 20])
    }

    @Test(
        "13.B15: under a flood of urgent work routine work gets its fifth, and nobody waits for ever",
        arguments: [1, 7, 42] as [UInt64])
    func flood(_ seed: UInt64) {
        var random = SplitMix64(state: seed)
        var desk = Desk()
        var routine: [UInt64] = []
        var (run, longest) = (0, 0)
        for number in 1...600 as ClosedRange<UInt64> {
            // More urgent work comes than anybody can do; a routine letter now and then.
            desk.bring(2 * number, rank: 200, due: Int64.random(in: 1_000...9_000, using: &random))
            if Int.random(in: 0..<6, using: &random) == 0 {
                desk.bring(2 * number + 1, rank: 400, due: Int64(number) * 60 + 100_000)
                routine.append(2 * number + 1)
            }
            let waits = routine.count > desk.served.count { $0 % 2 == 1 }
            let isServed = desk.serve()
            #expect(isServed)
            run = waits && desk.served.last.map { $0 % 2 == 0 } == true ? run + 1 : 0
            longest = max(longest, run)
        }
        let done = desk.served.filter { $0 % 2 == 1 }
        #expect(done == Array(routine.prefix(done.count)), "the routine ones in the order wanted")
        // Four in a row, and the one that was offered already when the routine one came.
        #expect((4...5).contains(longest), "urgent ones in a row while a routine one waited")
        // Nothing routine was passed over more often than the limit allows.
        for contact in desk.floor.machine.state.contacts.values {
            #expect(contact.passedOver ?? 0 <= 5)
        }
        #expect(desk.served.filter { $0 % 2 == 0 }.count >= 600 * 4 / 5)
    }
}
