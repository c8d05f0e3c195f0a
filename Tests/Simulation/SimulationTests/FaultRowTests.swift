import Contacts
import Testing

@testable import Simulation

/// Rows of working-here.md#faults one at a time, each judged by every checker.
@Suite("Fault rows", .timeLimit(.minutes(5)))
struct FaultRowTests {
    private func expectClean(_ run: SimulatedTopology) {
        #expect(run.oracle.contacts > 20, "seed \(run.plan.seed) says little")
        for finding in run.oracle.findings {
            let trace = run.trace.text.joined(separator: "\n")
            Issue.record("seed \(run.plan.seed): \(finding.promise): \(finding.text)\n\(trace)")
        }
    }

    @Test(
        "N1: up to 30 % lost with the connection, half played back, out of order and up to 5 s late: clean",
        arguments: [0, 100, 200, 300], UInt64(1)...3)
    func links(loss: Int, seed: UInt64) {
        let weather = SimulatedNetwork.Weather(loss: loss, replay: 500, delay: 100_000, clog: 50)
        let run = SimulationCampaign.run(.init(seed: seed, program: .weather(weather)))
        expectClean(run)
        #expect(loss == 0 || run.outside.resets > 100)
    }

    @Test(
        "N1: every frame up to 5 s late: clean, and all is done once frames are quick",
        arguments: UInt64(1)...3)
    func lateness(seed: UInt64) {
        let weather = SimulatedNetwork.Weather(loss: 10, replay: 500, delay: 2_500_000, clog: 0)
        expectClean(SimulationCampaign.run(.init(seed: seed, program: .weather(weather))))
    }

    @Test(
        "N2: for 60 s nothing passes one way: clean",
        arguments: [("router", "tier-1"), ("tier-1", "router"), ("watchdog", "router")], UInt64(1)...2)
    func oneWay(way: (from: StationName, to: StationName), seed: UInt64) {
        let program = FaultPlan.Program.oneWay(from: way.from, to: way.to)
        expectClean(SimulationCampaign.run(.init(seed: seed, program: program, faulty: 90_000_000)))
    }

    @Test("T1: the watchdog killed 60 times among its peers: every threshold passes once, none early")
    func watchdog() {
        let run = SimulationCampaign.run(
            .init(seed: 1, program: .kills(of: "watchdog"), faulty: 150_000_000))
        expectClean(run)
        #expect(run.outside.crashes >= 60)
        #expect(run.oracle.passings > 150)
    }
}
