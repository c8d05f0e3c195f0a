import Contacts
import Facts
import Testing

@testable import Traffic

@Suite("Replay floor: recorded moves")
struct RecordedMovesTests {
    private static func move(_ from: Tier, _ to: Tier, after second: Int64) -> RecordedMove {
        RecordedMove(
            source: "a", target: "b", from: from, to: to, priority: .routine, at: .seconds(second),
            after: .seconds(second))
    }

    private func stage(_ moves: [RecordedMove]) throws -> Stage {
        try Stage([
            TraceContact(
                label: "1", arrival: .seconds(10), channel: .chat, queue: "q", service: .seconds(7),
                patience: nil, moves: moves)
        ]) { $0.escalateEvery = 1 }
    }

    private func wish(_ tier: Tier) -> Submission {
        .desk(
            agent: "A1", session: "R-A1",
            request: .escalate(
                Contact.ID(gateway: 1, number: 1), to: tier, reason: BPIReader.reason, priority: .routine))
    }

    private func refuse(_ stage: inout Stage, at second: Int64) {
        stage.push(
            .requestRefused(
                RequestRefused(
                    request: "escalate", field: "to", reason: "no row", agent: "A1", items: [stage.call])),
            second)
    }

    @Test("each recorded move is asked for after its time, and a refused one does not keep the next from it")
    func refused() throws {
        var stage = try stage([Self.move(.one, .one, after: 5), Self.move(.one, .two, after: 30)])
        stage.serve(channel: .chat)
        stage.advance(24)
        #expect(stage.said.isEmpty)
        stage.advance(25)
        #expect(stage.last == wish(.one))
        stage.commit(25)
        refuse(&stage, at: 26)
        // Told twice, of one wish: it counts once.
        refuse(&stage, at: 27)
        stage.advance(55)
        #expect(stage.said.isEmpty)
        stage.advance(56)
        #expect(stage.last == wish(.two))
    }

    @Test("when the last move is refused the agent works on and ends the contact")
    func lastRefused() throws {
        var stage = try stage([Self.move(.two, .one, after: 5)])
        stage.serve(channel: .chat)
        stage.advance(25)
        #expect(stage.last == wish(.one))
        refuse(&stage, at: 30)
        stage.advance(36)
        #expect(stage.said.isEmpty)
        stage.advance(37)
        #expect(stage.said.count == 1 && stage.last != wish(.one))
    }

    @Test("a case without moves is ended by whoever has it, whatever the options say")
    func none() throws {
        var stage = try stage([])
        stage.serve(channel: .chat)
        stage.advance(27)
        let isWish = if case .desk(_, _, .escalate)? = stage.last { true } else { false }
        #expect(stage.said.count == 1 && !isWish)
    }

    @Test("an agent who has a contact before its arrival was answered waits for the answer")
    func early() throws {
        var stage = try stage([Self.move(.one, .two, after: 5)])
        stage.open()
        stage.commit(0)
        stage.stand(.ready, at: 1)
        stage.advance(10)
        let arrival = stage.said
        stage.stand(.engaged, .inService, channel: .chat, at: 11)
        stage.advance(20)
        #expect(stage.said.isEmpty)
        stage.said = arrival
        stage.commit(21)
        stage.advance(26)
        #expect(stage.last == wish(.two))
    }
}
