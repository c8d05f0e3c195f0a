import Contacts
import Kernel

/// The simulated audit sink: keeps every entry it is given, in the order given.
///
/// Unlike the real one it forgives nothing: an entry that comes twice is kept twice, so that the checker sees
/// what the links let through.
struct KeepingDecider: SimulatedDecider {
    private(set) var kept: [StationName: UInt64] = [:]

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        guard case .entry(let entry, let publisher) = input else { return .nothing }
        kept[publisher, default: 0] += 1
        return Decision(drafts: [AuditedEntry(publisher: publisher, entry: entry).draft])
    }

    mutating func fold(_ entry: Entry) throws {
        guard entry.kind == StationKind.audited.rawValue else { return }
        kept[try AuditedEntry(body: entry.body).publisher, default: 0] += 1
    }

    var nextDeadline: Instant? { nil }

    func checkpoint() throws -> [UInt8] {
        var writer = ByteWriter()
        writer.put(UInt32(kept.count))
        for publisher in kept.keys.sorted() {
            writer.put(shortText: publisher.rawValue)
            writer.put(kept[publisher] ?? 0)
        }
        return writer.bytes
    }

    mutating func restore(_ checkpoint: [UInt8]) throws {
        var reader = ByteReader(checkpoint[...])
        kept = [:]
        for _ in 0..<(try reader.uint32()) {
            let publisher = StationName(try reader.shortText())
            kept[publisher] = try reader.uint64()
        }
    }

    func hasState(of other: any Decider) -> Bool {
        (other as? KeepingDecider).map { $0.kept == kept } ?? false
    }
}
