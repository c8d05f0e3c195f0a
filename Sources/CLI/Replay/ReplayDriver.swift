import Config
import Contacts
import Facts
import Foundation
import Kernel
import Links
import StateFolder
import Synchronization
import TopologyFile
import Traffic
import Wire

/// Carries out what the replay's floor wants: the one place with timers, by the host's clock, and with
/// sockets.
actor ReplayDriver {
    private enum Event: Sendable {
        case push(Push, StationName)
        case answer(UInt64, ReplayAnswer)
        case due
    }

    /// What the progress line shows.
    struct Snapshot: Sendable {
        var sent: Int
        var isSent: Bool
        var expectsMore: Bool
        var isTalking: Bool
        var isEmpty: Bool
        var accepted: [Contact.ID: Int]
        var blocked: Int
        var blockedByChannel: [Channel: Int]
        var refused: [String]
    }

    private var floor: ReplayFloor
    private let clock: TopologyClock
    private let clients: [StationName: IngressClient]
    private let desk: StationName
    private let agentTopics: [String]
    private let thread: PollThread
    private let ledgerFile: LedgerFile?
    private let events: AsyncStream<Event>
    private let post: AsyncStream<Event>.Continuation
    /// Set before the links are closed; what fails then is not tried again.
    private let isOver = Mutex(false)
    private var armedFor: Instant?
    private var timer: Task<Void, Never>?
    private var listener: Task<Void, Never>?

    init(_ setup: ReplaySetup) {
        floor = ReplayFloor(plan: setup.plan, options: setup.options)
        clock = setup.clock
        desk = setup.options.desk
        thread = PollThread()
        ledgerFile = setup.ledgerFile
        let (events, post) = AsyncStream<Event>.makeStream()
        self.events = events
        self.post = post
        let context = ZeroMQContext()
        let stations = setup.topology.stations.filter {
            $0.program.isGateway || $0.name == setup.options.desk
        }
        clients = Dictionary(
            uniqueKeysWithValues: stations.map { [thread] station in
                let client = IngressClient(
                    endpoint: station.ingressEndpoint, identity: "\(setup.options.run)-\(station.name)",
                    thread: thread, context: context
                ) { push in post.yield(.push(push, station.name)) }
                return (station.name, client)
            })
        agentTopics = Set(setup.plan.presences.map(\.agent)).sorted().map { "agent/\($0)" }
    }

    /// Opens the links and the floor.
    func begin() async throws {
        for name in clients.keys.sorted() {
            guard let client = clients[name] else { continue }
            try await client.open()
            await client.subscribe(name == desk ? agentTopics : ["effects"])
        }
        listener = Task { await self.listen() }
        perform(floor.open(at: clock.now()))
    }

    /// How it stands.
    func snapshot() -> Snapshot {
        Snapshot(floor, at: clock.now())
    }

    /// Sends the agents home.
    func close() { perform(floor.close(at: clock.now())) }

    /// Closes the links.
    func end() async {
        isOver.withLock { $0 = true }
        timer?.cancel()
        post.finish()
        listener?.cancel()
        for name in clients.keys.sorted() { await clients[name]?.close() }
        thread.stop()
    }

    private func listen() async {
        for await event in events { take(event) }
    }

    private func take(_ event: Event) {
        let now = clock.now()
        switch event {
        case .push(let push, let station):
            // What does not decode is of a newer program; the snapshot that follows says what matters.
            guard let fact = try? FactCodec.decode(kind: push.kind, body: push.body[...]) else { return }
            ledgerFile?.heard(fact, at: now)
            perform(floor.hear(fact, from: station, at: now))
        case .answer(let number, let answer): perform(floor.answered(number, answer, at: now))
        case .due:
            armedFor = nil
            perform(floor.advance(to: now))
        }
    }

    private func perform(_ actions: [ReplayAction]) {
        for action in actions {
            guard let client = clients[action.station] else { continue }
            let (post, ledgerFile, clock) = (post, ledgerFile, clock)
            Task {
                ledgerFile?.sent(action, at: clock.now())
                guard let answer = await submit(action, client) else { return }
                ledgerFile?.acknowledged(action, answer, at: clock.now())
                post.yield(.answer(action.number, answer))
            }
        }
        arm()
    }

    /// Sets the one timer to what is due next.
    private func arm() {
        let next = floor.nextDue
        guard next != armedFor else { return }
        timer?.cancel()
        armedFor = next
        guard let next else { return }
        let wait = max(0, clock.boottime(of: next) - HostClock.boottimeNow())
        let post = post
        timer = Task {
            // A cancelled sleep means that another timer was set.
            guard (try? await Task.sleep(for: .microseconds(wait))) != nil, !Task.isCancelled else { return }
            post.yield(.due)
        }
    }

    /// Submits until there is an answer; nil when the replay is over.
    private nonisolated func submit(_ action: ReplayAction, _ client: IngressClient) async -> ReplayAnswer? {
        let body = SubmissionCodec.encode(action.submission)
        // A call that hears the busy tone is gone, but one that hears nothing was perhaps taken: the key
        // tells.
        let retries: IngressClient.Retries =
            action.whenBusy == .giveUp ? .none(timeout: 1_000_000) : .untilAnswered
        while true {
            do {
                let reply = try await client.request(.submit(key: action.key, body: body), retries: retries)
                switch reply {
                case .decided(_, let body), .known(_, let body): return ReplayAnswer(reply: body)
                case .busy: return .busy
                case .rejected(_, let reason): return .rejected(reason)
                case .status, .done, .push: return .rejected("the station answered something else")
                }
            } catch {
                if isOver.withLock({ $0 }) { return nil }
            }
        }
    }
}
