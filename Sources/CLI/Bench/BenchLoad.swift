import Contacts
import DequeModule
import Facts
import Kernel
import Links
import Traffic
import Wire

/// Speaks for the load's floor: two sockets on one thread, no task and no hop per message.
///
/// ``ReplayDriver`` survives restarts of the stations; this one only has to be cheap.
actor LoadShell: PollHandler {
    nonisolated let thread: PollThread
    private let context = ZeroMQContext()
    private let plan: LoadFloor.Plan
    private let endpoints: [StationName: String]
    private var floor: LoadFloor
    private var sockets: [StationName: ZeroMQSocket] = [:]
    private var unsent: [StationName: Deque<[UInt8]>] = [:]
    /// What a busy station is asked again, and when.
    private var again = Deque<(at: Int64, station: StationName, bytes: [UInt8])>()
    private var inFlight: [UInt64: (station: StationName, bytes: [UInt8])] = [:]
    private var renewAt: Int64 = 0
    /// How often a station was busy.
    private(set) var busy = 0
    private var over: CheckedContinuation<LoadFloor, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(plan: LoadFloor.Plan, endpoints: [StationName: String]) {
        self.plan = plan
        self.endpoints = endpoints
        floor = LoadFloor(plan: plan)
        thread = PollThread()
    }

    /// Plays the whole load; returns the floor once every contact is finished, or when it is stopped.
    func run() async throws -> LoadFloor {
        for name in [plan.gateway, plan.desk] {
            let socket = try ZeroMQSocket(
                .dealer(identity: "\(plan.run)-\(name)"), endpoint: endpoints[name] ?? "", context: context)
            sockets[name] = socket
            thread.watch(socket)
        }
        subscribe()
        send(floor.open())
        thread.add(self)
        return await withCheckedContinuation { over = $0 }
    }

    /// Gives up: ``run()`` returns with what there is.
    func stop() { finish() }

    /// How far it is, for whoever waits.
    func progress() -> (sent: Int, finished: Int) { (floor.sent, floor.finished) }

    private func finish() {
        thread.remove(self)
        for socket in sockets.values { thread.unwatch(socket) }
        sockets = [:]
        over?.resume(returning: floor)
        over = nil
    }

    nonisolated func turn(at now: Int64) -> NextTurn { assumeIsolated { $0.work(at: now) } }

    /// After a turn that found something it rests for 2 ms and takes what came meanwhile together: members
    /// and agents are a crowd, and every turn costs the processors that are measured.
    private func work(at now: Int64) -> NextTurn {
        var found = 0
        for name in [plan.gateway, plan.desk] { found += receive(from: name) }
        let sent = floor.sent
        while let next = again.first, next.at <= now {
            again.removeFirst()
            unsent[next.station, default: []].append(next.bytes)
        }
        send(floor.advance(to: monotonicMicroseconds()))
        if now >= renewAt { subscribe() }
        flush()
        if floor.isOver { finish() }
        let due = min(floor.nextDue ?? .max, again.first?.at ?? .max)
        if found > 0 || floor.sent > sent { return NextTurn(by: now + 2_000, wakesFor: .wakeUp) }
        return NextTurn(by: min(due, now + (unsent.values.allSatisfy(\.isEmpty) ? 250_000 : 1_000)))
    }

    /// Takes what came, and tells how much it was.
    private func receive(from name: StationName) -> Int {
        guard let socket = sockets[name] else { return 0 }
        for count in 0..<4096 {
            guard let (_, bytes) = socket.receive() else { return count }
            // A damaged reply would leave its contact unfinished, which is reported.
            guard let reply = try? IngressReply(encoded: bytes[...]) else { continue }
            take(reply, from: name)
        }
        return 4096
    }

    private func take(_ reply: IngressReply, from name: StationName) {
        let now = monotonicMicroseconds()
        switch reply {
        case .push(let push):
            // Only two kinds matter here; the rest is not worth decoding.
            guard [.agentStateChanged, .effectPending].contains(FactKind(rawValue: push.kind)),
                // What does not decode leaves its contact unfinished, which is reported.
                let fact = try? FactCodec.decode(kind: push.kind, body: push.body[...])
            else { return }
            send(floor.hear(fact, at: now))
        case .busy(let id, let milliseconds):
            busy += 1
            guard let request = inFlight[id] else { return }
            again.append((now + Int64(milliseconds) * 1000, request.station, request.bytes))
        case .decided(let id, let body), .known(let id, let body):
            inFlight[id] = nil
            send(floor.answered(id, ReplayAnswer(reply: body), at: now))
        case .rejected(let id, let reason):
            inFlight[id] = nil
            send(floor.answered(id, .rejected(reason), at: now))
        case .status, .done: break
        }
    }

    private func send(_ actions: [ReplayAction]) {
        for action in actions {
            let body = SubmissionCodec.encode(action.submission)
            let submit = IngressRequest.Action.submit(key: action.key, body: body)
            let bytes = IngressRequest(id: action.number, action: submit).encoded
            inFlight[action.number] = (action.station, bytes)
            unsent[action.station, default: []].append(bytes)
        }
    }

    /// Said again now and then, because a station forgets who is silent.
    private func subscribe() {
        renewAt = monotonicMicroseconds() + 2_000_000
        let topics = plan.agents.map { "agent/\($0)" }
        for (name, topics) in [(plan.gateway, ["effects"]), (plan.desk, topics)] {
            for topic in topics {
                unsent[name, default: []].append(
                    IngressRequest(id: 0, action: .subscribe(topic: topic)).encoded)
            }
        }
    }

    private func flush() {
        for name in [plan.gateway, plan.desk] {
            guard let socket = sockets[name] else { continue }
            while let bytes = unsent[name]?.first, socket.send(bytes) == .sent { unsent[name]?.removeFirst() }
        }
    }
}
