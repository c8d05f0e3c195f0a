import AuditSink
import Contacts
import Facts
import Kernel
import VirtualTime
import Wire

/// The audit log of a simulation: what every station recorded, encoded as its journal would hold it.
struct VirtualAuditLog: VirtualAudit {
    private let writer: AuditWriter

    /// Begins a log in `directory`, which must hold none.
    init(_ directory: String, station: StationName, run: String) throws {
        writer = try AuditWriter(directory, station: station, run: run)
    }

    func body(of fact: Fact) throws -> [UInt8] { try FactCodec.encode(fact) }

    func take(_ batch: PublishedBatch, of station: StationName) throws { try writer.take(batch, of: station) }

    /// Commits what is left.
    func close() throws { try writer.close() }
}
