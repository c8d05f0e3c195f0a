import Contacts
import Facts
import Gateway
import SharedTesting
import Standards
import Testing

@Suite("Gateway: work items")
struct WorkTests {
    private static let rules = [
        WorkClassRule(
            name: "claim", facts: [.init("network", ["yes", "no"]), .init("region")],
            events: [
                .init("government-direction", evidence: .required), .init("completed"), .init("reopened"),
            ],
            ends: ["completed"], reopens: ["reopened"], reopenWithin: .hours(24)),
        WorkClassRule(
            name: "review", events: [.init("decided")], ends: ["decided"],
            routed: .init("clinical", onResolved: "decided")),
    ]

    private var now = Instant(microseconds: 1_700_000_000_000_000)
    private let item = Contact.ID(gateway: 4, number: 1)

    private func gateway(_ channels: [Channel] = [.letter, .workItem]) -> Watched<GatewayMachine> {
        Watched(
            GatewayConfiguration(
                gateway: "portal", number: 4, channels: channels, directory: .standard, work: Self.rules))
    }

    private func received(_ name: WorkClass, _ facts: [WorkFact] = []) -> Submission {
        .workItem(
            WorkItemSubmission(workClass: name, received: nil, facts: facts, by: "mailroom", key: "k"))
    }

    private func report(_ change: WorkChange, evidence: EvidenceToken? = nil) -> Submission {
        .workReport(WorkReport(item: item, change: change, at: nil, by: "clerk", evidence: evidence))
    }

    @Test(
        "a work item gets the next number and goes to the router; a routed one is a contact too"
    )
    func arrives() {
        var gateway = gateway()
        #expect(
            gateway.handle(.submission(received("claim")), at: now).transcript == ["workItemReceived>router"])
        let routed = gateway.handle(.submission(received("review")), at: now)
        #expect(routed.transcript == ["workItemReceived>router", "contactReceived>router"])
        #expect(
            routed.compactMap(\.fact.contact)
                == [Contact.ID](repeating: .init(gateway: 4, number: 2), count: 2))
        #expect(gateway.state.itemCount == 2 && gateway.state.lastNumber == 2)
    }

    @Test("what a table does not allow is refused with the field, the value and what was expected")
    func refused() {
        var gateway = gateway()
        gateway.handle(.submission(received("claim")), at: now)
        let table: [(Submission, String, String)] = [
            (received("chore"), "class", "chore is no class of work.yaml; expected one of claim, review"),
            (
                received("claim", [WorkFact("network", "maybe")]), "facts.network",
                "maybe is not what it may be; expected one of yes, no"
            ),
            (
                received("claim", [WorkFact("colour", "red")]), "facts.colour",
                "claim has no fact colour; expected one of network, region"
            ),
            (
                report(.event("decided")), "event",
                "decided cannot happen to claim; expected one of government-direction, completed, reopened"
            ),
            (
                report(.event("government-direction")), "evidence",
                "absent; government-direction needs to say where its proof is kept"
            ),
            (
                report(.reclassified("chore")), "class",
                "chore is no class of work.yaml; expected one of claim, review"
            ),
            (report(.facts([WorkFact("network", "no?")])), "facts.network", "no? is not what it may be"),
            (
                report(.event("reopened")), "event",
                "C4-1 is open; expected an event that happens to open work"
            ),
        ]
        for (submission, field, reason) in table {
            let before = gateway.state
            // What a fact cannot be is in the record beside.
            let decided = gateway.handle(.submission(submission), at: now)
                .filter { $0.fact.kind != .workItemIncomplete }
            guard case .requestRefused(let refusal)? = decided.first?.fact, decided.count == 1 else {
                Issue.record("\(field): \(decided)")
                continue
            }
            #expect(refusal.field == field && refusal.reason.hasPrefix(reason), "\(refusal)")
            #expect(gateway.state == before)
        }
    }

    @Test("an ended item takes only what reopens it, until nothing may")
    func ended() throws {
        var gateway = gateway()
        gateway.handle(.submission(received("claim")), at: now)
        #expect(
            gateway.handle(.submission(report(.event("completed"))), at: now).transcript == [
                "workItemReported>router"
            ])
        let late = gateway.handle(.submission(report(.event("completed"))), at: now)
        guard case .requestRefused(let refusal)? = late.first?.fact else { return }
        #expect(refusal.reason == "C4-1 has ended; expected reopened, facts, or an event from before its end")
        try gateway.restart()
        #expect(
            gateway.handle(.submission(report(.event("reopened"))), at: now).transcript == [
                "workItemReported>router"
            ])
        gateway.handle(.submission(report(.event("completed"))), at: now)
        let later = now.advanced(by: .seconds(86_401))
        gateway.handle(.submission(received("claim")), at: later)
        #expect(gateway.state.itemCount == 1)
        #expect(
            gateway.handle(.submission(report(.event("reopened"))), at: later).transcript == [
                "requestRefused"
            ])
    }

    @Test("a report is never earlier than the item's receipt nor later than the gateway heard of it")
    func instants() {
        var gateway = gateway()
        gateway.handle(.submission(received("claim")), at: now)
        // Clocks of machines differ a little.
        for (said, heard) in [(-60, now), (69, now.advanced(by: .seconds(9)))] {
            let report = WorkReport(
                item: item, change: .event("government-direction"), at: now.advanced(by: .seconds(said)),
                by: "g", evidence: "e")
            let decided = gateway.handle(.submission(.workReport(report)), at: now.advanced(by: .seconds(9)))
            guard case .workItemReported(let fact)? = decided.first?.fact else {
                Issue.record("\(decided)")
                continue
            }
            #expect(fact.at == heard)
        }
    }

    @Test("a routed item's contact that ends resolved tells the router of the event that it means")
    func resolved() {
        var gateway = gateway()
        gateway.handle(.submission(received("review")), at: now)
        let ended = ContactEnded(
            contact: item, gateway: "portal", outcome: .resolved, at: now, tier: .two, agent: "ann")
        let decided = gateway.handle(.fact(.contactEnded(ended), from: "router"), at: now)
        #expect(decided.transcript == ["workItemReported>router", "effectDone"])
        guard case .workItemReported(let fact) = decided[0].fact else { return }
        #expect(fact.change == .event("decided") && fact.by == "ann")
        #expect(gateway.handle(.fact(.contactEnded(ended), from: "router"), at: now).isEmpty)
    }

    @Test("13.B15: an item that is open when its contact is over is counted, until a report ends it")
    func unqueued() throws {
        var gateway = gateway()
        func count() -> Int64? {
            gateway.machine.gauges(at: now).first { $0.name == "unqueued_items" }?.value
        }
        gateway.handle(.submission(received("review")), at: now)
        // What is tracked only never was in a queue.
        gateway.handle(.submission(received("claim")), at: now)
        #expect(count() == 0)
        let ended = ContactEnded(
            contact: item, gateway: "portal", outcome: .unresolved, at: now, tier: .two, agent: "ann")
        gateway.handle(.fact(.contactEnded(ended), from: "router"), at: now)
        try gateway.restart()
        #expect(count() == 1)
        gateway.handle(.submission(report(.event("decided"))), at: now)
        #expect(count() == 0)
        // With its contact resolved nothing is left open.
        gateway.handle(.submission(received("review")), at: now)
        let other = ContactEnded(
            contact: Contact.ID(gateway: 4, number: 3), gateway: "portal", outcome: .resolved, at: now,
            tier: .two, agent: "ann")
        gateway.handle(.fact(.contactEnded(other), from: "router"), at: now)
        #expect(count() == 0)
    }

    @Test("work comes only to a gateway that takes work items")
    func elsewhere() {
        var gateway = gateway([.phone])
        for submission in [received("claim"), report(.event("completed"))] {
            guard
                case .requestRefused(let refusal)? = gateway.handle(.submission(submission), at: now).first?
                    .fact
            else {
                Issue.record("\(submission)")
                continue
            }
            #expect(refusal.field == "type")
        }
    }
}
