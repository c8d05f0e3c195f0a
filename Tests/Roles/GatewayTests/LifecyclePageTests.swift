import Contacts
import Facts
import Gateway
import Handbook
import SharedTesting
import Testing

/// Draws the handbook's table of a telephone contact at its gateway from the pair tables.
@Suite("Handbook: a contact at its gateway")
struct LifecyclePageTests {
    @Test("the page shows what changes a contact's medium")
    func contact() throws {
        var table = LifecycleTable()
        var arriving = Gateway()
        let received = arriving.submit(.arrived(arriving.arrival(.phone)))
        note(received, in: &table, from: "notHere", arriving, cause: "arrived", by: "adapter")
        for row in GatewayPairTests.rows {
            for stand in Gateway.Stand.allCases {
                var gateway = Gateway(at: stand)
                let before = Self.name(of: gateway)
                let decided = gateway.handle(row.input)
                let cause = row.name == "left" ? "member left" : row.name
                note(decided, in: &table, from: before, gateway, cause: cause, by: row.speaker)
            }
        }
        let words: [(rows: [EffectPairTests.Row], end: String, word: Submission)] = [
            (EffectPairTests.doneRows, "done", .effectDone(EffectPairTests.effect)),
            (EffectPairTests.failedRows, "failed", .effectFailed(EffectPairTests.effect, reason: "busy")),
            (
                EffectPairTests.goneRows, "failed, the member gone",
                .effectFailed(EffectPairTests.effect, reason: "contact_gone")
            ),
        ]
        for (rows, end, word) in words {
            for row in rows {
                for stand in EffectPairTests.stands {
                    var gateway = EffectPairTests.gateway(row.action, at: stand)
                    let before = Self.name(of: gateway)
                    let decided = gateway.submit(word)
                    let cause = "\(row.action.kind.rawValue) \(end)"
                    note(decided, in: &table, from: before, gateway, cause: cause, by: "adapter")
                }
            }
        }
        let part = DrawnPart("contact at the gateway", of: "contact-lifecycle.md")
        try part.hold(against: table.text)
    }

    private func note(
        _ decided: [Decided], in table: inout LifecycleTable, from before: String, _ gateway: Gateway,
        cause: String, by speaker: String
    ) {
        table.note(
            from: before, to: Self.name(of: gateway), cause: cause, by: speaker,
            facts: decided.map { "\($0.fact.kind)" })
    }

    private static func name(of gateway: Gateway) -> String {
        switch gateway.watched.state.contacts[gateway.contact]?.phase {
        case nil: "notHere"
        case .waiting: "waiting"
        case .connected(_, .talking): "talking"
        case .connected(_, .held): "held"
        case .waitingAgain: "waitingAgain"
        case .gone: "gone"
        case .closing: "closing"
        }
    }
}

extension GatewayPairTests.Row {
    /// Who may say it.
    fileprivate var speaker: String {
        if case .submission = input { "adapter" } else { "router" }
    }
}
