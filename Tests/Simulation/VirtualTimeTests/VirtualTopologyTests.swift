import Contacts
import Facts
import Foundation
import Kernel
import Projection
import Reporting
import Testing
import Traffic
import VirtualTime

@Suite("Virtual time")
struct VirtualTopologyTests {
    @Test("every contact comes to its end, and a caller without patience is abandoned")
    func outcomes() throws {
        let played = try Play().run(BankTraffic.calls(40, every: 60, service: 120, patience: 600))
        let figures = ReplayFigures(played.projection, rate: 1)
        #expect(figures.accepted == 40 && figures.answered == 40 && figures.open == 0)
        #expect(figures.unexplainedInversions == 0 && figures.doubleAssigned == 0)
        #expect(figures.waits.value(50).map { (1_000_000...3_000_000).contains($0) } == true)
        let hasty = try Play().run(BankTraffic.calls(3, every: 60, service: 120, patience: 0))
        #expect(ReplayFigures(hasty.projection, rate: 1).abandoned == 3)
    }

    @Test("more calls than agents wait, and clocks fire at their due instant")
    func overload() throws {
        let played = try Play().run(BankTraffic.calls(60, every: 2, service: 300, patience: nil))
        let figures = ReplayFigures(played.projection, rate: 1)
        #expect(figures.answered == 60 && figures.open == 0)
        #expect(figures.breached > 0 && figures.early == 0 && figures.lateness.value(100) == 0)
        #expect(figures.waits.value(100).map { $0 > 60_000_000 } == true)
    }

    @Test("who is not on shift serves nobody; what is left then stays open, and the run ends")
    func shifts() throws {
        var play = Play()
        play.shift = .seconds(0)...(.seconds(600))
        let calls = BankTraffic.calls(30, every: 60, service: 30, patience: nil)
        let figures = ReplayFigures(try play.run(calls).projection, rate: 1)
        #expect(figures.accepted == 30)
        #expect((8...12).contains(figures.answered) && figures.open == 30 - figures.answered)
    }

    @Test("the same plan says the same facts; another seed other ones")
    func deterministic() throws {
        let calls = BankTraffic.calls(50, every: 7, service: 90, patience: 60)
        var play = Play()
        let once = try play.run(calls)
        #expect(try play.run(calls).facts == once.facts)
        play.seed = 5
        let other = try play.run(calls)
        #expect(try play.run(calls).facts == other.facts)
        #expect(other.facts != once.facts)
    }

    @Test("the log that is written verifies, and holds every fact that was said")
    func audit() throws {
        let folder = NSTemporaryDirectory() + "tl-virtual-\(ProcessInfo.processInfo.processIdentifier)"
        defer {
            // A folder that stays behind is swept with the temporary folder.
            try? FileManager.default.removeItem(atPath: folder)
        }
        var play = Play()
        play.audit = folder
        let played = try play.run(BankTraffic.calls(50, every: 7, service: 90, patience: 60))
        let kept = try KeptLog(folder)
        #expect(kept.isIntact && kept.headers == played.headers)
        #expect(kept.facts == played.facts)
        #expect(throws: (any Error).self, "a second log in one folder") {
            try play.run(BankTraffic.calls(1, every: 7, service: 90, patience: 60))
        }
    }

    @Test(
        "the bank's 4 January 1999 comes out as it did through the real processes",
        .enabled(
            if: SharedTraffic.january != nil, "skipped: the recorded traffic is not beside this package"),
        .timeLimit(.minutes(10)))
    func bank() throws {
        let played = try Play().run(BankTraffic.january(CivilDate(year: 1999, month: 1, day: 4)))
        let figures = ReplayFigures(played.projection, rate: 1)
        #expect(figures.accepted == 1822 && figures.open == 0)
        #expect((1745...1746).contains(figures.answered))
        #expect(figures.answered + figures.abandoned == 1822)
        #expect(figures.unexplainedInversions == 0 && figures.duplicateTerminals == 0)
        let tiers = played.projection.ours.reduce(into: [Tier: Int]()) { counts, life in
            if let tier = life.classified?.tier { counts[tier, default: 0] += 1 }
        }
        #expect(tiers == [.one: 1687, .two: 116, .three: 19])
    }
}
