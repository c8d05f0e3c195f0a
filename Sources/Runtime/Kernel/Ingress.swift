/// A request at a station's ingress: adapters, simulated agents, the console and the supervisor send these.
///
/// The ingress is a ROUTER socket beside the stream; the header is readable by the station, the body only by
/// the codec of its decider.
public struct IngressRequest: Hashable, Sendable {
    /// What is asked.
    public enum Action: Hashable, Sendable {
        /// Decide a submission; answered after its commit. An empty key means that repeats are not absorbed.
        case submit(key: String, body: [UInt8])
        /// Push everything of a topic from now on, beginning with its backlog.
        case subscribe(topic: String)
        /// Answer with the station's health as JSON.
        case status
        /// Stop taking new work, finish what is under way and exit 0.
        case drain
    }

    /// Chosen by the client; the reply carries it.
    public var id: UInt64
    /// What is asked.
    public var action: Action

    /// Makes a request.
    public init(id: UInt64, action: Action) {
        self.id = id
        self.action = action
    }

    /// The frame's bytes.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.put(ingressVersion)
        writer.put(id)
        switch action {
        case .submit(let key, let body):
            writer.put(UInt8(1))
            writer.put(counted: key.utf8)
            writer.put(raw: body)
        case .subscribe(let topic):
            writer.put(UInt8(2))
            writer.put(shortText: topic)
        case .status: writer.put(UInt8(3))
        case .drain: writer.put(UInt8(4))
        }
        return writer.bytes
    }

    /// Reads a frame.
    ///
    /// - Parameter encoded: What ``encoded`` gave.
    /// - Throws: `FrameError` when it is no request.
    public init(encoded: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(encoded)
        try checkVersion(&reader)
        id = try reader.uint64()
        let code = try reader.uint8()
        switch code {
        case 1:
            let key = try reader.counted()
            guard let text = String(checked: key), key.count <= 255 else {
                throw .malformed(
                    field: "key", value: "\(key.count) bytes", expected: "UTF-8 of at most 255 bytes")
            }
            action = .submit(key: text, body: [UInt8](reader.rest))
        case 2: action = .subscribe(topic: try reader.shortText())
        case 3: action = .status
        case 4: action = .drain
        default: throw .unknown(field: "request", value: UInt64(code))
        }
    }
}

/// What a station's ingress sends back.
public enum IngressReply: Hashable, Sendable {
    /// The submission is committed; the body is the decider's reply.
    case decided(id: UInt64, body: [UInt8])
    /// The key and body were taken before; the body is what was said then.
    case known(id: UInt64, body: [UInt8])
    /// Not taken, and it would help to try later: the inbox or a downstream is full.
    case busy(id: UInt64, retryAfterMilliseconds: UInt32)
    /// Not taken, and trying again as it is will not help.
    case rejected(id: UInt64, reason: String)
    /// The station's health as JSON.
    case status(id: UInt64, json: [UInt8])
    /// The subscription or the drain is under way.
    case done(id: UInt64)
    /// A fact of a subscribed topic.
    case push(Push)

    /// The id of the request it answers; nil for a push.
    public var id: UInt64? {
        switch self {
        case .decided(let id, _), .known(let id, _), .busy(let id, _), .rejected(let id, _),
            .status(let id, _), .done(let id):
            id
        case .push: nil
        }
    }

    /// The frame's bytes.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.put(ingressVersion)
        writer.put(id ?? 0)
        switch self {
        case .decided(_, let body): writer.put(UInt8(1)); writer.put(raw: body)
        case .known(_, let body): writer.put(UInt8(2)); writer.put(raw: body)
        case .busy(_, let milliseconds): writer.put(UInt8(3)); writer.put(milliseconds)
        case .rejected(_, let reason): writer.put(UInt8(4)); writer.put(raw: reason.utf8)
        case .status(_, let json): writer.put(UInt8(5)); writer.put(raw: json)
        case .done: writer.put(UInt8(6))
        case .push(let push):
            writer.put(UInt8(7))
            writer.put(shortText: push.topic)
            writer.put(push.kind)
            writer.put(raw: push.body)
        }
        return writer.bytes
    }

    /// Reads a frame.
    ///
    /// - Parameter encoded: What ``encoded`` gave.
    /// - Throws: `FrameError` when it is no reply.
    public init(encoded: ArraySlice<UInt8>) throws(FrameError) {
        var reader = ByteReader(encoded)
        try checkVersion(&reader)
        let id = try reader.uint64()
        let code = try reader.uint8()
        switch code {
        case 1: self = .decided(id: id, body: [UInt8](reader.rest))
        case 2: self = .known(id: id, body: [UInt8](reader.rest))
        case 3: self = .busy(id: id, retryAfterMilliseconds: try reader.uint32())
        case 4: self = .rejected(id: id, reason: String(decoding: reader.rest, as: UTF8.self))
        case 5: self = .status(id: id, json: [UInt8](reader.rest))
        case 6: self = .done(id: id)
        case 7:
            let topic = try reader.shortText()
            let kind = try reader.uint16()
            self = .push(Push(topic: topic, kind: kind, body: [UInt8](reader.rest)))
        default: throw .unknown(field: "reply", value: UInt64(code))
        }
    }
}

/// The version of ingress frames; another is refused with its number.
private let ingressVersion: UInt8 = 1

private func checkVersion(_ reader: inout ByteReader) throws(FrameError) {
    let version = try reader.uint8()
    guard version == ingressVersion else {
        throw .unknown(field: "ingress frame version", value: UInt64(version))
    }
}
