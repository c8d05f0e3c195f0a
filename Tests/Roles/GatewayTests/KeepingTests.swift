import Contacts
import Facts
import Gateway
import SharedTesting
import Standards
import Testing

@Suite("Gateway: how long ended work may be reopened")
struct KeepingTests {
    private static let rules = [
        WorkClassRule(
            name: "claim", events: [.init("completed"), .init("reopened")], ends: ["completed"],
            reopens: ["reopened"], reopenWithin: .hours(24))
    ]
    private let start = Instant(microseconds: 1_700_000_000_000_000)
    private let item = Contact.ID(gateway: 4, number: 1)

    private func ended() -> Watched<GatewayMachine> {
        var gateway = Watched<GatewayMachine>(
            GatewayConfiguration(
                gateway: "portal", number: 4, channels: [.workItem], directory: .standard, work: Self.rules))
        let received = WorkItemSubmission(workClass: "claim", received: nil, facts: [], by: "a", key: "k")
        gateway.handle(.submission(.workItem(received)), at: start)
        gateway.handle(report("completed"), at: start)
        return gateway
    }

    private func report(_ event: WorkEvent) -> Input {
        .submission(.workReport(WorkReport(item: item, change: .event(event), at: nil, by: "clerk")))
    }

    @Test("11.9: with no traffic since, a reopening after the keeping time is refused by name")
    func over() {
        var gateway = ended()
        let decided = gateway.handle(
            report("reopened"), at: start.advanced(by: .hours(24) + .microseconds(1)))
        guard case .requestRefused(let refusal) = decided.first?.fact else {
            Issue.record("nothing but the next item would have forgotten it")
            return
        }
        #expect(refusal.field == "item")
        #expect(refusal.reason.contains("could be spoken of until \(start.advanced(by: .hours(24)))"))
    }

    @Test("11.9: at the last instant it is reopened, and goes on as an open one")
    func inTime() {
        var gateway = ended()
        let last = start.advanced(by: .hours(24))
        #expect(gateway.handle(report("reopened"), at: last).transcript == ["workItemReported>router"])
        let later = last.advanced(by: .hours(100))
        #expect(gateway.handle(report("completed"), at: later).transcript == ["workItemReported>router"])
    }
}
