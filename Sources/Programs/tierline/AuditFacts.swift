import AuditFiles
import Facts
import Reporting
import StationCore
import Wire

extension AuditLog.Record {
    /// The fact in it; nil for what a station records about itself.
    ///
    /// - Throws: `WireError` when the body is not what its kind says.
    func fact() throws -> AuditedFact? {
        let entry = audited.entry
        guard StationKind(rawValue: entry.kind) == nil else { return nil }
        let fact = try FactCodec.decode(kind: entry.kind, body: entry.body)
        return AuditedFact(publisher: audited.publisher, header: entry.header, fact: fact)
    }
}
