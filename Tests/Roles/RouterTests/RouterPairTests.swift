import Contacts
import Facts
import Router
import SharedTesting
import Testing

/// Every stand of a telephone contact with every input about it: what is decided, and that saying it again
/// changes nothing. The router's answer is written with one letter per station: G(ateway), Q(ueue),
/// W(atchdog), and none.
@Suite("Router: every stand x every input")
struct RouterPairTests {
    /// One input, and what it leads to in the order of `Router.Stand.allCases`.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let input: @Sendable (Router) -> Fact
        let leadsTo: [String]
        var testDescription: String { name }
    }

    private static let refused = "requestRefused"
    /// The same, which the agent who asked is told by the queue that has the agent.
    private static let told = "requestRefused>QQQ"
    private static let withdrawn = "contactWithdrawn>Q clockStopped>W contactEnded>GW"
    private static let withdrawnAnswered = "contactWithdrawn>Q clockStarted>W contactEnded>GW"
    private static let interrupted = "serviceInterrupted>Q"
    private static let interruptedHeld = "serviceInterrupted>Q clockSuspended>W"
    private static let resolved = "inquiryResolved>W clockStopped>W contactEnded>GW"
    private static let moved = "escalationDecided contactWithdrawn>Q"
    private static let hold = "clockResumed>W"

    /// What a member's leaving leads to, whoever reports it.
    private static let left = [
        withdrawn, withdrawn, withdrawn, interrupted, interruptedHeld, withdrawnAnswered, "",
        withdrawnAnswered,
        withdrawnAnswered, "",
    ]

    static let rows: [Row] = [
        row("received again", every("")) { $0.received(.phone) },
        row(
            "connected",
            [
                refused, "serviceBegan>Q clockStopped>W", "serviceBegan>Q clockStopped>W contactWithdrawn>Q",
                "",
                "", refused, "", refused, refused, "",
            ]
        ) {
            .contactConnected(
                ContactConnected(contact: $0.contact, offer: $0.first, agent: "ann", at: $0.now)
            )
        },
        row("connected by another offer", every(refused)) {
            .contactConnected(
                ContactConnected(contact: $0.contact, offer: $0.second, agent: "bob", at: $0.now)
            )
        },
        row(
            "connect failed",
            [refused, interrupted, interrupted + " contactWithdrawn>Q"] + Array(repeating: refused, count: 6)
                + [""]
        ) { .connectFailed(failed($0, .agentLeg)) },
        row("connect failed, member gone", left) { .connectFailed(failed($0, .contactGone)) },
        row("held", ["", "", "", "holdChanged>Q clockResumed>W", "", "", "", "clockResumed>W", "", ""]) {
            .contactHeld(ContactHeld(contact: $0.contact, at: $0.now))
        },
        row("resumed", ["", "", "", "", "holdChanged>Q clockSuspended>W", "", "", "", "", ""]) {
            .contactResumed(ContactResumed(contact: $0.contact, at: $0.now))
        },
        row("abandoned", left) { .contactAbandoned(ContactAbandoned(contact: $0.contact, at: $0.now)) },
        row("member disconnected", left) { disconnected($0, .member) },
        row("agent disconnected", left) { disconnected($0, .agent) },
        row("agent's leg lost", ["", "", "", interrupted + " " + hold, interrupted, "", "", "", "", ""]) {
            disconnected($0, .agentLeg)
        },
        row("the answer clock breached: no call changes its place", every("")) {
            .clockBreached(
                ThresholdPassed(
                    clock: Clock.ID("phone.answer", contact: $0.contact), threshold: "30s", due: $0.now,
                    at: $0.now, presumed: false, duringOutage: false))
        },
        row("acknowledged", every("")) {
            .messageSent(MessageSent(contact: $0.contact, purpose: .acknowledgement, at: $0.now))
        },
        row("13.A7: a reply that left says nothing of the person of the tier", every("")) {
            .messageSent(MessageSent(contact: $0.contact, purpose: .reply, at: $0.now))
        },
        row(
            "13.A7: the tier's person answered the matter",
            Array(repeating: "", count: 8) + ["clockStopped>W", ""]
        ) {
            responded($0, generation($0))
        },
        row(
            "13.A7: a tone for the agent", ["", "", "", "toneSounded>Q", "toneSounded>Q", "", "", "", "", ""]
        ) {
            .toneDue(ToneDue(clock: Clock.ID("hold", contact: $0.contact), threshold: "20s"))
        },
        row("accepted", ["effectRequested>G", "", "", "", "", "", "", "", "effectRequested>G", ""]) {
            accepted($0, $0.first)
        },
        row(
            "another offer accepted",
            [
                "effectRequested>G", "effectRequested>G", "effectRequested>G", refused, refused,
                "effectRequested>G", refused, "", "effectRequested>G", "",
            ]
        ) { accepted($0, $0.second) },
        row(
            "hold asked",
            [told, told, told, "effectRequested>G", "effectRequested>G"]
                + Array(repeating: told, count: 4) + [""]
        ) {
            .mediumAsked(
                MediumAsked(
                    contact: $0.contact,
                    generation: generation($0),
                    agent: "ann",
                    action: .hold,
                    number: 1
                )
            )
        },
        row(
            "service ended, resolved",
            Array(repeating: resolved, count: 8)
                + ["inquiryResolved>W clockStopped>W contactEnded>GW", ""]
        ) { serviceEnded($0, generation($0)) },
        row(
            "escalation asked",
            Array(repeating: "escalationRefused>Q", count: 3) + [moved, moved]
                + ["escalationRefused>Q", "escalationRefused>Q", "", "escalationRefused>Q", ""]
        ) { escalation($0, generation($0)) },
        row(
            "escalation due",
            [
                moved, "escalationDecided", "", moved, moved, moved, "escalationRefused", "escalationRefused",
                "escalationRefused", "",
            ]
        ) {
            .escalationDue(
                EscalationDue(
                    clock: Clock.ID("resolution", contact: $0.contact, inquiry: 1),
                    reason: "late",
                    to: .two,
                    priority: .routine
                )
            )
        },
        row(
            "released",
            [
                "contactPlaced>Q", refused, refused, refused, refused, "contactPlaced>Q", refused,
                "handoffOffered>Q clockStarted>W clockResumed>W", "contactPlaced>Q", "",
            ]
        ) { released($0, generation($0)) },
        row(
            "placement refused",
            [
                "contactPlaced>Q", refused, refused, refused, refused, "contactPlaced>Q", refused,
                "handoffOffered>Q clockStarted>W clockResumed>W", "contactPlaced>Q", "",
            ]
        ) { placementRefused($0, generation($0)) },
        row("hand-off accepted", every("")) { router in
            .handoffAccepted(
                HandoffAccepted(placement: router.open?.placement ?? unplaced, at: router.now)
            )
        },
        row(
            "announcement due",
            Array(repeating: "effectRequested>G", count: 6) + [
                "", "effectRequested>G", "effectRequested>G", "",
            ]
        ) {
            .announcementDue(
                AnnouncementDue(
                    clock: Clock.ID("hold", contact: $0.contact),
                    threshold: "60s",
                    announcement: "sorry"
                )
            )
        },
        row("the medium refused what nobody asked for", every("")) {
            .effectFailed(EffectFailed(effect: "hold/9", contact: $0.contact, reason: "busy", kind: .hold))
        },
        row("the medium does not answer", Array(repeating: "effectOverdue>W", count: 10)) {
            .effectOverdue(
                EffectOverdue(
                    effect: "hold/9", contact: $0.contact, kind: .hold, gateway: "phone", asked: $0.now,
                    at: $0.now, attempt: 1))
        },
        row("13.B11: followed up while open, or with nothing open", every(told, ended: told)) {
            .inquiryFollowedUp(
                InquiryFollowedUp(
                    contact: $0.contact, agent: "ann",
                    said: FollowUpSaid(index: 1, means: .call, result: .resolved), at: $0.now))
        },
        row("13.B11: an agent says whose it is", every("contactLinked", ended: "contactLinked")) {
            .contactIdentified(
                ContactIdentified(
                    contact: $0.contact, agent: "ann", said: CaseSaid(member: "m", issue: "i"), at: $0.now))
        },
        row("late: accepted", every(refused)) { accepted($0, $0.second, 99) },
        row("late: service ended", every(refused)) { serviceEnded($0, 99) },
        row("late: answered the matter", every(refused)) { responded($0, 99) },
        row("late: escalation asked", every(refused)) { escalation($0, 99) },
        row("late: released", every(refused)) { released($0, 99) },
        row("late: placement refused", every(refused)) { placementRefused($0, 99) },
    ]

    @Test("each pair is decided, and the same input again changes nothing", arguments: rows)
    func pair(row: Row) throws {
        #expect(row.leadsTo.count == Router.Stand.allCases.count)
        for (stand, expected) in zip(Router.Stand.allCases, row.leadsTo) {
            var router = Router(at: stand)
            let input = row.input(router)
            #expect(short(router.hear(input)) == expected, "\(row.name) when \(stand)")
            let before = router.watched.state
            try router.watched.restart()
            router.hear(input)
            #expect(router.watched.state == before, "\(row.name) twice when \(stand)")
        }
    }

    private func short(_ decided: [Decided]) -> String {
        decided.map { entry in
            let letters = entry.destinations.map { name -> String in
                name.rawValue.hasPrefix("tier") ? "Q" : name == "watchdog" ? "W" : "G"
            }
            return entry.fact.kind.description + (letters.isEmpty ? "" : ">" + letters.joined())
        }.joined(separator: " ")
    }
}

// MARK: - Rows and their inputs

extension RouterPairTests {
    private static func row(
        _ name: String,
        _ leadsTo: [String],
        _ input: @escaping @Sendable (Router) -> Fact
    ) -> Row {
        Row(name: name, input: input, leadsTo: leadsTo)
    }

    /// The same for every open contact, and nothing, or something else, for one that has ended.
    private static func every(_ text: String, ended: String = "") -> [String] {
        Array(repeating: text, count: 9) + [ended]
    }

    private static let unplaced = Placement(
        contact: Contact.ID(gateway: 1, number: 1),
        generation: 1,
        tier: .one,
        channel: .phone,
        contactClass: "phone",
        rank: 1,
        needs: [],
        received: .distantPast,
        due: nil,
        cause: .arrival,
        inquiryCount: 1
    )

    private static func responded(_ router: Router, _ generation: Generation) -> Fact {
        .responseGiven(
            ResponseGiven(
                contact: router.contact, generation: generation, agent: "ann", recipient: .member,
                at: router.now))
    }

    private static func generation(_ router: Router) -> Generation { router.open?.placement.generation ?? 1 }

    private static func failed(_ router: Router, _ reason: ConnectFailed.Reason) -> ConnectFailed {
        ConnectFailed(contact: router.contact, offer: router.first, agent: "ann", reason: reason)
    }

    private static func disconnected(_ router: Router, _ party: ContactDisconnected.Party) -> Fact {
        .contactDisconnected(ContactDisconnected(contact: router.contact, at: router.now, party: party))
    }

    private static func accepted(_ router: Router, _ offer: Offer.ID, _ late: Generation? = nil) -> Fact {
        .offerAccepted(
            OfferAccepted(
                offer: offer,
                contact: router.contact,
                generation: late ?? generation(router),
                agent: "ann"
            )
        )
    }

    private static func serviceEnded(_ router: Router, _ generation: Generation) -> Fact {
        .serviceEnded(
            ServiceEnded(
                contact: router.contact,
                generation: generation,
                agent: "ann",
                dispositions: [.init(index: 1, result: .resolved)],
                at: router.now
            )
        )
    }

    private static func escalation(_ router: Router, _ generation: Generation) -> Fact {
        .escalationAsked(
            EscalationAsked(
                contact: router.contact,
                generation: generation,
                agent: "ann",
                from: .one,
                to: .two,
                reason: "clinical",
                priority: .priority
            )
        )
    }

    private static func released(_ router: Router, _ generation: Generation) -> Fact {
        .contactReleased(
            ContactReleased(
                contact: router.contact,
                generation: generation,
                tier: .one,
                reason: .escalated,
                at: router.now
            )
        )
    }

    private static func placementRefused(_ router: Router, _ generation: Generation) -> Fact {
        .placementRefused(
            PlacementRefused(contact: router.contact, generation: generation, tier: .one, reason: "no")
        )
    }
}
