public import Contacts

/// Closes every batch: from what it was decided,
/// so that each decision can be decided again from the audit log.
public struct BatchDecided: Hashable, Sendable {
    /// A stretch of one upstream's stream, in the order handled.
    public struct InputRange: Hashable, Sendable {
        /// The upstream.
        public var publisher: StationName
        /// The first sequence handled.
        public var first: UInt64
        /// The last sequence handled.
        public var last: UInt64
    }

    /// The topology's time at which it was decided.
    public var now: Instant
    /// The upstream entries handled since the batch before, in order.
    public var inputs: [InputRange]
    /// How many submissions from outside were handled.
    public var submissions: UInt32
    /// How many ticks were handled.
    public var ticks: UInt32
    /// The digest of the configuration in force.
    public var configuration: String

    /// Makes the entry's content.
    public init(
        now: Instant, inputs: [InputRange], submissions: UInt32, ticks: UInt32, configuration: String
    ) {
        self.now = now
        self.inputs = inputs
        self.submissions = submissions
        self.ticks = ticks
        self.configuration = configuration
    }

    /// Notes that entry `sequence` of `publisher` was handled.
    public mutating func note(_ sequence: UInt64, of publisher: StationName) {
        if let last = inputs.indices.last, inputs[last].publisher == publisher {
            inputs[last].last = sequence
        } else {
            inputs.append(InputRange(publisher: publisher, first: sequence, last: sequence))
        }
    }

    /// The entry's body.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.put(UInt64(bitPattern: now.microseconds))
        writer.put(submissions)
        writer.put(ticks)
        writer.put(shortText: configuration)
        writer.put(UInt32(inputs.count))
        for input in inputs {
            writer.put(shortText: input.publisher.rawValue)
            writer.put(input.first)
            writer.put(input.last)
        }
        return writer.bytes
    }

    /// Reads an entry's body.
    ///
    /// - Parameter body: What ``encoded`` gave.
    /// - Throws: `FrameError` when it is none.
    public init(body: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(body)
        now = Instant(microseconds: Int64(bitPattern: try reader.uint64()))
        submissions = try reader.uint32()
        ticks = try reader.uint32()
        configuration = try reader.shortText()
        let count = try reader.uint32()
        inputs = []
        for _ in 0..<count {
            let publisher = StationName(try reader.shortText())
            let first = try reader.uint64()
            inputs.append(InputRange(publisher: publisher, first: first, last: try reader.uint64()))
        }
    }
}

/// An input that crashed the station again and again, or held no fact at all, was set aside.
public struct InputQuarantined: Hashable, Sendable {
    /// The upstream, or nil for a submission.
    public var publisher: StationName?
    /// The entry's sequence there.
    public var sequence: UInt64
    /// What happened.
    public var reason: String

    /// Makes the entry's content.
    public init(publisher: StationName?, sequence: UInt64, reason: String) {
        self.publisher = publisher
        self.sequence = sequence
        self.reason = reason.cut()
    }

    /// The entry's body.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.put(shortText: publisher?.rawValue ?? "")
        writer.put(sequence)
        writer.put(counted: reason.utf8)
        return writer.bytes
    }

    /// Reads an entry's body.
    ///
    /// - Parameter body: What ``encoded`` gave.
    /// - Throws: `FrameError` when it is none.
    public init(body: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(body)
        let name = try reader.shortText()
        publisher = name.isEmpty ? nil : StationName(name)
        sequence = try reader.uint64()
        reason = String(decoding: try reader.counted(), as: UTF8.self)
    }
}
