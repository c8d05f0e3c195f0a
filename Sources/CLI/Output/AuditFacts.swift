import AuditSink
import Facts
import Kernel
import Projection
import Reporting
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

extension AuditLog {
    /// What the whole log adds up to, and what of it could not be read.
    func projection(of subjects: ContactProjection.Subjects) throws -> (ContactProjection, LeftOut) {
        var projection = ContactProjection(of: subjects)
        var leftOut = LeftOut()
        try forEach { record in
            if let found = leftOut.fact(of: record) { projection.take(found.fact, at: found.header.at) }
        }
        return (projection, leftOut)
    }
}

/// The entries that a reader of a log could not read: it names each, goes on, and says so at the end.
struct LeftOut {
    /// What was left out, in the log's order: `router entry 7, workItemChanged: what is wrong`.
    private(set) var entries: [String] = []

    /// The fact in a record; nil for what is no fact, and for what is left out.
    mutating func fact(of record: AuditLog.Record) -> AuditedFact? {
        do {
            return try record.fact()
        } catch {
            add(record.audited.entry, of: "\(record.audited.publisher)", error)
            return nil
        }
    }

    /// Tries an entry of a station; what it holds besides facts is no matter here.
    mutating func check(_ entry: Entry, of station: String) {
        guard StationKind(rawValue: entry.kind) == nil else { return }
        do {
            _ = try FactCodec.decode(kind: entry.kind, body: entry.body)
        } catch {
            add(entry, of: station, error)
        }
    }

    private mutating func add(_ entry: Entry, of station: String, _ error: any Error) {
        let kind = FactKind(rawValue: entry.kind)?.description ?? "kind \(entry.kind)"
        entries.append("\(station) entry \(entry.sequence), \(kind): \(error)")
    }

    /// Says what was left out after the first `told`, for a reader that never ends; returns how many there
    /// are.
    func say(after told: Int) -> Int {
        for entry in entries.dropFirst(told) { Outcome.say("left out: \(entry)") }
        return entries.count
    }

    /// Says what was left out on standard error.
    ///
    /// - Throws: Exit status 1 when anything was, after everything else is printed.
    func tell() throws {
        guard !entries.isEmpty else { return }
        for entry in entries.prefix(20) { Outcome.say("left out: \(entry)") }
        if entries.count > 20 { Outcome.say("left out: \(entries.count - 20) more") }
        throw Outcome.failed
    }
}
