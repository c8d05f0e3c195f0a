public import Contacts

/// What a station remembers of itself, apart from what its decider remembers: consumers and configuration.
///
/// A fold over the station's own entries, and the first part of each checkpoint.
public struct StationMemory: Hashable, Sendable {
    /// Registered consumers in the order registered, with the sequence at which each was.
    public private(set) var consumers: [Registration] = []
    /// The digest of the configuration in force; empty before the first.
    public private(set) var configuration = ""

    /// A consumer and where its reading begins.
    public struct Registration: Hashable, Sendable {
        /// The consumer.
        public var consumer: StationName
        /// It gets what comes after this sequence.
        public var registeredAt: UInt64
    }

    /// Remembers nothing.
    public init() {}

    /// Applies one of the station's own entries; a fact of the decider changes nothing here.
    ///
    /// - Parameter entry: The entry.
    /// - Throws: `FrameError` when a station entry's body is damaged.
    public mutating func fold(_ entry: Entry) throws(FrameError) {
        guard let kind = StationKind(rawValue: entry.kind) else { return }
        var reader = ByteReader(entry.body)
        switch kind {
        case .consumerRegistered:
            let consumer = StationName(try reader.shortText())
            consumers.removeAll { $0.consumer == consumer }
            // The first batch registers the first consumers, who are to see everything.
            let at = entry.sequence <= UInt64(consumers.count) + 1 ? 0 : entry.sequence
            consumers.append(Registration(consumer: consumer, registeredAt: at))
        case .consumerRetired:
            let consumer = StationName(try reader.shortText())
            consumers.removeAll { $0.consumer == consumer }
        case .configurationLoaded:
            configuration = try reader.shortText()
        case .batchDecided, .inputQuarantined, .clockStepped, .journalAdopted, .audited:
            break
        }
    }

    /// The body of a registration or retirement.
    public static func membershipBody(of consumer: StationName) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(shortText: consumer.rawValue)
        return writer.bytes
    }

    /// The bodies that record a configuration with its content, in parts that fit an entry each.
    public static func configurationBodies(digest: String, content: [UInt8]) -> [[UInt8]] {
        let part = 48 * 1024
        return stride(from: 0, to: max(content.count, 1), by: part).map { start in
            var writer = ByteWriter()
            writer.put(shortText: digest)
            writer.put(UInt32(start))
            writer.put(raw: content[start..<min(start + part, content.count)])
            return writer.bytes
        }
    }

    /// A checkpoint: this memory, then the decider's.
    public func checkpoint(with decider: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(shortText: configuration)
        writer.put(UInt32(consumers.count))
        for registration in consumers {
            writer.put(shortText: registration.consumer.rawValue)
            writer.put(registration.registeredAt)
        }
        writer.put(raw: decider)
        return writer.bytes
    }

    /// Takes a checkpoint apart.
    ///
    /// - Parameter checkpoint: What ``checkpoint(with:)`` gave.
    /// - Returns: This memory and the decider's bytes.
    /// - Throws: `FrameError` when it is none.
    public static func restored(from checkpoint: [UInt8]) throws(FrameError) -> (StationMemory, [UInt8]) {
        var reader = ByteReader(checkpoint[...])
        var memory = StationMemory()
        memory.configuration = try reader.shortText()
        let count = try reader.uint32()
        for _ in 0..<count {
            let consumer = StationName(try reader.shortText())
            memory.consumers.append(
                Registration(consumer: consumer, registeredAt: try reader.uint64()))
        }
        return (memory, [UInt8](reader.rest))
    }
}
