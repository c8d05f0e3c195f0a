import ArgumentParser
import Contacts
import Facts
import Foundation
import Journal
import Routing
import StationCore
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
        /// What the first decision costs beside a copy of the state, as for a copied checkpoint.
        var copy_ms: Double
    }

    func run() async throws {
        try await Outcome.of {
            let loaded = try Topology.load(topology)
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = "\(folder)/recovery-\(getpid()).sqlite"
            defer { remove(path) }
            let checkpoint = try prepare(path, loaded)
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64 ?? 0
            var recovered = decider(loaded)
            let seconds = try Gauging.seconds { recovered = try recover(path, loaded) }
            let open = recovered.machine.state.contacts.count
            guard open == contacts else { throw Failure("\(open) of \(contacts) contacts came back") }
            let copy = recovered
            let copying = try Gauging.seconds {
                _ = try arrive(contacts + 1, &recovered, at: Instant(microseconds: 1_774_000_000_000_000))
            }
            guard copy.machine.state.contacts.count == contacts else { throw Failure("the copy changed") }
            try Output.json(
                Answer(
                    open_contacts: open, recovery_s: seconds, journal_bytes: size,
                    checkpoint_bytes: checkpoint, copy_ms: copying * 1000))
        }
    }

    private func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm", ".lease"] {
            // What is left of a scratch file harms nobody.
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }

    private func decider(_ loaded: Topology) -> MachineDecider<RouterMachine> {
        MachineDecider(machine: RouterMachine(configuration: loaded.routing, state: RouterState()))
    }

    /// Lets contacts come, a thousand a batch; checkpoints after nine tenths, so that a tail is folded too.
    private func prepare(_ path: String, _ loaded: Topology) throws -> Int {
        let (writer, _) = try JournalWriter.open(at: path, station: "router")
        var decider = decider(loaded)
        var builder = BatchBuilder(head: 0, digest: .genesis)
        var size = 0
        let now = Instant(microseconds: 1_774_000_000_000_000)
        for first in stride(from: 1, through: contacts, by: 1000) {
            for number in first...min(first + 999, contacts) {
                for draft in try arrive(number, &decider, at: now) {
                    builder.record(draft, at: now, cause: nil)
                }
            }
            try writer.commit(builder.finish(at: now, configuration: "bench", cursors: []).batch)
            try writer.settle(isIdle: true)
            if size == 0, first + 999 >= contacts * 9 / 10 {
                let bytes = StationMemory().checkpoint(with: try decider.checkpoint())
                size = bytes.count
                try writer.beginCheckpoint(at: builder.head)
                for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
                    try writer.appendCheckpoint(bytes[start..<min(start + 1 << 20, bytes.count)])
                }
                try writer.finishCheckpoint()
            }
        }
        try writer.close()
        return size
    }

    private func arrive(
        _ number: Int, _ decider: inout MachineDecider<RouterMachine>, at now: Instant
    ) throws -> [Draft] {
        let received = ContactReceived(
            contact: Contact.ID(gateway: 1, number: UInt64(number)), gateway: "phone", channel: .phone,
            received: now, stamped: now, ingested: now,
            attributes: ContactAttributes(inquiries: [Inquiry.Request(type: "benefits")]), hours: .waived,
            key: "bench-\(number)")
        let header = EntryHeader(
            sequence: UInt64(number), at: now, kind: FactKind.contactReceived.rawValue, contact: 0,
            cause: nil, destinations: [])
        let entry = Entry(header: header, body: FactCodec.encode(.contactReceived(received)))
        return try decider.decide(.entry(entry, from: "phone"), at: now).drafts
    }

    private func recover(_ path: String, _ loaded: Topology) throws -> MachineDecider<RouterMachine> {
        let (writer, recovery) = try JournalWriter.open(at: path, station: "router")
        let settings = KernelSettings(
            name: "router", upstreams: [], consumers: [], auditSink: nil, configurationDigest: "bench",
            configurationContent: [], prunes: false)
        let kernel = try StationKernel(
            settings: settings, decider: decider(loaded), recovery: recovery,
            reader: try JournalReader(at: path), left: nil, epoch: 1, instant: recovery.lastInstant,
            mark: { _ in })
        // The first decision may derive what the state leads to; that belongs to the recovery.
        var ready = kernel.decider
        _ = try ready.decide(.tick, at: recovery.lastInstant)
        try writer.close()
        return ready
    }
}
