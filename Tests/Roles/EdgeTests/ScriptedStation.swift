import Config
import Contacts
import Facts
import Hummingbird
import Kernel
import Logging
import NIOCore
import ServiceLifecycle
import StateFolder
import TopologyFile
import Wire
@testable import HTTP

/// One token of each role, and one that belongs to agent A001.
enum Tokens {
    static let adapter = "adapter-adapter-adapter-adapter-adapter"
    static let agent = "agent-agent-agent-agent-agent-agent"
    static let bound = "bound-bound-bound-bound-bound-bound"
    static let lead = "lead-lead-lead-lead-lead-lead-lead"
    static let `operator` = "operator-operator-operator-operator"
    static let auditor = "auditor-auditor-auditor-auditor-auditor"

    static let file = TokenFile([
        TokenFile.Entry(token: adapter, role: .adapter),
        TokenFile.Entry(token: agent, role: .agent),
        TokenFile.Entry(token: bound, role: .agent, agent: "A001"),
        TokenFile.Entry(token: lead, role: .lead),
        TokenFile.Entry(token: `operator`, role: .operator),
        TokenFile.Entry(token: auditor, role: .auditor),
    ])

    /// Every kind of bearer, nobody first.
    static let all: [(name: String, token: String?)] = [
        ("nobody", nil), ("a stranger", "stranger-stranger-stranger-stranger"), ("adapter", adapter),
        ("any agent", agent), ("agent A001", bound), ("lead", lead), ("operator", `operator`),
        ("auditor", auditor),
    ]
}

/// A station whose answers are written down beforehand.
actor ScriptedStation {
    /// What was submitted, in order.
    private(set) var submitted: [(key: String, submission: Submission?)] = []
    /// The claims that came with them.
    private(set) var claims: [KeyClaim?] = []
    private var backlogs: [String: [Push]] = [:]
    private var feeds: [String: AsyncStream<Push>.Continuation] = [:]
    private let answer: @Sendable (_ key: String, _ number: Int) -> IngressReply

    /// The reply of a station that takes everything.
    static func accepted(_: String, _: Int) -> IngressReply {
        .decided(id: 0, body: SubmissionReplyCodec.encode(.accepted(nil)))
    }

    /// A station that answers the `number`-th submission, from 1, with what `answer` says.
    init(answer: @escaping @Sendable (String, Int) -> IngressReply = { ScriptedStation.accepted($0, $1) }) {
        self.answer = answer
    }

    /// Tells a topic something, as a commit would.
    func tell(_ topic: String, _ fact: Fact) {
        let push = Push(topic: topic, kind: fact.kind.rawValue, body: FactCodec.unchecked(fact))
        backlogs[topic, default: []].append(push)
        feeds[topic]?.yield(push)
    }

    /// The port to it.
    nonisolated var port: StationPort {
        StationPort(
            submit: { await self.submit($0, $1, $2) },
            status: { [UInt8](#"{"name":"phone","state":"ready"}"#.utf8) },
            subscribe: { await self.subscribe($0) },
            backlog: { await self.backlogs[$0] ?? [] })
    }

    private func submit(_ key: String, _ claim: KeyClaim?, _ body: [UInt8]) -> IngressReply {
        claims.append(claim)
        // A body that is no submission is noted as nil, and the test sees it.
        submitted.append((key, try? SubmissionCodec.decode(body)))
        return answer(key, submitted.count)
    }

    private func subscribe(_ topic: String) -> AsyncStream<Push> {
        let (stream, feed) = AsyncStream<Push>.makeStream()
        for push in backlogs[topic] ?? [] { feed.yield(push) }
        feeds[topic] = feed
        return stream
    }
}

/// Runs `routes` on a free port of this host while `work` goes on.
func open(
    _ routes: EdgeRoutes, limits: ConnectionTable<ObjectIdentifier>.Limits? = nil,
    idle: TimeAmount = HTTPServer.idle,
    _ work: @escaping @Sendable (_ port: Int, _ group: ServiceGroup) async throws -> Void
) async throws {
    let (ports, feed) = AsyncStream<Int>.makeStream()
    var log = Logger(label: "edge-tests")
    log.logLevel = .critical
    let address = HTTPAddress(host: "127.0.0.1", port: 0)
    let server = HTTPServer(routes, at: address, log: log, limits: limits, idle: idle) { feed.yield($0) }
    let group = ServiceGroup(configuration: .init(services: [server], logger: log))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        tasks.addTask {
            for await port in ports {
                try await work(port, group)
                break
            }
            await group.triggerGracefulShutdown()
        }
        try await tasks.waitForAll()
    }
}
