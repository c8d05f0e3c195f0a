import Contacts
import Kernel

/// P5: the audit sink has every entry of every station once, in order, without a gap, and byte for byte.
struct AuditChecker {
    private var published: [StationName: [ArraySlice<UInt8>]] = [:]
    private var audited: [StationName: Int] = [:]

    mutating func take(_ entry: Entry, of station: StationName) throws -> [String] {
        guard station == SimulatedSite.audit else {
            let expected = UInt64(published[station]?.count ?? 0) + 1
            published[station, default: []].append(entry.encoded)
            return entry.sequence == expected
                ? [] : ["\(station) committed \(entry.sequence), expected \(expected)"]
        }
        guard entry.kind == StationKind.audited.rawValue else { return [] }
        let kept = try AuditedEntry(body: entry.body)
        let sequence = kept.entry.sequence
        let expected = (audited[kept.publisher] ?? 0) + 1
        audited[kept.publisher] = Int(sequence)
        guard sequence == expected else {
            return ["the audit sink has entry \(sequence) of \(kept.publisher), expected \(expected)"]
        }
        guard let said = published[kept.publisher], said.count >= expected,
            said[expected - 1] == kept.entry.encoded
        else {
            return ["the audit sink has another entry \(sequence) of \(kept.publisher) than was committed"]
        }
        return []
    }

    /// What was committed and is not in the audit log.
    var missing: [String] {
        published.keys.sorted().compactMap { station in
            let count = published[station]?.count ?? 0
            let has = audited[station] ?? 0
            return has == count ? nil : "the audit sink has \(has) of \(count) entries of \(station)"
        }
    }
}
