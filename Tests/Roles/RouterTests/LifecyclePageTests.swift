import Contacts
import Facts
import Handbook
import Router
import SharedTesting
import Testing

/// Draws the handbook's table of a telephone contact at the router from the pair table.
@Suite("Handbook: a contact at the router")
struct LifecyclePageTests {
    @Test("the page shows what moves a contact at the router")
    func contact() throws {
        var table = LifecycleTable()
        var arriving = Router()
        note(arriving.receive(), in: &table, from: "notHere", arriving, cause: "received", by: "gateway")
        for row in RouterPairTests.rows {
            for stand in Router.Stand.allCases {
                var router = Router(at: stand)
                let before = Self.name(of: router)
                let input = row.input(router)
                let decided = router.hear(input)
                let publisher = Self.publisher(of: input)
                note(decided, in: &table, from: before, router, cause: row.name, by: publisher)
            }
        }
        let part = DrawnPart("contact at the router", of: "contact-lifecycle.md")
        try part.hold(against: table.text)
    }

    private func note(
        _ decided: [Decided], in table: inout LifecycleTable, from before: String, _ router: Router,
        cause: String, by publisher: String
    ) {
        table.note(
            from: before, to: Self.name(of: router), cause: cause, by: publisher,
            facts: decided.map { "\($0.fact.kind)" })
    }

    private static func name(of router: Router) -> String {
        guard let contact = router.open else { return "ended" }
        return switch contact.phase {
        case .placed: contact.servedBy == nil ? "placed" : "placedAgain"
        case .connecting(_, let handoff): handoff == nil ? "connecting" : "connectingToMove"
        case .inService(_, .talking): "talking"
        case .inService(_, .held): "held"
        case .wrapUp: "wrapUp"
        case .releasing: "releasing"
        case .handoffOffered: "handoffOffered"
        }
    }

    /// Whose stream the facts of the pair table come in.
    private static func publisher(of fact: Fact) -> String {
        switch fact.kind {
        case .clockBreached, .escalationDue, .announcementDue: "watchdog"
        case .offerAccepted, .mediumAsked, .serviceEnded, .escalationAsked, .contactReleased,
            .placementRefused, .handoffAccepted:
            "tier queue"
        default: "gateway"
        }
    }
}
