import Config
import Contacts
import Facts
import HTTP
import Kernel
import StateFolder
import Testing
import TopologyFile
import Wire

@testable import ConsoleWeb

private let stations = [
    WatchedStation(name: "router", program: .router, ingressEndpoint: ""),
    WatchedStation(name: "tier-1", program: .tierQueue, ingressEndpoint: ""),
    WatchedStation(name: "watchdog", program: .slaWatchdog, ingressEndpoint: ""),
]

private let tierStatus = #"""
    {"name":"tier-1","pid":7,"state":"ready","now":"x","now_us":100000000,"journal":"j",
    "head":12,"checkpoint":10,
    "batches":5,"commit_us_mean":1500,"blocked":2,"quarantined":0,
    "consumers":[{"name":"audit","attached":false,"acknowledged":9,"lag":3}],
    "upstreams":[{"name":"router","attached":true,"received":4,"lag":0}],
    "gauges":[{"name":"waiting","labels":{"tier":"1","class":"general"},"value":4},
    {"name":"oldest_wait_us","labels":{"tier":"1","class":"general"},"value":61500000},
    {"name":"agents","labels":{"tier":"1","state":"ready"},"value":3},
    {"name":"agent_state","labels":{"tier":"1","agent":"A001","state":"ready"},"value":40000000},
    {"name":"queued_contacts","labels":{},"value":9}]}
    """#

private let raised = AlarmRaised(
    alarm: 7, recipient: "lead-tier-1", rule: "answer",
    clock: Clock.ID("phone.answer", contact: Contact.ID(gateway: 1, number: 42)),
    threshold: "60s", at: Instant(microseconds: 0), count: 1, acknowledgeBy: nil)

private func push(_ fact: Fact) -> Push {
    Push(topic: "alarms", kind: fact.kind.rawValue, body: FactCodec.unchecked(fact))
}

private func board() async -> Wallboard {
    let board = Wallboard(stations)
    await board.note([UInt8](tierStatus.utf8), of: "tier-1", at: 9_000_000)
    await board.note([UInt8](#"{"name":"router","state":"ready"}"#.utf8), of: "router", at: 1_000_000)
    await board.note(push(.alarmRaised(raised)))
    await board.note(push(.alarmGrew(AlarmGrew(alarm: 7, count: 4, at: Instant(microseconds: 1)))))
    await board.note(push(.alarmRaised(raised)))
    return board
}

private func routes(
    _ board: Wallboard, host: String = "127.0.0.1", station: ScriptedStation = ScriptedStation()
) -> ConsoleRoutes {
    ConsoleRoutes(
        board: board, tokens: Tokens.file, address: HTTPAddress(host: host, port: 0),
        submitAtWatchdog: { body in await station.port.submit("", nil, body) }, now: { 10_000_000 })
}

@Suite("Console over HTTP")
struct ConsoleEdgeTests {
    @Test("the state shows queues, agents, alarms and who is silent")
    func state() async throws {
        try await open(routes(await board()).routes) { port, _ in
            let answer = try await ask(port, "GET", "/v1/state")
            #expect(answer.status == 200)
            for part in [
                #""oldest_wait_s":61,"station":"tier-1","tier":1,"waiting":4"#,
                #"{"count":3,"state":"ready","tier":1}"#,
                #"{"agent":"A001","for_s":60,"state":"ready","tier":1}"#,
                #""alarm":7"#, #""count":4"#, #""overdue":false"#,
                #""name":"router","program":"router","state":"silent""#,
                #""name":"watchdog","program":"sla-watchdog","state":"unknown""#,
                #""detached":["audit"]"#, #""now":"1970-01-01T00:01:40.000000Z""#,
            ] {
                #expect(answer.text.contains(part), "\(part)")
            }
        }
    }

    @Test("an acknowledged alarm says by whom")
    func acknowledged() async throws {
        let board = await board()
        await board.note(
            push(.alarmAcknowledged(AlarmAcknowledged(alarm: 7, by: "jo", at: Instant(microseconds: 2)))))
        await board.note(push(.alarmOverdue(AlarmOverdue(alarm: 99, at: Instant(microseconds: 2)))))
        try await open(routes(board).routes) { port, _ in
            let answer = try await ask(port, "GET", "/v1/state")
            #expect(answer.text.contains(#""acknowledged_by":"jo""#))
        }
    }

    @Test("13.A1: an alarm of which all was taken back is no open one, and says so")
    func takenBack() async throws {
        let board = await board()
        func reduced(to count: UInt64) -> Push {
            push(
                .alarmReduced(
                    AlarmReduced(
                        alarm: 7, clock: raised.clock, threshold: "60s", count: count,
                        at: Instant(microseconds: 3))))
        }
        await board.note(reduced(to: 3))
        try await open(routes(board).routes) { port, _ in
            let answer = try await ask(port, "GET", "/v1/state")
            #expect(answer.text.contains(#""count":3"#) && answer.text.contains(#""taken_back":false"#))
        }
        await board.note(reduced(to: 0))
        try await open(routes(board).routes) { port, _ in
            #expect(try await ask(port, "GET", "/v1/state").text.contains(#""taken_back":true"#))
            let metrics = try await ask(port, "GET", "/metrics")
            #expect(metrics.text.contains("tierline_unacknowledged_alarms 0"))
        }
    }

    @Test("a station that is silent while contacts wait is on the state and in the metrics, with evidence")
    func concern() async throws {
        let board = Wallboard(stations)
        for step in 0...17 as ClosedRange<Int64> {
            if step < 9 {
                await board.note([UInt8](tierStatus.utf8), of: "tier-1", at: 1_500_000 + step * 500_000)
            }
            _ = await board.look(at: 1_500_000 + step * 500_000)
        }
        try await open(routes(board).routes) { port, _ in
            let state = try await ask(port, "GET", "/v1/state")
            #expect(
                state.text.contains(
                    #""concerns":[{"evidence":"no answer for 4.5 s; it had 9 open contacts","for_s":4,"#
                        + #""kind":"silent","station":"tier-1"}]"#), "\(state.text)")
            let metrics = try await ask(port, "GET", "/metrics")
            #expect(
                metrics.text.contains(
                    #"tierline_concern_seconds{kind="silent",station="tier-1"} 4.500000"# + "\n"))
        }
    }

    @Test("an alarm about a broken invariant shows what it was seen by")
    func evidence() async throws {
        var broken = raised
        broken.alarm = 8
        broken.clock = Clock.ID(Invariant.clock, contact: Contact.ID(gateway: 1, number: 42))
        broken.threshold = Invariant.strayContact.rawValue
        broken.evidence = "tier 1 holds it"
        let board = await board()
        await board.note(push(.alarmRaised(broken)))
        try await open(routes(board).routes) { port, _ in
            let answer = try await ask(port, "GET", "/v1/state")
            for part in [
                #""clock":"invariant""#, #""threshold":"stray_contact""#, #""evidence":"tier 1 holds it""#,
            ] {
                #expect(answer.text.contains(part), "\(part)")
            }
        }
    }

    @Test("13.A8: an open contact is counted once, at its gateway, whoever else has it")
    func openContacts() async throws {
        let phone = WatchedStation(name: "phone", program: .phoneGateway, ingressEndpoint: "")
        let board = Wallboard([phone] + stations)
        for (name, gauge) in [
            ("phone", "open_contacts"), ("router", "routed_contacts"), ("tier-1", "queued_contacts"),
        ] {
            let figure = #"{"name":"\#(gauge)","labels":{},"value":9}"#
            let report = #"{"name":"\#(name)","state":"ready","gauges":[\#(figure)]}"#
            await board.note([UInt8](report.utf8), of: StationName(name), at: 9_000_000)
        }
        try await open(routes(board).routes) { port, _ in
            #expect(try await ask(port, "GET", "/v1/state").text.contains(#""open_contacts":9,"#))
            let metrics = try await ask(port, "GET", "/metrics").text
            let rows = metrics.split(separator: "\n").filter { $0.hasPrefix("tierline_open_contacts{") }
            #expect(rows.count == 1)
        }
    }

    @Test("13.A8: a figure about another station is a series of its own")
    func series() async throws {
        let board = Wallboard(stations)
        let figures = ["phone", "router"].map {
            #"{"name":"audited","labels":{"station":"\#($0)"},"value":4}"#
        }
        let report = #"{"name":"tier-1","state":"ready","gauges":[\#(figures.joined(separator: ","))]}"#
        await board.note([UInt8](report.utf8), of: "tier-1", at: 9_000_000)
        try await open(routes(board).routes) { port, _ in
            let lines = try await ask(port, "GET", "/metrics").text.split(separator: "\n")
            let series = lines.filter { !$0.hasPrefix("#") }.compactMap { $0.split(separator: " ").first }
            #expect(series.count == Set(series).count && series.count { $0.contains("audited") } == 2)
        }
    }

    @Test("metrics have the unit in the name and one family for each name")
    func metrics() async throws {
        try await open(routes(await board()).routes) { port, _ in
            let answer = try await ask(port, "GET", "/metrics")
            #expect(answer.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            for line in [
                #"tierline_station_up{program="router",station="router"} 0"#,
                #"tierline_station_up{program="tier-queue",station="tier-1"} 1"#,
                #"tierline_status_age_seconds{program="tier-queue",station="tier-1"} 1.000000"#,
                #"tierline_commit_mean_seconds{program="tier-queue",station="tier-1"} 0.001500"#,
                #"tierline_consumer_lag_entries{consumer="audit",program="tier-queue",station="tier-1"} 3"#,
                #"tierline_blocked_contacts_total{program="tier-queue",station="tier-1"} 2"#,
                #"tierline_oldest_wait_seconds{class="general",program="tier-queue",station="tier-1","#
                    + #"tier="1"} 61.500000"#,
                "tierline_unacknowledged_alarms 1",
            ] {
                #expect(answer.text.contains(line + "\n"), "\(line)")
            }
            #expect(!answer.text.contains("A001"))
            let names = answer.text.split(separator: "\n").filter { $0.hasPrefix("# TYPE") }
            #expect(Set(names).count == names.count)
        }
    }

    @Test("leads and operators acknowledge, under their own name when they give it")
    func acknowledging() async throws {
        let station = ScriptedStation()
        try await open(routes(await board(), station: station).routes) { port, _ in
            for bearer in Tokens.all {
                let isKnown = Tokens.file.lookUp(bearer.token ?? "") != nil
                let may = bearer.name == "lead" || bearer.name == "operator"
                let answer = try await ask(port, "POST", "/v1/alarms/7/acknowledge", token: bearer.token)
                #expect(answer.status == (may ? 200 : isKnown ? 403 : 401), "\(bearer.name)")
            }
            let named = try await ask(
                port, "POST", "/v1/alarms/7/acknowledge", token: Tokens.lead, type: "application/json",
                body: [UInt8](#"{"by":"jo"}"#.utf8))
            #expect(named.status == 200)
        }
        #expect(
            await station.submitted.map(\.submission)
                == [
                    .acknowledgeAlarm(7, by: "lead"), .acknowledgeAlarm(7, by: "operator"),
                    .acknowledgeAlarm(7, by: "jo"),
                ])
    }

    @Test(
        "what is no acknowledgement is answered 400 with the field at fault",
        arguments: [
            ("x", "", "alarm"), ("0", "", "alarm"), ("7", #"{"by":"J. Doe"}"#, "by"),
            ("7", #"{"at":1}"#, "at"),
        ])
    func misuses(alarm: String, body: String, field: String) async throws {
        try await open(routes(await board()).routes) { port, _ in
            let answer = try await ask(
                port, "POST", "/v1/alarms/\(alarm)/acknowledge", token: Tokens.lead, type: "application/json",
                body: [UInt8](body.utf8))
            #expect(answer.status == 400)
            #expect(answer.error?.field == field)
        }
    }

    @Test("a watchdog that does not answer is 503 with a time to try again")
    func unavailable() async throws {
        let station = ScriptedStation { _, _ in .busy(id: 0, retryAfterMilliseconds: 1000) }
        try await open(routes(await board(), station: station).routes) { port, _ in
            let answer = try await ask(port, "POST", "/v1/alarms/7/acknowledge", token: Tokens.lead)
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "1")
        }
    }

    @Test("everybody looks on a loopback address, elsewhere only bearers do")
    func looking() async throws {
        let board = await board()
        for (host, isOpen) in [("127.0.0.1", true), ("localhost", true), ("::1", true), ("10.0.0.5", false)] {
            try await open(routes(board, host: host).routes) { port, _ in
                for path in ["/v1/state", "/metrics"] {
                    for bearer in Tokens.all {
                        let isKnown = Tokens.file.lookUp(bearer.token ?? "") != nil
                        let may = isOpen || ["lead", "operator", "auditor"].contains(bearer.name)
                        let answer = try await ask(port, "GET", path, token: bearer.token)
                        #expect(
                            answer.status == (may ? 200 : isKnown ? 403 : 401),
                            "\(host) \(path) \(bearer.name)")
                    }
                }
                #expect(try await ask(port, "GET", "/").status == 200)
            }
        }
    }
}
