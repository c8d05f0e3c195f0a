import ArgumentParser
import Contacts
import Facts
import TierQueue

/// `tierline bench matching`: how long one decision takes in a queue far larger than any real one.
struct BenchMatchingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matching", abstract: "Times single matching decisions of a tier queue.")

    @Option(help: "How many contacts wait.")
    var waiting = 1_000_000
    @Option(help: "How many agents are signed in.")
    var agents = 100_000
    @Option(help: "How many decisions to time.")
    var decisions = 50_000

    private static let skills: [SkillName] = ["claims", "general", "spanish", "technical"]

    private struct Answer: Encodable {
        var waiting: Int
        var agents: Int
        var decisions: Int
        var p50: Double
        var p99: Double
    }

    func run() async throws {
        try await Outcome.of {
            var queue = TierQueueMachine(configuration: configuration())
            var now = Instant(microseconds: 1_000_000_000)
            fill(&queue, &now)
            var nanoseconds: [Int64] = []
            for number in 0..<min(decisions, agents) {
                now = now.advanced(by: .microseconds(10))
                let ask = request(.ready, of: number, at: now)
                let start = Gauging.monotonicNanoseconds()
                let decided = queue.handle(ask, at: now)
                nanoseconds.append(Gauging.monotonicNanoseconds() - start)
                guard decided.contains(where: { $0.fact.kind == .offerMade }) else {
                    throw Failure("agent \(number) was ready and was offered nothing")
                }
            }
            nanoseconds.sort()
            try Output.json(
                Answer(
                    waiting: waiting, agents: agents, decisions: nanoseconds.count,
                    p50: Gauging.percentile(50, of: nanoseconds) / 1000,
                    p99: Gauging.percentile(99, of: nanoseconds) / 1000))
        }
    }

    /// Agents of 15 kinds: every set of four skills but the empty one.
    private func configuration() -> TierQueueConfiguration {
        TierQueueConfiguration(
            tier: .one, directory: Directory.standard,
            agents: (0..<agents).map { number in
                let skills = Self.skills.indices.filter { (number % 15 + 1) >> $0 & 1 == 1 }
                return RosterAgent(
                    id: agent(number), group: "bench",
                    skills: skills.map { SkillNeed(Self.skills[$0], level: 1 + number % 5) })
            })
    }

    /// Signs everybody in, not ready yet, and lets contacts of 20 needs come, so that everything waits.
    private func fill(_ queue: inout TierQueueMachine, _ now: inout Instant) {
        for number in 0..<agents { _ = queue.handle(request(.signIn, of: number, at: now), at: now) }
        for number in 0..<waiting {
            now = now.advanced(by: .microseconds(50))
            let placement = Placement(
                contact: Contact.ID(gateway: 1, number: UInt64(number + 1)), generation: 1, tier: .one,
                channel: .phone, contactClass: "bench", rank: number % 3,
                needs: [SkillNeed(Self.skills[number % 4], level: 1 + number % 5)], received: now,
                due: nil, cause: .arrival, inquiryCount: 1)
            _ = queue.handle(.fact(.contactPlaced(placement), from: Directory.standard.router), at: now)
            _ = queue.handle(.tick, at: now)
        }
    }

    private func request(_ request: DeskRequest, of number: Int, at now: Instant) -> Input {
        .fact(
            .agentRequested(
                AgentRequested(agent: agent(number), session: "bench", request: request, at: now)),
            from: Directory.standard.desk)
    }

    private func agent(_ number: Int) -> Agent.ID { Agent.ID("A\(number)") }
}
