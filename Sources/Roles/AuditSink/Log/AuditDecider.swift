public import Contacts
public import Kernel

/// What the audit sink decides: every entry of every station is kept once, in its station's order.
///
/// It knows bytes and sequences only; what a fact means, it never needs. Links refuse gaps already, so a gap
/// that reaches it is a defect: it is recorded beside the entry that shows it, and what comes after is kept
/// all the same, because a log with a named hole proves more than one that ends there.
public struct AuditDecider: Decider {
    /// The last sequence kept of each publisher.
    public private(set) var kept: [StationName: UInt64] = [:]

    /// Has kept nothing yet.
    public init() {}

    public mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        switch input {
        case .entry(let entry, let publisher): return take(entry, of: publisher)
        case .submission: throw AuditError.submissionRefused
        case .tick, .linkLost, .linkRegained: return .nothing
        }
    }

    private mutating func take(_ entry: Entry, of publisher: StationName) -> Decision {
        let expected = (kept[publisher] ?? 0) + 1
        let sequence = entry.sequence
        guard sequence >= expected else { return .nothing }
        var drafts: [Draft] = []
        if sequence > expected {
            let gap = InputQuarantined(
                publisher: publisher, sequence: sequence,
                reason: "gap: entry \(sequence) came where \(expected) was expected")
            drafts.append(
                Draft(
                    kind: StationKind.inputQuarantined.rawValue, contact: 0, destinations: [],
                    body: gap.encoded))
        }
        drafts.append(AuditedEntry(publisher: publisher, entry: entry).draft)
        kept[publisher] = sequence
        return Decision(drafts: drafts)
    }

    public mutating func fold(_ entry: Entry) throws {
        guard entry.kind == StationKind.audited.rawValue else { return }
        let audited = try AuditedEntry(body: entry.body)
        kept[audited.publisher] = audited.entry.sequence
    }

    public var nextDeadline: Instant? { nil }

    public var size: Int { kept.count }

    public func checkpoint() throws -> [UInt8] {
        var writer = ByteWriter()
        writer.put(UInt32(kept.count))
        for publisher in kept.keys.sorted() {
            writer.put(shortText: publisher.rawValue)
            writer.put(kept[publisher] ?? 0)
        }
        return writer.bytes
    }

    public mutating func restore(_ checkpoint: [UInt8]) throws {
        var reader = ByteReader(checkpoint[...])
        kept = [:]
        for _ in 0..<(try reader.uint32()) {
            let publisher = StationName(try reader.shortText())
            kept[publisher] = try reader.uint64()
        }
    }

    public func gauges(at _: Instant) -> [Gauge] {
        kept.keys.sorted().map { publisher in
            Gauge(
                "audited", labels: ["publisher": publisher.rawValue],
                value: Int64(clamping: kept[publisher] ?? 0))
        }
    }
}
