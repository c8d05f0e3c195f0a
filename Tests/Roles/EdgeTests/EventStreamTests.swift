import AgentDeskWeb
import Contacts
import Facts
import GatewayIngress
import Kernel
import ServiceLifecycle
import Testing

@testable import HTTP

let pending = EffectPending(
    effect: "connect/O1-77", contact: Contact.ID(gateway: 1, number: 42),
    action: .connect(offer: Offer.ID(tier: .one, number: 77), agent: "A001"))

@Suite("Server-sent events")
struct EventStreamTests {
    @Test("a frame names its event, and no line break in it can begin another")
    func frame() {
        #expect(EventStream.Event("offerMade", data: "{}").frame == "event: offerMade\ndata: {}\n\n")
        #expect(
            EventStream.Event("a", data: "x\n\nevent: b").frame
                == "event: a\ndata: x\ndata: \ndata: event: b\n\n")
    }

    @Test("an adapter is told the backlog first and then what comes", .timeLimit(.minutes(1)))
    func effects() async throws {
        let station = ScriptedStation()
        await station.tell("effects", .effectPending(pending))
        let routes = GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone])
        try await open(routes.routes) { port, _ in
            let connection = try Connection(port: port)
            await connection.send("GET", "/v1/effects", ["Authorization": "Bearer \(Tokens.adapter)"], [])
            let first = String(decoding: await connection.read { $0.contains("O1-77\"}") }, as: UTF8.self)
            #expect(first.contains("text/event-stream"))
            #expect(first.contains("cache-control: no-store") || first.contains("Cache-Control: no-store"))
            #expect(first.contains(": attached\n\n"))
            #expect(
                first.contains(
                    #"event: effectPending\#ndata: {"action":"connect","agent":"A001","contact":"C1-42","#
                        + #""effect":"connect/O1-77","offer":"O1-77"}"# + "\n\n"))
            var next = pending
            next.action = .close(.resolved)
            await station.tell("effects", .effectPending(next))
            let second = String(decoding: await connection.read { $0.contains("}\n\n") }, as: UTF8.self)
            #expect(second.contains(#""action":"close""#))
            #expect(second.contains(#""outcome":"resolved""#))
        }
    }

    @Test("11.3: of 1,300 pending effects an adapter that attaches is told all", .timeLimit(.minutes(1)))
    func longBacklog() async throws {
        let station = ScriptedStation()
        for number in 1...1300 {
            var one = pending
            one.effect = Effect.ID("connect/O1-\(number)!")
            await station.tell("effects", .effectPending(one))
        }
        let routes = GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone])
        try await open(routes.routes) { port, _ in
            let connection = try Connection(port: port)
            await connection.send("GET", "/v1/effects", ["Authorization": "Bearer \(Tokens.adapter)"], [])
            let read = await connection.read { $0.contains("O1-1300!") }
            let text = String(decoding: read, as: UTF8.self)
            let missing = (1...1300).filter { !text.contains("O1-\($0)!") }
            #expect(missing.isEmpty)
        }
    }

    @Test("11.3: an adapter is told what is withdrawn and released", .timeLimit(.minutes(1)))
    func withdrawn() async throws {
        let station = ScriptedStation()
        await station.tell(
            "effects",
            .effectWithdrawn(
                EffectWithdrawn(
                    effect: pending.effect, contact: pending.contact, kind: .connect, reason: "gone")))
        await station.tell(
            "effects",
            .mediumReleased(
                MediumReleased(
                    contact: pending.contact, by: "lead", reason: "down", at: Instant(microseconds: 0),
                    effects: ["disconnect/1"])))
        let routes = GatewayRoutes(port: station.port, tokens: Tokens.file, channels: [.phone])
        try await open(routes.routes) { port, _ in
            let connection = try Connection(port: port)
            await connection.send("GET", "/v1/effects", ["Authorization": "Bearer \(Tokens.adapter)"], [])
            let read = await connection.read { $0.contains(#""reason":"down"}"#) }
            let text = String(decoding: read, as: UTF8.self)
            #expect(
                text.contains(
                    #"event: effectWithdrawn\#ndata: {"action":"connect","contact":"C1-42","#
                        + #""effect":"connect/O1-77","reason":"gone"}"#))
            #expect(
                text.contains(
                    #"event: mediumReleased\#ndata: {"contact":"C1-42","effects":["disconnect\/1"],"#)
                    || text.contains(
                        #"event: mediumReleased\#ndata: {"contact":"C1-42","effects":["disconnect/1"],"#)
            )
        }
    }

    @Test("a silent stream says that it is there", .timeLimit(.minutes(1)))
    func keepAlive() async throws {
        let beats = KeepAlive { AsyncStream { feed in feed.yield() } }
        let routes = GatewayRoutes(
            port: ScriptedStation().port, tokens: Tokens.file, channels: [.phone], keepAlive: beats)
        try await open(routes.routes) { port, _ in
            let connection = try Connection(port: port)
            await connection.send("GET", "/v1/effects", ["Authorization": "Bearer \(Tokens.adapter)"], [])
            let read = await connection.read { $0.contains(": keep-alive\n\n") }
            #expect(String(decoding: read, as: UTF8.self).contains(": keep-alive\n\n"))
        }
    }

    @Test("a shutdown ends open streams in good order", .timeLimit(.minutes(1)))
    func shutdown() async throws {
        let routes = DeskRoutes(port: ScriptedStation().port, tokens: Tokens.file)
        try await open(routes.routes) { port, group in
            let connection = try Connection(port: port)
            await connection.send(
                "GET", "/v1/agents/A001/events", ["Authorization": "Bearer \(Tokens.bound)"], [])
            _ = await connection.read { $0.contains(": attached\n\n") }
            await group.triggerGracefulShutdown()
            let rest = String(decoding: await connection.read(), as: UTF8.self)
            #expect(rest.hasSuffix("0\r\n\r\n"))
        }
    }
}
