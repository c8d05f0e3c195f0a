import ArgumentParser
import Config
import Contacts
import TierQueue
import TopologyFile

/// What the supervisor script needs of a topology: the state folder and the stations in start order.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Prints a topology's state folder and stations in start order, for ops/supervise.")

    @OptionGroup var place: TopologyOptions
    @Flag(help: "One JSON object; the only form there is.")
    var json = false

    private struct Answer: Encodable {
        struct Station: Encodable {
            var name: String
            var program: String
            /// True when it has a journal and an ingress, false for the console.
            var journalled: Bool
            /// Where its HTTP edge listens.
            var http: String?
        }
        var name: String
        var state: String
        var stations: [Station]
        /// What each agent may hold at once, for whoever checks that from outside.
        var agents: [Agent]
        struct Agent: Encodable {
            var id: String
            var tier: Int
            var voice: Int
            var chat: Int
            var written: Int
        }
    }

    func run() async throws {
        try await Outcome.of { try write(try place.load()) }
    }

    private func write(_ loaded: Topology) throws {
        // Journal owners that others report to come first, gateways and the console last, so that a stop in
        // reverse order takes away new work first. Nothing depends on the order.
        let order: [Program] = [
            .auditSink, .router, .tierQueue, .slaWatchdog, .agentDesk, .phoneGateway, .chatGateway,
            .emailGateway, .portalGateway, .opsConsole,
        ]
        let stations = order.flatMap { program in loaded.stations.filter { $0.program == program } }
        let answer = Answer(
            name: loaded.name, state: loaded.state,
            stations: stations.map {
                Answer.Station(
                    name: $0.name.rawValue, program: $0.program.rawValue, journalled: $0.program.isStation,
                    http: $0.http.map { "http://\($0.host):\($0.port)" })
            },
            agents: Tier.allCases.flatMap { tier in
                loaded.tierQueue(for: tier).agents.map {
                    Answer.Agent(
                        id: $0.id.rawValue, tier: tier.rawValue, voice: $0.capacity.voice,
                        chat: $0.capacity.chat, written: $0.capacity.written)
                }
            })
        try Output.json(answer)
    }
}
