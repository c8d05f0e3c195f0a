public import Hummingbird
public import Kernel
import ServiceLifecycle

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

    /// Events that are under way to the client; the next is taken from the station when one was written, so
    /// that a slow client goes through the longest backlog. The station ends a stream that falls too far
    /// behind.
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
                    let (credits, credit) = AsyncStream<Void>.makeStream()
                    for _ in 0..<Self.frameLimit { credit.yield() }
                    let frames = feed(&group, credits)
                    // Said at once, so that the client knows that it is attached before anything happens.
                    try await writer.write(ByteBuffer(string: ": attached\n\n"))
                    for await frame in frames {
                        try await writer.write(ByteBuffer(string: frame.text))
                        if frame.isEvent { credit.yield() }
                    }
                    group.cancelAll()
                }
                try await writer.finish(nil)
            })
    }

    /// What is written next.
    private struct Frame {
        var text: String
        var isEvent: Bool
    }

    private func feed(
        _ group: inout ThrowingTaskGroup<Void, any Error>, _ credits: AsyncStream<Void>
    ) -> AsyncStream<Frame> {
        // Twice the events, so that a beat between them is never the one that does not fit.
        let (frames, feed) = AsyncStream<Frame>.makeStream(
            bufferingPolicy: .bufferingOldest(2 * Self.frameLimit))
        group.addTask {
            var paid = credits.makeAsyncIterator()
            for await push in await subscribe() {
                guard let event = render(push) else { continue }
                guard await paid.next() != nil,
                    case .enqueued = feed.yield(Frame(text: event.frame, isEvent: true))
                else { break }
            }
            feed.finish()
        }
        group.addTask {
            for await _ in keepAlive.beats() { feed.yield(Frame(text: ": keep-alive\n\n", isEvent: false)) }
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
