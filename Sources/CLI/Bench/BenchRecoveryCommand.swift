import ArgumentParser
import Contacts
import Deciding
import Facts
import Foundation
import Router
import TopologyFile
import Wire

/// `tierline bench recovery`: how long a router with very many open contacts takes from its start to its
/// first decision.
struct BenchRecoveryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recovery", abstract: "Times the recovery of a router with many open contacts.")

    @Option(help: "The topology whose rules the router has.")
    var topology: String
    @Option(help: "A folder on the disk that the journals are on.")
    var folder: String
    @Option(help: "How many contacts are open.")
    var contacts = 1_000_000

    private struct Answer: Encodable {
        var open_contacts: Int
        var recovery_s: Double
        var journal_bytes: UInt64
        var checkpoint_bytes: Int
        /// What making the checkpoint and writing it to the disk took.
        var checkpoint_s: Double
        /// What the first decision costs beside a copy of the state, as for a copied checkpoint.
        var copy_ms: Double
    }

    func run() async throws {
        try await Outcome.of {
            let loaded = try Topology.load(topology)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let restart = BenchRestart(
                station: loaded.directory.router, publisher: "phone",
                path: "\(folder)/recovery-\(getpid()).sqlite",
                machine: RouterMachine(configuration: loaded.routing, state: RouterState()))
            defer { restart.remove() }
            let checkpoint = try restart.prepare(contacts) { arrival($0, at: restart.now) }
            let size = try FileManager.default.attributesOfItem(atPath: restart.path)[.size] as? UInt64 ?? 0
            var recovered = restart.fresh
            let seconds = try Gauging.seconds { recovered = try restart.recover() }
            let open = recovered.machine.state.contacts.count
            guard open == contacts else { throw Failure("\(open) of \(contacts) contacts came back") }
            let copy = recovered
            let copying = try Gauging.seconds {
                _ = try restart.decide(
                    contacts + 1, arrival(contacts + 1, at: restart.now), &recovered)
            }
            guard copy.machine.state.contacts.count == contacts else { throw Failure("the copy changed") }
            try Output.json(
                Answer(
                    open_contacts: open, recovery_s: seconds, journal_bytes: size,
                    checkpoint_bytes: checkpoint.bytes, checkpoint_s: checkpoint.seconds,
                    copy_ms: copying * 1000))
        }
    }

    private func arrival(_ number: Int, at now: Instant) -> Fact {
        .contactReceived(
            ContactReceived(
                contact: Contact.ID(gateway: 1, number: UInt64(number)), gateway: "phone", channel: .phone,
                received: now, stamped: now, ingested: now,
                attributes: ContactAttributes(inquiries: [Inquiry.Request(type: "benefits")]), hours: .waived,
                key: "bench-\(number)"))
    }
}
