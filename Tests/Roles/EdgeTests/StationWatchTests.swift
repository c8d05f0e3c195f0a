import Config
import Contacts
import StateFolder
import Testing
import TopologyFile

@testable import ConsoleWeb

/// A console that looks twice a second at a router and a queue that consumes it, on a clock of its own.
private struct Look {
    var watch = StationWatch()
    var now: Int64 = 100_000_000
    var router = Answer()
    var queue = Answer()

    /// What a station says when it is asked; nothing new while `isSilent`.
    struct Answer {
        var report: StationReport?
        var at: Int64 = 0
        var isSilent = false

        mutating func say(_ json: String, at now: Int64) {
            guard !isSilent else { return }
            report = StationReport([UInt8](json.utf8))
            at = now
        }
    }

    private func station(_ name: StationName, _ program: Program, _ answer: Answer) -> Snapshot.Station {
        Snapshot.Station(
            watched: WatchedStation(name: name, program: program, ingressEndpoint: ""),
            report: answer.report, age: answer.report == nil ? nil : now - answer.at)
    }

    /// Half a second later: the router tells of the queue's lag, the queue of its contacts.
    @discardableResult
    mutating func look(
        acknowledged: Int, lag: Int, contacts: Int = 0, after: Int64 = 500_000
    ) -> StationWatch.Change {
        now += after
        router.say(
            #"{"name":"router","consumers":[{"name":"tier-1","attached":true,"#
                + #""acknowledged":\#(acknowledged),"lag":\#(lag)}]}"#, at: now)
        queue.say(
            #"{"name":"tier-1","gauges":[{"name":"queued_contacts","labels":{},"value":\#(contacts)}]}"#,
            at: now)
        return watch.look(
            at: [station("router", .router, router), station("tier-1", .tierQueue, queue)], now: now)
    }
}

@Suite("StationWatch")
struct StationWatchTests {
    @Test("a station that does its work is no concern, however much it has to do")
    func works() {
        var look = Look()
        for step in 0..<100 {
            look.look(acknowledged: step, lag: step.isMultiple(of: 2) ? 9_000 : 8_000, contacts: 5)
        }
        #expect(look.watch.concerns.isEmpty)
    }

    @Test("a queue that does not answer for over two seconds while contacts wait is silent, with evidence")
    func noAnswer() throws {
        var look = Look()
        look.look(acknowledged: 7, lag: 0, contacts: 3)
        look.queue.isSilent = true
        for _ in 0..<4 { #expect(look.look(acknowledged: 7, lag: 0).raised.isEmpty) }
        let raised = look.look(acknowledged: 7, lag: 0).raised
        let concern = try #require(raised.first)
        #expect(concern.kind == .silent && concern.station == "tier-1" && concern.upstream == nil)
        #expect(concern.evidence == "no answer for 2.5 s; it had 3 open contacts")
        #expect(look.watch.concerns == raised)
        #expect(look.look(acknowledged: 7, lag: 0).raised.isEmpty, "told once")
        look.queue.isSilent = false
        #expect(look.look(acknowledged: 7, lag: 0, contacts: 3).cleared.map(\.kind) == [.silent])
        #expect(look.watch.concerns.isEmpty)
    }

    @Test("a station that answers and acknowledges nothing while entries wait is silent, and then is not")
    func noAcknowledgement() throws {
        var look = Look()
        for _ in 0..<5 { #expect(look.look(acknowledged: 7, lag: 14).raised.isEmpty) }
        let concern = try #require(look.look(acknowledged: 7, lag: 14).raised.first)
        #expect(concern.kind == .silent && concern.station == "tier-1" && concern.upstream == "router")
        #expect(concern.evidence == "acknowledged 7 at router for 2.5 s with 14 entries waiting")
        #expect(look.look(acknowledged: 8, lag: 13).cleared.count == 1)
        #expect(look.watch.concerns.isEmpty)
    }

    @Test("a station is left in peace while nothing waits for it")
    func nothingWaits() {
        var look = Look()
        for _ in 0..<10 { look.look(acknowledged: 7, lag: 0) }
        look.queue.isSilent = true
        for _ in 0..<20 { look.look(acknowledged: 7, lag: 0) }
        #expect(look.watch.concerns.isEmpty)
    }

    @Test("what an upstream said before it fell silent itself is not held against its consumer")
    func upstreamSilent() {
        var look = Look()
        for _ in 0..<3 { look.look(acknowledged: 7, lag: 14, contacts: 1) }
        look.router.isSilent = true
        for _ in 0..<20 { look.look(acknowledged: 7, lag: 14, contacts: 1) }
        #expect(look.watch.concerns.isEmpty)
    }

    @Test("a lag that grows in five answers and is above the floor is told; it is over when it once shrinks")
    func growingLag() throws {
        var look = Look()
        for step in 0..<5 {
            #expect(look.look(acknowledged: step, lag: 400 + step * 100).raised.isEmpty, "\(step)")
        }
        let concern = try #require(look.look(acknowledged: 6, lag: 900).raised.first)
        #expect(concern.kind == .growingLag && concern.upstream == "router")
        #expect(
            concern.evidence == "the lag at router grew in each of 5 answers, from 400 to 900 entries")
        #expect(look.look(acknowledged: 7, lag: 1_000).raised.isEmpty)
        #expect(look.look(acknowledged: 8, lag: 999).cleared.map(\.kind) == [.growingLag])
    }

    @Test("a lag that grows below the floor, or not in every answer, is none to tell")
    func harmlessLag() {
        var look = Look()
        for step in 0..<30 { look.look(acknowledged: step, lag: step * 10) }
        for step in 30..<60 { look.look(acknowledged: step, lag: 10_000 + (step % 5) * 100) }
        #expect(look.watch.concerns.isEmpty)
    }

    @Test("a console that stood still itself blames nobody for it")
    func standstill() {
        var look = Look()
        for step in 0..<5 { look.look(acknowledged: step, lag: 9, contacts: 3) }
        look.queue.isSilent = true
        look.router.isSilent = true
        let change = look.look(acknowledged: 5, lag: 9, after: 60_000_000)
        #expect(change.raised.isEmpty)
        look.router.isSilent = false
        for step in 6..<9 { #expect(look.look(acknowledged: step, lag: 9).raised.isEmpty) }
    }

    @Test("a station that never answered is silent when entries wait for it since the console began")
    func neverAnswered() {
        var look = Look()
        look.queue.isSilent = true
        for _ in 0..<5 { #expect(look.look(acknowledged: 0, lag: 3).raised.isEmpty) }
        let raised = look.look(acknowledged: 0, lag: 3).raised
        #expect(raised.map(\.evidence) == ["no answer for 2.5 s; router has 3 entries for it"])
    }
}
