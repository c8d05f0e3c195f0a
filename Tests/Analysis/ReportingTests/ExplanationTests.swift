import Contacts
import Facts
import Reporting
import Testing

@Suite("Explanation of a contact")
struct ExplanationTests {
    @Test("what agents noted in codes is told line by line, and counted at the end")
    func codes() {
        var log = Log()
        log.arrive(first, 0)
        log.note(first, .complaint, by: "A7", 5)
        log.note(first, .complaint, by: "A9", 50)
        log.note(first, .callbackWanted, by: "A9", 55)
        log.note(second, .praise, by: "A9", 56)
        let text = Explanation(of: first, from: log.facts).text
        #expect(text.contains("tier-1  A9 notes callback_wanted"))
        #expect(
            text.hasSuffix(
                "codes:\n  contactNoted  callback_wanted 1\n  contactNoted  complaint 2"))
    }

    @Test("a contact's life is told by instant: who decided, why, and who won it; others' facts are left out")
    func life() {
        var log = Log()
        log.arrive(first, 0, needs: [SkillNeed("claims", level: 2)])
        log.arrive(second, 1)
        log.offer(first, 1, to: "A7", 5, inversion: .transfer)
        log.connect(first, 1, with: "A7", 7)
        log.end(first, .resolved, 60)
        let explanation = Explanation(of: first, from: log.facts.reversed())
        #expect(
            explanation.lines.map(\.kind) == [
                .contactQueued, .contactClassified, .contactReceived, .offerMade, .contactConnected,
                .offerAccepted, .contactEnded,
            ])
        let text = explanation.text
        #expect(text.contains("class general, rank 10, Tier 1, needs claims:2 by rule general-phone"))
        #expect(text.contains("tier-1  offered to A7, who wins it (O1-1)"))
        #expect(text.contains("before an earlier one: transfer"))
        #expect(text.contains("1970-01-01T00:01:00.000000Z  router  ended: resolved"))
        #expect(!text.contains("C1-2"))
    }

    @Test("a clock's spans are summed, with what it passed and what was taken back")
    func clocks() {
        let clock = Clock.ID("phone.hold", contact: first)
        var log = Log()
        log.say(
            "watchdog", 0,
            .clockArmed(
                ClockArmed(clock: clock, from: at(0), calendar: nil, thresholds: [], mode: .suspended)))
        for (second, mode, used) in [
            (10, Clock.Start.Mode.running, 0), (18, .suspended, 8), (30, .running, 8),
        ] as [(Int64, Clock.Start.Mode, Int64)] {
            log.say(
                "watchdog", second,
                .clockSpanChanged(
                    ClockSpanChanged(
                        clock: clock, mode: mode, at: at(second), used: used * 1_000_000, dues: [],
                        cause: "held")))
        }
        log.say(
            "watchdog", 45,
            .clockBreached(
                ThresholdPassed(
                    clock: clock, threshold: "20s", due: at(42), at: at(45), presumed: true,
                    duringOutage: false)))
        log.say(
            "watchdog", 46,
            .breachRetracted(BreachRetracted(clock: clock, threshold: "20s", due: at(42), stopped: at(41))))
        log.say(
            "watchdog", 60,
            .clockClosed(ClockClosed(clock: clock, at: at(60), used: 19_500_000, cause: "contact_ended")))
        let explanation = Explanation(of: first, from: log.facts)
        #expect(
            explanation.clocks.map(\.text) == [
                "counted 19.500 s, in 2 spans, breached at 20s, taken back, over: contact_ended"
            ])
        #expect(explanation.text.contains("breached: 20s, due 1970-01-01T00:00:42.000000Z, presumed"))
    }
}
