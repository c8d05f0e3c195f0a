public import Hummingbird
import ServiceLifecycle
public import StationCore

/// A topic of a station as server-sent events, until the client leaves or the process shuts down.
public struct EventStream: Sendable {
    /// One event: its name and one line of JSON.
    public struct Event: Hashable, Sendable {
        /// The name, as `EventSource.addEventListener` takes it.
        public var name: String
        /// One line.
        public var data: String

        /// Makes an event.
        public init(_ name: String, data: String) {
            self.name = name
            self.data = data
        }

        /// The event as it goes over the wire; line breaks inside it could pretend to be another one.
        public var frame: String {
            let lines = data.split(omittingEmptySubsequences: false) { $0.isNewline }
            return "event: \(name)\n" + lines.map { "data: \($0)\n" }.joined() + "\n"
        }
    }

    /// Events that may wait for a slow client; above it the connection ends, and the next begins anew.
    static let frameLimit = 1024

    private let subscribe: @Sendable () async -> AsyncStream<Push>
    private let render: @Sendable (Push) -> Event?
    private let keepAlive: KeepAlive

    /// Makes a stream; `render` says nil about what the client is not told.
    public init(
        keepAlive: KeepAlive, subscribe: @escaping @Sendable () async -> AsyncStream<Push>,
        render: @escaping @Sendable (Push) -> Event?
    ) {
        self.keepAlive = keepAlive
        self.subscribe = subscribe
        self.render = render
    }

    /// The answer that carries it.
    public var response: Response {
        var headers = HTTPFields()
        headers[.contentType] = "text/event-stream; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let frames = feed(&group)
                    // Said at once, so that the client knows that it is attached before anything happens.
                    try await writer.write(ByteBuffer(string: ": attached\n\n"))
                    for await frame in frames { try await writer.write(ByteBuffer(string: frame)) }
                    group.cancelAll()
                }
                try await writer.finish(nil)
            })
    }

    private func feed(_ group: inout ThrowingTaskGroup<Void, any Error>) -> AsyncStream<String> {
        let (frames, feed) = AsyncStream<String>.makeStream(
            bufferingPolicy: .bufferingOldest(Self.frameLimit))
        group.addTask {
            for await push in await subscribe() {
                guard let event = render(push) else { continue }
                guard case .enqueued = feed.yield(event.frame) else { break }
            }
            feed.finish()
        }
        group.addTask {
            for await _ in keepAlive.beats() { feed.yield(": keep-alive\n\n") }
        }
        group.addTask {
            // Ends by cancellation when the stream ends first; either way nothing is left to do.
            try? await gracefulShutdown()
            feed.finish()
        }
        return frames
    }
}

/// When a silent stream says that it is still there, so that a client that left is noticed.
public struct KeepAlive: Sendable {
    /// A new sequence of beats.
    public var beats: @Sendable () -> AsyncStream<Void>

    /// Makes a keep-alive from the beats that `beats` gives for each stream.
    public init(beats: @escaping @Sendable () -> AsyncStream<Void>) {
        self.beats = beats
    }

    /// A beat every `period` of real time.
    public static func every(_ period: Duration) -> KeepAlive {
        KeepAlive {
            AsyncStream {
                do {
                    // Sent because nothing happens: a proxy closes a connection that is quiet.
                    try await Task.sleep(for: period)
                    return ()
                } catch {
                    return nil
                }
            }
        }
    }

    /// Half of the shortest idle limit that proxies commonly have.
    public static let standard = KeepAlive.every(.seconds(15))
}
