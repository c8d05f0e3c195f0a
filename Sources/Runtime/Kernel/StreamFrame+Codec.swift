import Contacts

/// The version of stream frames; another is refused with a reason, never dropped.
private let streamVersion: UInt8 = 1

extension StreamFrame {
    /// The frame's bytes.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.put(streamVersion)
        switch self {
        case .attach(let attach):
            writer.put(UInt8(1))
            writer.put(shortText: attach.consumer.rawValue)
            writer.put(attach.epoch)
            writer.put(shortText: attach.journal?.description ?? "")
            writer.put(attach.position)
            writer.put(attach.credit)
        case .ack(let ack):
            writer.put(UInt8(2))
            writer.put(shortText: ack.consumer.rawValue)
            writer.put(ack.epoch)
            writer.put(ack.committed)
            writer.put(ack.credit)
            writer.put(ack.lag)
        case .consumerHeartbeat(let epoch, let consumer):
            writer.put(UInt8(3))
            writer.put(epoch)
            writer.put(shortText: consumer.rawValue)
        case .attached(let epoch, let journal, let start, let head):
            writer.put(UInt8(4))
            writer.put(epoch)
            writer.put(shortText: journal.description)
            writer.put(start)
            writer.put(head)
        case .refused(let epoch, let refusal):
            writer.put(UInt8(5))
            writer.put(epoch)
            writer.put(refusal.code.rawValue)
            writer.put(counted: refusal.text.utf8)
        case .entries(let frame):
            writer.reserve(frame.bytes.count + 96)
            writer.put(UInt8(6))
            writer.put(frame.epoch)
            writer.put(frame.previous)
            writer.put(frame.through)
            writer.put(frame.head)
            writer.put(raw: frame.bytes)
        case .publisherHeartbeat(let epoch, let head):
            writer.put(UInt8(7))
            writer.put(epoch)
            writer.put(head)
        }
        return writer.bytes
    }

    /// Reads a frame.
    ///
    /// - Parameter encoded: What ``encoded`` gave.
    /// - Throws: `FrameError` when it is no frame of this version.
    public init(encoded: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(encoded)
        let version = try reader.uint8()
        guard version == streamVersion else {
            throw .unknown(field: "stream frame version", value: UInt64(version))
        }
        let type = try reader.uint8()
        switch type {
        case 1: self = .attach(try Attach(&reader))
        case 2: self = .ack(try Ack(&reader))
        case 3:
            let epoch = try reader.uint64()
            self = .consumerHeartbeat(epoch: epoch, consumer: StationName(try reader.shortText()))
        case 4:
            let epoch = try reader.uint64()
            let journal = JournalID(try reader.shortText())
            let start = try reader.position()
            self = .attached(epoch: epoch, journal: journal, start: start, head: try reader.uint64())
        case 5:
            let epoch = try reader.uint64()
            let raw = try reader.uint8()
            guard let code = AttachRefusal.Code(rawValue: raw) else {
                throw .unknown(field: "refusal code", value: UInt64(raw))
            }
            let text = String(decoding: try reader.counted(), as: UTF8.self)
            self = .refused(epoch: epoch, refusal: AttachRefusal(code: code, text: text))
        case 6: self = .entries(try EntriesFrame(&reader))
        case 7:
            let epoch = try reader.uint64()
            self = .publisherHeartbeat(epoch: epoch, head: try reader.uint64())
        default: throw .unknown(field: "stream frame type", value: UInt64(type))
        }
    }
}

extension StreamFrame.Attach {
    fileprivate init(_ reader: inout ByteReader) throws(FrameError) {
        consumer = StationName(try reader.shortText())
        epoch = try reader.uint64()
        let text = try reader.shortText()
        journal = text.isEmpty ? nil : JournalID(text)
        position = try reader.position()
        credit = try reader.uint64()
    }
}

extension StreamFrame.Ack {
    fileprivate init(_ reader: inout ByteReader) throws(FrameError) {
        consumer = StationName(try reader.shortText())
        epoch = try reader.uint64()
        committed = try reader.uint64()
        credit = try reader.uint64()
        lag = try reader.uint64()
    }
}

extension EntriesFrame {
    fileprivate init(_ reader: inout ByteReader) throws(FrameError) {
        epoch = try reader.uint64()
        previous = try reader.uint64()
        through = try reader.position()
        head = try reader.uint64()
        bytes = reader.rest
    }
}

extension ByteWriter {
    /// Appends a position.
    fileprivate mutating func put(_ position: StreamPosition) {
        put(position.sequence)
        put(position.chainSequence)
        put(raw: position.chainDigest.bytes)
    }
}

extension ByteReader {
    /// Takes a position.
    fileprivate mutating func position() throws(FrameError) -> StreamPosition {
        let sequence = try uint64()
        let chainSequence = try uint64()
        let digest = ChainDigest(bytes: [UInt8](try raw(32)))
        return StreamPosition(sequence: sequence, chainSequence: chainSequence, chainDigest: digest)
    }
}
