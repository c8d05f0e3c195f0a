import Testing
import Wire

@testable import Simulation

@Suite("SimulationCampaign")
struct CampaignTests {
    /// The last ones broke a promise once: a late attach below the floor, two snapshots of one instant.
    @Test("no promise is broken, whatever goes wrong", arguments: Array(UInt64(1)...40) + [1152, 1786])
    func seeds(_ seed: UInt64) {
        let result = SimulationCampaign.run(seeds: 1, first: seed)
        #expect(result.contacts > 0)
        for violation in result.violations {
            let trace = violation.trace.joined(separator: "\n")
            Issue.record("\(violation.promise): \(violation.text)\n\(violation.replay)\n\(trace)")
        }
    }

    @Test("the same seed runs the same way, event for event", arguments: UInt64(8)...9)
    func determinism(_ seed: UInt64) {
        let first = SimulationCampaign.run(seed: seed)
        let second = SimulationCampaign.run(seed: seed)
        #expect((first.plan.codec is WireCodec) == (seed == 8), "every eighth seed speaks in real bytes")
        #expect(first.trace.digest == second.trace.digest)
        #expect(first.now == second.now)
        #expect(first.trace.digest != SimulationCampaign.run(seed: 10).trace.digest)
    }

    @Test("each deliberate bug is caught", arguments: DeliberateBug.allCases)
    func bugs(_ bug: DeliberateBug) {
        let caught = (UInt64(1)...20).first { SimulationCampaign.run(seed: $0, bug: bug).oracle.hasFinding }
        #expect(caught != nil, "\(bug) went through 20 seeds")
    }

    @Test("what a violation says runs it again")
    func replay() throws {
        let violation = SimulationCampaign.Violation(seed: 17, promise: "P1", text: "C1-1 is lost", trace: [])
        #expect(violation.replay == "tierline simulate-faults --seeds 1 --seed 17")
    }
}
