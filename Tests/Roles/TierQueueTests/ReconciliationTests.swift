import Contacts
import Facts
import Testing

@testable import TierQueue

@Suite("Roll call: what a tier queue says it holds")
struct ReconciliationTests {
    private static func floor(
        every reconciliation: Duration? = .seconds(15), _ agents: RosterAgent...
    ) -> Floor {
        var settings = configuration()
        settings.agents = agents
        settings.reconciliation = reconciliation
        return Floor(settings)
    }

    /// The roll is called when it is due, as the station does it.
    private func tickWhenDue(_ floor: inout Floor) throws -> ReconciliationSent {
        floor.now = try #require(floor.machine.state.nextDeadline)
        return try #require(floor.give(.tick).calls.first)
    }

    @Test("a queue that holds something says what, under which generation and with whom")
    func call() throws {
        var floor = Self.floor(every: .seconds(15), generalist("a1"))
        floor.ready("a1")
        floor.fact(.contactPlaced(placement(1)))
        floor.serve(contact(1))
        floor.fact(.contactPlaced(placement(2, generation: 3)))
        let call = try tickWhenDue(&floor)
        #expect(call.held.map(\.contact) == [contact(1), contact(2)])
        #expect(call.held.map(\.generation) == [1, 3])
        #expect(call.held.map(\.agent) == ["a1", nil])
        #expect(call.after == nil && call.through == nil && call.answering == nil)
        #expect(call.next == floor.now.advanced(by: .seconds(15)))
    }

    @Test("no contact costs a fact: however many come and go, the roll is called once an interval")
    func cheap() throws {
        var floor = Self.floor()
        for number in 1...500 as ClosedRange<UInt64> {
            floor.fact(.contactPlaced(placement(number)))
            if number.isMultiple(of: 2) { floor.withdraw(contact(number)) }
            floor.pass(.milliseconds(10))
        }
        #expect(floor.log.map(\.fact).calls.isEmpty)
        #expect(floor.log.compactMap { $0.fact.queued?.reconcileAt }.count == 1, "one contact sets the time")
    }

    @Test("a long queue is called in slices, a second apart, that leave no id out; then it begins again")
    func slices() throws {
        var floor = Self.floor()
        for number in 1...300 as ClosedRange<UInt64> { floor.fact(.contactPlaced(placement(number))) }
        let first = try tickWhenDue(&floor)
        let second = try tickWhenDue(&floor)
        let third = try tickWhenDue(&floor)
        #expect([first, second, third].map(\.held.count) == [128, 128, 44])
        #expect([first, second, third].flatMap { $0.held.map(\.contact) } == (1...300).map { contact($0) })
        #expect([first.after, second.after, third.after] == [nil, contact(128), contact(256)])
        #expect([first.through, second.through, third.through] == [contact(128), contact(256), nil])
        #expect(first.at.duration(to: second.at) == .seconds(1))
        let again = try tickWhenDue(&floor)
        #expect(third.at.duration(to: again.at) == .seconds(15))
        #expect(again.after == nil)
    }

    @Test("when the last contact has left, one call says so, and then the queue is silent")
    func closing() throws {
        var floor = Self.floor()
        floor.fact(.contactPlaced(placement(1)))
        floor.withdraw(contact(1))
        let call = try tickWhenDue(&floor)
        #expect(call.held.isEmpty && call.after == nil && call.through == nil && call.next == nil)
        #expect(floor.machine.state.nextDeadline == nil)
        floor.fact(.contactPlaced(placement(2)))
        #expect(floor.machine.state.nextDeadline == floor.now.advanced(by: .seconds(15)))
    }

    @Test("a mismatch is answered at once, about its contacts alone, and the turn of the roll goes on")
    func answers() throws {
        var floor = Self.floor()
        for number in 1...4 as ClosedRange<UInt64> { floor.fact(.contactPlaced(placement(number))) }
        let due = floor.machine.state.nextDeadline
        let found = MismatchFound(
            mismatch: 7, tier: .one,
            mismatches: [
                .init(contact: contact(2), held: 1, placed: nil),
                .init(contact: contact(9), held: nil, placed: 1),
            ], at: floor.now)
        let call = try #require(floor.fact(.mismatchFound(found)).calls.first)
        #expect(call.answering == 7)
        #expect(call.held.map(\.contact) == [contact(2)])
        #expect(floor.machine.state.nextDeadline == due)
        var other = found
        other.tier = .two
        #expect(floor.fact(.mismatchFound(other)).isEmpty, "a mismatch about another tier is not answered")
    }

    @Test("a queue that holds nothing and is thought to hold something says so when it is asked for the time")
    func idle() {
        var floor = Self.floor()
        let ask = Fact.watermarkAsked(WatermarkAsked(ask: 1, instant: floor.now))
        #expect(floor.fact(ask).kinds == [.watermark, .reconciliationSent])
        floor.fact(.contactPlaced(placement(1)))
        #expect(floor.fact(ask).kinds == [.watermark])
    }

    @Test("a queue that is not to call the roll never does")
    func never() {
        var floor = Self.floor(every: nil)
        floor.fact(.contactPlaced(placement(1)))
        #expect(floor.machine.state.nextDeadline == nil)
        #expect(floor.fact(.watermarkAsked(WatermarkAsked(ask: 1, instant: floor.now))).kinds == [.watermark])
    }

    @Test(
        "a slice begins behind any key, there or not, and costs what it returns", arguments: [0, 1, 5, 300])
    func keys(limit: Int) {
        var sorted = SortedKeys<Int>()
        for key in 0..<1_000 { sorted.insert((key * 7) % 1_000 * 2) }
        for lower in [nil, -1, 0, 1, 2, 255, 256, 1_001, 1_998, 5_000] {
            let expected = sorted.keys.filter { key in lower.map { key > $0 } ?? true }.prefix(limit)
            #expect(sorted.keys(above: lower, limit: limit) == Array(expected))
        }
        #expect(sorted.contains(1_998) && sorted.contains(0))
        #expect(!sorted.contains(1) && !sorted.contains(5_000))
    }
}

extension [Fact] {
    fileprivate var calls: [ReconciliationSent] {
        compactMap { if case .reconciliationSent(let call) = $0 { call } else { nil } }
    }
}

extension Fact {
    fileprivate var queued: ContactQueued? {
        guard case .contactQueued(let queued) = self else { return nil }
        return queued
    }
}
