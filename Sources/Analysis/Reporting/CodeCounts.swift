internal import Contacts
internal import Facts
internal import JSONTree
internal import Kernel

/// How often each code was said in facts that the schema has counted by one.
public struct CodeCounts: Sendable {
    /// One code of one kind of fact.
    public struct Row: Hashable, Sendable, Encodable {
        /// The kind's name.
        public var fact: String
        /// The code.
        public var code: String
        /// How often it was said.
        public var count: Int
        /// About how many contacts.
        public var contacts: Int
    }

    private struct Said: Hashable, Comparable {
        var fact: String
        var code: String

        static func < (left: Said, right: Said) -> Bool { (left.fact, left.code) < (right.fact, right.code) }
    }

    private var said: [Said: [(at: Instant, contact: Contact.ID?)]] = [:]

    /// Counts a fact, if it is one that is counted.
    mutating func take(_ audited: AuditedFact) {
        guard let code = audited.fact.counted else { return }
        said[Said(fact: audited.fact.kind.description, code: code), default: []]
            .append((audited.header.at, audited.fact.contact))
    }

    /// The counts of what was said from `start` until `end`, by kind and code; codes that nobody said are not
    /// there.
    func rows(from start: Instant = .distantPast, until end: Instant = .distantFuture) -> [Row] {
        said.keys.sorted().compactMap { key in
            let counted = (said[key] ?? []).filter { start <= $0.at && $0.at < end }
            guard !counted.isEmpty else { return nil }
            return Row(
                fact: key.fact, code: key.code, count: counted.count,
                contacts: Set(counted.compactMap(\.contact)).count)
        }
    }
}

extension CodeCounts.Row {
    /// As the report has it.
    var json: StrictJSON {
        .fields([
            ("fact", .text(fact)), ("code", .text(code)), ("count", .whole(Int64(count))),
            ("contacts", .whole(Int64(contacts))),
        ])
    }
}
