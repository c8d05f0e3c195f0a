import Contacts
import Facts
import Standards
import Testing

@testable import Watchdog

@Suite("Watchdog: pauses that somebody should look at")
struct PauseTests {
    private static let review = Clock.ID("review", item: WorkClocks.item)

    private func watch(_ pauses: PauseWatch? = limits) throws -> Watch {
        var watch = try Watch()
        watch.machine.configuration.pauseWatch = pauses
        return watch
    }

    private static let limits = PauseWatch(
        suspensions: .init(lead: .seconds(3600), most: 2, contactWithin: .seconds(600)),
        holds: .init(lead: .seconds(3600), most: 3, contactWithin: .zero), talkAtLeast: .seconds(5))

    private func pause(
        _ watch: inout Watch, at hour: Int, contacted: Int? = nil
    ) -> PauseFlagged? {
        flagged(
            watch.router(
                .clockSuspended(
                    ClockSuspended(
                        clock: Self.review, at: at(.seconds(hour * 3600)), cause: "rescheduled", by: "clerk",
                        evidence: "letter-1", contacted: contacted.map { at(.seconds($0 * 3600)) })),
                after: .seconds(hour * 3600)))
    }

    private func flagged(_ facts: [Fact]) -> PauseFlagged? {
        facts.compactMap { if case .pauseFlagged(let fact) = $0 { fact } else { nil } }.first
    }

    @Test("a suspension an hour before the limit, the third, and one that nobody was told of are listed")
    func suspensions() throws {
        var watch = try watch()
        watch.arm(Self.review)
        #expect(pause(&watch, at: 1, contacted: 1) == nil)
        watch.router(resumed(Self.review, .seconds(2 * 3600)), after: .seconds(2 * 3600))
        let silent = try #require(pause(&watch, at: 3, contacted: 2))
        #expect(silent.reasons == [.withoutContact] && silent.number == 2)
        #expect(silent.contacted == at(.seconds(2 * 3600)) && silent.by == "clerk")
        #expect(silent.due == at(.seconds(25 * 3600)) && silent.evidence == "letter-1")
        watch.router(resumed(Self.review, .seconds(4 * 3600)), after: .seconds(4 * 3600))
        // 24 hours of which two were used by hour 4: due at hour 26.
        let last = try #require(pause(&watch, at: 25, contacted: nil))
        #expect(last.reasons == [.beforeDeadline, .repeated, .withoutContact] && last.number == 3)
        #expect(last.due == at(.seconds(26 * 3600)))
    }

    @Test("a refused suspension is none, and without limits nothing is listed")
    func none() throws {
        var watch = try watch()
        let clock = Clock.ID("routine", item: WorkClocks.item)
        watch.arm(clock)
        let refused = watch.router(suspended(clock, .seconds(60)), after: .seconds(60))
        #expect(refused.kinds == [.clockRefused])
        var silent = try self.watch(nil)
        silent.arm(Self.review)
        #expect(pause(&silent, at: 1) == nil)
    }

    @Test("the fourth hold of a call is listed, and one that follows another after two seconds of talk")
    func holds() throws {
        var watch = try watch()
        watch.arm(Watch.hold, mode: .suspended)
        func hold(from begin: Int, to end: Int, _ watch: inout Watch) -> PauseFlagged? {
            let facts = watch.router(resumed(Watch.hold, .seconds(begin)), after: .seconds(begin))
            let off = watch.router(suspended(Watch.hold, .seconds(end)), after: .seconds(end))
            #expect(flagged(off) == nil, "who is taken off hold is not paused")
            return flagged(facts)
        }
        #expect(hold(from: 2, to: 4, &watch) == nil, "the first follows talk, however short")
        #expect(hold(from: 9, to: 10, &watch) == nil)
        #expect(hold(from: 12, to: 13, &watch)?.reasons == [.withoutContact])
        let fourth = try #require(hold(from: 20, to: 21, &watch))
        #expect(fourth.reasons == [.repeated] && fourth.number == 4 && fourth.clock == Watch.hold)
    }

    @Test("a hold while another clock of the contact is nearly due is listed with that due")
    func holdBeforeDeadline() throws {
        var watch = try watch()
        watch.arm(Watch.hold, mode: .suspended)
        watch.arm(Watch.answer)
        let found = flagged(watch.router(resumed(Watch.hold, .seconds(10)), after: .seconds(10)))
        #expect(found?.reasons == [.beforeDeadline] && found?.due == at(.seconds(30)))
    }
}
