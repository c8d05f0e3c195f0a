import Contacts
import Facts
import Gateway
import Router
import SharedTesting
import Testing

@Suite("Router: what the medium did not do")
struct MediumTests {
    private func asked(_ action: MediumAsked.Action, _ router: inout Router) throws -> Effect.ID {
        let asked = MediumAsked(
            contact: router.contact, generation: 1, agent: "ann", action: action, number: 1)
        let facts = router.hear(.mediumAsked(asked), from: "tier-1").map(\.fact)
        guard case .effectRequested(let requested) = try #require(facts.first) else { return "none" }
        return requested.effect
    }

    @Test(
        "11.3: the tier of the agent who asked is told what the medium refused",
        arguments: MediumAsked.Action.allCases)
    func refused(action: MediumAsked.Action) throws {
        var router = Router(at: .talking)
        let effect = try asked(action, &router)
        let kind = try #require(EffectKind.allCases.first { $0.asked == action })
        let failed = EffectFailed(effect: effect, contact: router.contact, reason: "busy", kind: kind)
        let decided = router.hear(.effectFailed(failed))
        #expect(decided.transcript == ["mediumRefused>tier-1"])
        guard case .mediumRefused(let told) = try #require(decided.first).fact else { return }
        #expect(told.agent == "ann" && told.action == action && told.reason == "busy")
    }

    @Test("11.3: an agent who does not serve the contact any more is not told")
    func late() throws {
        var router = Router(at: .talking)
        let effect = try asked(.disconnect, &router)
        router.disconnect(.agentLeg)
        let failed = EffectFailed(
            effect: effect, contact: router.contact, reason: "busy", kind: .disconnect)
        #expect(router.hear(.effectFailed(failed)).isEmpty)
    }

    @Test("11.4: a caller whose call was hung up after the agent's leg was lost ends, and holds no clock")
    func hungUpAfterLegLost() {
        var router = Router(at: .waitingAgain)
        let decided = router.disconnect(.agent).map(\.fact.kind)
        #expect(decided.first == .contactWithdrawn && decided.last == .contactEnded)
        #expect(router.open == nil)
    }
}
