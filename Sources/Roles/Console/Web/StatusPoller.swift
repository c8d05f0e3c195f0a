import Config
public import Contacts
import HTTP
public import Kernel
import Links
public import Logging
public import ServiceLifecycle

/// Asks every station how it is, every second, and hears the watchdog's alarms.
///
/// Each station has its own loop, so that a dead one delays no other.
public struct StatusPoller: Service {
    private let board: Wallboard
    private let clients: [(station: WatchedStation, client: IngressClient)]
    private let pushes: AsyncStream<Push>
    private let thread: PollThread
    private let log: Logger

    /// Real time between two questions to a station.
    private static let period: Duration = .seconds(1)
    /// Real microseconds that a station has for its answer.
    private static let patience: Int64 = 1_000_000
    /// Alarm facts that may wait to be folded; a second of the worst storm.
    private static let pushLimit = 10_000

    /// Makes the poller of `stations`; its sockets live on a thread of its own.
    public init(stations: [WatchedStation], board: Wallboard, console: StationName, log: Logger) {
        let thread = PollThread()
        let context = ZeroMQContext()
        let (pushes, feed) = AsyncStream<Push>.makeStream(bufferingPolicy: .bufferingNewest(Self.pushLimit))
        self.thread = thread
        self.pushes = pushes
        self.board = board
        self.log = log
        clients = stations.map { station in
            (
                station,
                IngressClient(
                    endpoint: station.ingressEndpoint, identity: "\(console)/\(station.name)", thread: thread,
                    context: context, onPush: { feed.yield($0) })
            )
        }
    }

    /// Polls until a graceful shutdown.
    public func run() async throws {
        for (station, client) in clients {
            try await client.open()
            if station.program == .slaWatchdog { await client.subscribe(["alarms"]) }
        }
        await withDiscardingTaskGroup { group in
            for (station, client) in clients { group.addTask { await poll(station, client) } }
            group.addTask { await look() }
            group.addTask { for await push in pushes { await board.note(push) } }
            // Ends by cancellation or by the shutdown; the loops end either way.
            try? await gracefulShutdown()
            group.cancelAll()
        }
        for (_, client) in clients { await client.close() }
        thread.stop()
    }

    private func poll(_ station: WatchedStation, _ client: IngressClient) async {
        while !Task.isCancelled {
            do {
                let reply = try await client.request(.status, retries: .none(timeout: Self.patience))
                if case .status(_, let json) = reply {
                    await board.note(json, of: station.name, at: monotonicMicroseconds())
                }
                // The period of a poll: there is no event to wait for, since a dead station sends none.
                try await Task.sleep(for: Self.period)
            } catch let error as LinkError {
                log.debug("no answer", metadata: ["station": "\(station.name)", "reason": "\(error)"])
            } catch {
                return
            }
        }
    }

    /// Looks after the stations as often as they are asked, and logs what it finds and what is over.
    private func look() async {
        while !Task.isCancelled {
            let change = await board.look(at: monotonicMicroseconds())
            for concern in change.raised {
                log.warning("a station does not do its work", metadata: metadata(of: concern))
            }
            for concern in change.cleared {
                log.notice("a station does its work again", metadata: metadata(of: concern))
            }
            // As above: silence is what it looks for, and silence is no event.
            do { try await Task.sleep(for: Self.period) } catch { return }
        }
    }

    private func metadata(of concern: Concern) -> Logger.Metadata {
        [
            "kind": "\(concern.kind.rawValue)", "station": "\(concern.station)",
            "evidence": "\(concern.evidence)",
        ]
    }

    /// Submits at the watchdog; busy when it does not answer in time.
    @Sendable public func submitAtWatchdog(_ body: [UInt8]) async -> IngressReply {
        guard let client = clients.first(where: { $0.station.program == .slaWatchdog })?.client else {
            return .busy(id: 0, retryAfterMilliseconds: 1000)
        }
        do {
            return try await client.request(.submit(key: "", body: body), retries: .none(timeout: 3_000_000))
        } catch {
            log.warning("the watchdog did not answer", metadata: ["reason": "\(error)"])
            return .busy(id: 0, retryAfterMilliseconds: 1000)
        }
    }
}
