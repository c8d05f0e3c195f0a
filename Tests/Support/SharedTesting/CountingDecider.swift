import Contacts
import Kernel

/// Publishes the numbers that are submitted, and keeps those that it consumes; for checks of the transport.
struct CountingDecider: Decider {
    static let said: UInt16 = 20
    static let heard: UInt16 = 21
    /// Bytes beside the number, so that credit is used up.
    static let padding = 200

    let consumer: StationName
    private(set) var count: UInt64 = 0

    init(consumer: StationName) { self.consumer = consumer }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        switch input {
        case .submission(let body):
            count += 1
            return Decision(
                drafts: [Draft(kind: Self.said, contact: 0, destinations: [consumer], body: body)], reply: [])
        case .entry(let entry, _):
            guard entry.kind == Self.said else { return .nothing }
            count += 1
            return Decision(
                drafts: [Draft(kind: Self.heard, contact: 0, destinations: [], body: [UInt8](entry.body))])
        case .tick, .linkLost, .linkRegained: return .nothing
        }
    }

    mutating func fold(_ entry: Entry) throws { if entry.kind >= Self.said { count += 1 } }
    var nextDeadline: Instant? { nil }
    func checkpoint() throws -> [UInt8] { Self.body(of: count) }
    mutating func restore(_ checkpoint: [UInt8]) throws { count = try Self.number(in: checkpoint[...]) }

    static func body(of number: UInt64) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(number)
        writer.put(raw: [UInt8](repeating: 0, count: padding))
        return writer.bytes
    }

    static func number(in body: ArraySlice<UInt8>) throws(FrameError) -> UInt64 {
        var reader = ByteReader(body)
        return try reader.uint64()
    }
}
