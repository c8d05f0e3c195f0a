import Contacts
import Facts
import GatewayIngress
import Hummingbird
import Kernel
import Testing

@testable import HTTP

private let asAdapter = ["Authorization": "Bearer \(Tokens.adapter)"]

@Suite("Connections to an edge", .timeLimit(.minutes(1)))
struct ConnectionTests {
    private let routes = GatewayRoutes(
        port: ScriptedStation().port, tokens: Tokens.file, channels: [.phone]
    ).routes

    @Test("11.2: who waits longest gives way, who never asked before who did, and who is served never")
    func givingWay() {
        var table = ConnectionTable<Int>(limits: .init(inAll: 4, perAddress: 4))
        for key in 1...4 { #expect(table.admit(key, from: "a") == .enters) }
        table.begin(1)
        table.begin(2)
        table.settle(2)
        #expect(table.admit(5, from: "a") == .replaces(3))
        #expect(table.admit(6, from: "a") == .replaces(4))
        for key in 5...6 { table.begin(key) }
        #expect(table.admit(7, from: "b") == .replaces(2))
        table.begin(7)
        #expect(table.admit(8, from: "b") == .refused)
        #expect(table.count == 4)
        table.leave(1)
        #expect(table.admit(8, from: "b") == .enters)
    }

    @Test("11.2: one address fills its own part and no more, and makes room by its own connections alone")
    func addresses() {
        var table = ConnectionTable<Int>(limits: .init(inAll: 6, perAddress: 4))
        for key in 1...4 { #expect(table.admit(key, from: "flood") == .enters) }
        #expect(table.admit(10, from: "b") == .enters)
        for key in 5...9 { #expect(table.admit(key, from: "flood") == .replaces(key - 4)) }
        #expect(table.count == 5)
        for key in 6...9 { table.begin(key) }
        #expect(table.admit(11, from: "flood") == .refused)
        #expect(table.admit(12, from: "c") == .enters)
        // Full, and of those who wait the oldest goes, wherever it comes from.
        #expect(table.admit(13, from: "d") == .replaces(10))
        table.leave(99)
        #expect(table.count == 6)
    }

    @Test("11.2: many idle connections give way to the one that asks")
    func flood() async throws {
        try await open(routes, limits: .init(inAll: 6, perAddress: 6)) { port, _ in
            var idle: [Connection] = []
            for _ in 0..<60 { idle.append(try Connection(port: port)) }
            for _ in 0..<5 { #expect(try await ask(port, "GET", "/healthz").status == 200) }
            // Those that gave way are closed, the oldest first.
            for connection in idle.prefix(40) { #expect(await connection.read().isEmpty) }
        }
    }

    @Test("11.2: beside connections that are all served, the next one is refused with 503 and its reason")
    func refusal() async throws {
        try await open(routes, limits: .init(inAll: 2, perAddress: 2)) { port, _ in
            var streams: [Connection] = []
            for _ in 0..<2 {
                let stream = try Connection(port: port)
                await stream.send("GET", "/v1/effects", asAdapter, [])
                _ = await stream.read { $0.contains(": attached") }
                streams.append(stream)
            }
            for _ in 0..<30 {
                let answer = try await ask(port, "GET", "/healthz")
                #expect(answer.status == 503 && answer.headers["retry-after"] == "1")
                #expect(answer.error?.code == "busy" && answer.error?.value == "too many connections")
            }
            #expect(streams.count == 2)
        }
    }

    @Test("11.2: a connection with half a request head is closed in time, an event stream beside it is not")
    func idle() async throws {
        let station = ScriptedStation()
        let routes = GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone]).routes
        try await open(routes, idle: .milliseconds(200)) { port, _ in
            let stream = try Connection(port: port)
            await stream.send("GET", "/v1/effects", asAdapter, [])
            _ = await stream.read { $0.contains(": attached") }
            // Each comes after the one before was closed: several times what a connection may be silent.
            for _ in 0..<4 {
                let silent = try Connection(port: port)
                #expect(await silent.read().isEmpty)
                let half = try Connection(port: port)
                await half.send(raw: "GET /healthz HTTP/1.1\r\nHost: local")
                #expect(await half.read().isEmpty)
            }
            await station.tell("effects", .effectPending(pending))
            let told = String(decoding: await stream.read { $0.contains("}\n\n") }, as: UTF8.self)
            #expect(told.contains("effectPending"))
        }
    }

    @Test("11.2: a body that drips is answered with 408 in time")
    func drip() async throws {
        var routes = EdgeRoutes(tokens: Tokens.file)
        routes.add(.post, "/", for: .anybody) { request, _ in
            _ = try await request.bytes(upTo: 100, within: .milliseconds(50))
            return Response(status: .ok)
        }
        try await open(routes) { port, _ in
            let slow = try Connection(port: port)
            await slow.send(raw: "POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 9\r\n\r\nhalf")
            let text = String(decoding: await slow.read { $0.contains("too_slow") }, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 408"))
        }
    }
}
