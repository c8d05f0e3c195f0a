import Contacts
import Deciding
import Facts
import Foundation
import Journal
import Kernel
import Wire

/// A station's journal on the disk, and how long a start from it takes to its first decision.
///
/// The bench fills it with what the machine itself decides, a thousand inputs a batch, and checkpoints after
/// nine tenths, so that a tail is folded too.
struct BenchRestart<M: StationMachine> {
    /// The station's name.
    let station: StationName
    /// The upstream whose entries fill it.
    let publisher: StationName
    /// The journal's file.
    let path: String
    /// The machine before anything was recovered.
    let machine: M
    /// Topology time of all that happens.
    let now = Instant(microseconds: 1_774_000_000_000_000)

    /// A decider that knows nothing yet.
    var fresh: MachineDecider<M, WireCodec> { MachineDecider(machine: machine) }

    /// Decides `count` facts into the journal.
    ///
    /// - Returns: The size of the checkpoint and what writing it took, seconds.
    func prepare(_ count: Int, _ fact: (Int) -> Fact) throws -> (bytes: Int, seconds: Double) {
        let (writer, _) = try JournalWriter.open(at: path, station: station)
        var decider = fresh
        var builder = BatchBuilder(head: 0, digest: .genesis)
        var (size, seconds) = (0, 0.0)
        for first in stride(from: 1, through: count, by: 1000) {
            for number in first...min(first + 999, count) {
                for draft in try decide(number, fact(number), &decider) {
                    builder.record(draft, at: now, cause: nil)
                }
            }
            try writer.commit(builder.finish(at: now, configuration: "bench", cursors: []).batch)
            try writer.settle(isIdle: true)
            if size == 0, first + 999 >= count * 9 / 10 {
                seconds = try Gauging.seconds {
                    size = try checkpoint(decider, at: builder.head, to: writer)
                }
            }
        }
        try writer.close()
        return (size, seconds)
    }

    private func checkpoint(
        _ decider: MachineDecider<M, WireCodec>, at sequence: UInt64, to writer: JournalWriter
    ) throws -> Int {
        let bytes = StationMemory().checkpoint(with: try decider.checkpoint())
        try writer.beginCheckpoint(at: sequence)
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
            try writer.appendCheckpoint(bytes[start..<min(start + 1 << 20, bytes.count)])
        }
        try writer.finishCheckpoint()
        return bytes.count
    }

    /// Decides one fact of the upstream.
    func decide(
        _ number: Int, _ fact: Fact, _ decider: inout MachineDecider<M, WireCodec>
    ) throws -> [Draft] {
        let header = EntryHeader(
            sequence: UInt64(number), at: now, kind: fact.kind.rawValue, contact: 0, cause: nil,
            destinations: [])
        let entry = Entry(header: header, body: try FactCodec.encode(fact))
        return try decider.decide(.entry(entry, from: publisher), at: now).drafts
    }

    /// Opens the journal, recovers and decides once, as a station does that was started.
    func recover() throws -> MachineDecider<M, WireCodec> {
        let (writer, recovery) = try JournalWriter.open(at: path, station: station)
        let settings = KernelSettings(
            name: station, upstreams: [], consumers: [], auditSink: nil, configurationDigest: "bench",
            configurationContent: [], prunes: false)
        let kernel = try StationKernel(
            settings: settings, decider: fresh, recovery: recovery, reader: try JournalReader(at: path),
            left: nil, epoch: 1, instant: recovery.lastInstant, mark: { _ in })
        // The first decision may derive what the state leads to; that belongs to the recovery.
        var ready = kernel.decider
        _ = try ready.decide(.tick, at: recovery.lastInstant)
        try writer.close()
        return ready
    }

    /// Takes the files away.
    func remove() {
        for suffix in ["", "-wal", "-shm", ".lease"] {
            // What is left of a scratch file harms nobody.
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
