import Config
import ConsoleWeb
import Contacts
import Facts
import Foundation
import Kernel
import Links
import Logging
import ServiceLifecycle
import StateFolder
import Testing
import TopologyFile
import Wire

/// The ingress of a station that says who it is, and to whoever subscribes tells of one alarm.
private actor AnsweringIngress: PollHandler {
    nonisolated let thread = PollThread()
    private let context = ZeroMQContext()
    private let endpoint: String
    private var socket: ZeroMQSocket?
    private let asked: AsyncStream<IngressRequest.Action>.Continuation

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(endpoint: String, asked: AsyncStream<IngressRequest.Action>.Continuation) {
        self.endpoint = endpoint
        self.asked = asked
    }

    func open() throws {
        let opened = try ZeroMQSocket(.router, endpoint: endpoint, context: context)
        socket = opened
        thread.watch(opened)
        thread.add(self)
    }

    nonisolated func turn(at now: Int64) -> NextTurn {
        assumeIsolated { $0.answer() }
        return NextTurn(by: now + 100_000)
    }

    private func answer() {
        while let (peer, bytes) = socket?.receive() {
            // What is no request is not answered, as by a real station of another version.
            guard let request = try? IngressRequest(encoded: bytes[...]) else { continue }
            asked.yield(request.action)
            for reply in replies(to: request) { _ = socket?.send(reply.encoded, to: peer) }
        }
    }

    private func replies(to request: IngressRequest) -> [IngressReply] {
        switch request.action {
        case .status:
            return [.status(id: request.id, json: [UInt8](#"{"name":"watchdog","state":"ready"}"#.utf8))]
        case .subscribe(let topic):
            let fact = Fact.alarmOverdue(AlarmOverdue(alarm: 7, at: Instant(microseconds: 0)))
            let push = Push(topic: topic, kind: fact.kind.rawValue, body: FactCodec.unchecked(fact))
            return [.done(id: request.id), .push(push)]
        case .submit:
            return [.decided(id: request.id, body: SubmissionReplyCodec.encode(.accepted(nil)))]
        case .drain: return [.done(id: request.id)]
        }
    }
}

@Suite("StatusPoller")
struct StatusPollerTests {
    @Test(
        "asks each station again and again, hears the watchdog's alarms, and stops in good order",
        .timeLimit(.minutes(1)))
    func polls() async throws {
        let endpoint = "ipc://@tierline-edge-tests-\(UInt64.random(in: 0 ... .max))"
        let (asked, feed) = AsyncStream<IngressRequest.Action>.makeStream()
        let ingress = AnsweringIngress(endpoint: endpoint, asked: feed)
        try await ingress.open()
        let stations = [
            WatchedStation(name: "watchdog", program: .slaWatchdog, ingressEndpoint: endpoint),
            WatchedStation(name: "dead", program: .router, ingressEndpoint: endpoint + "-dead"),
        ]
        let poller = StatusPoller(
            stations: stations, board: Wallboard(stations), console: "console",
            log: Logger(label: "edge-tests"))
        let group = ServiceGroup(
            configuration: .init(services: [poller], logger: Logger(label: "edge-tests")))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var statuses = 0
            var topics: Set<String> = []
            for await action in asked {
                if case .status = action { statuses += 1 }
                if case .subscribe(let topic) = action { topics.insert(topic) }
                if statuses >= 2, !topics.isEmpty { break }
            }
            #expect(topics == ["alarms"])
            let reply = await poller.submitAtWatchdog(SubmissionCodec.encode(.acknowledgeAlarm(7, by: "jo")))
            #expect(reply.isDecided)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}

extension IngressReply {
    fileprivate var isDecided: Bool {
        if case .decided = self { return true }
        return false
    }
}
