public import Contacts
internal import Journal
internal import Kernel

/// What a verification of a whole audit log found.
public struct AuditVerification: Hashable, Sendable {
    /// What was found of one publisher.
    public struct Publisher: Hashable, Sendable {
        /// The publisher.
        public var name: StationName
        /// Its audited entries.
        public var entries: UInt64
        /// Its chain digest at the newest boundary, in hexadecimal.
        public var digest: String
        /// What is wrong; nil when nothing is.
        public var fault: String?
    }

    /// Entries audited in all.
    public var entries: UInt64
    /// What is wrong with the sink's own journal; nil when nothing is.
    public var journalFault: String?
    /// Each publisher, sorted by name.
    public var publishers: [Publisher]

    /// True when nothing is wrong anywhere.
    public var isIntact: Bool { journalFault == nil && publishers.allSatisfy { $0.fault == nil } }
}

extension AuditLog {
    /// Proves the log: the sink's own chain, and each publisher's sequences and chain anew.
    ///
    /// - Returns: What was found; nothing is repaired.
    /// - Throws: `AuditError` when SQLite fails or an entry is damaged where the chain is not.
    public func verify() throws(AuditError) -> AuditVerification {
        var found = AuditVerification(entries: 0, journalFault: nil, publishers: [])
        let header: JournalInspection.Header
        do {
            header = try journal.header()
            switch try journal.verify() {
            case .intact: break
            case .broken(let batch): found.journalFault = "\(batch)"
            }
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        if header.floor > 0 {
            found.journalFault = found.journalFault ?? "entries to \(header.floor) were pruned"
        }
        // The header is read first: what the sink adds meanwhile lies above its cursors and is left out.
        let cursors = Dictionary(header.cursors.map { ($0.publisher, $0.position) }) { first, _ in first }
        let chains = try walk(through: header.head, cursors, &found)
        let names = Set(chains.keys).union(cursors.keys).sorted()
        found.publishers = names.map { name in
            let chain = chains[name] ?? PublisherChain(of: name, comparedAt: nil)
            return AuditVerification.Publisher(
                name: name, entries: chain.last, digest: "\(chain.digest)",
                fault: chain.disagreement(with: cursors[name]))
        }
        return found
    }

    private func walk(
        through head: UInt64, _ cursors: [StationName: StreamPosition], _ found: inout AuditVerification
    ) throws(AuditError) -> [StationName: PublisherChain] {
        var chains: [StationName: PublisherChain] = [:]
        var count: UInt64 = 0
        do {
            try journal.forEachBatch { batch in
                guard batch.stored.first <= head else { return false }
                for entry in try Batch.entries(in: batch.stored.bytes[...]) {
                    guard let audited = try Self.record(of: entry)?.audited else { continue }
                    count += 1
                    let name = audited.publisher
                    chains[
                        name,
                        default: PublisherChain(of: name, comparedAt: cursors[name]?.chainSequence)
                    ].take(audited.entry)
                }
                return true
            }
        } catch {
            // A damaged batch was named by the chain already; what was read before it still counts.
            guard found.journalFault != nil else { throw .unreadable(path: path, reason: "\(error)") }
        }
        found.entries = count
        return chains
    }
}
