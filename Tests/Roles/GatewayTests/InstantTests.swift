import Contacts
import Facts
import Gateway
import SharedTesting
import Standards
import Testing

@Suite("Gateway: instants that cannot be")
struct InstantTests {
    /// The empty date of some languages.
    private static let yearOne = Instant(microseconds: -62_135_596_800_000_000)

    private func arrive(
        _ channel: Channel, received: (Instant) -> Instant, deadline: Instant? = nil
    ) -> (fact: Fact?, now: Instant) {
        var gateway = Gateway(channel)
        var arrival = gateway.arrival(channel)
        // The gateway handles it a second later.
        arrival.received = received(gateway.now.advanced(by: .seconds(1)))
        arrival.attributes.authorizationDeadline = deadline
        return (gateway.submit(.arrived(arrival)).first?.fact, gateway.now)
    }

    @Test(
        "11.7: who waits live counts from now when the stamp is of the year 1, and the stamp stays beside it",
        arguments: [Channel.phone, .chat, .walkIn])
    func live(channel: Channel) throws {
        let (fact, now) = arrive(channel) { _ in Self.yearOne }
        guard case .contactReceived(let received) = fact else {
            Issue.record("nobody who waits live is sent away for a stamp")
            return
        }
        #expect(received.received == now && received.ingested == now)
        #expect(received.stamped == Self.yearOne)
    }

    @Test(
        "11.7: what is written is refused by name when its stamp is longer ago than the channel takes",
        arguments: [Channel.email, .secureMessage, .letter])
    func written(channel: Channel) throws {
        let (fact, _) = arrive(channel) { _ in Self.yearOne }
        guard case .requestRefused(let refusal) = fact else {
            Issue.record("a message can come again with a right stamp")
            return
        }
        #expect(refusal.field == "received")
        #expect(refusal.reason.contains("0001-01-01"))
    }

    @Test("11.7: each channel has its own bound, at which a stamp still counts as said", arguments: [
        Channel.phone, .chat, .walkIn, .email, .secureMessage, .letter,
    ])
    func bound(channel: Channel) throws {
        let within = try #require(GatewayConfiguration.usualReceipts[channel])
        let (fact, now) = arrive(channel) { $0.advanced(by: .zero - within) }
        guard case .contactReceived(let received) = fact else {
            Issue.record("at the bound it counts")
            return
        }
        #expect(received.received == now.advanced(by: .zero - within))
        #expect(received.stamped == received.received)
        if case .contactReceived(let over) = arrive(
            channel, received: { $0.advanced(by: .zero - within - .seconds(1)) }
        ).fact {
            #expect(channel.isLive && over.received == over.ingested)
        }
    }

    @Test("11.7: a stamp hours ahead counts from now, and stays beside it", arguments: [
        Channel.phone, .email, .letter,
    ])
    func ahead(channel: Channel) throws {
        let (fact, now) = arrive(channel) { $0.advanced(by: .seconds(5 * 3600)) }
        guard case .contactReceived(let received) = fact else {
            Issue.record("a wrong zone loses nobody")
            return
        }
        #expect(received.received == now)
        #expect(received.stamped == now.advanced(by: .seconds(5 * 3600)))
    }

    @Test("11.7: an empty date as the authorization's deadline makes nobody urgent")
    func deadline() throws {
        let (live, _) = arrive(.phone, received: { $0 }, deadline: Self.yearOne)
        guard case .contactReceived(let received) = live else {
            Issue.record("nobody who waits live is sent away for a stamp")
            return
        }
        #expect(received.attributes.authorizationDeadline == nil)
        let (written, _) = arrive(.email, received: { $0 }, deadline: Self.yearOne)
        guard case .requestRefused(let refusal) = written else {
            Issue.record("a message can come again with a right stamp")
            return
        }
        #expect(refusal.field == "authorization_deadline")
    }

    @Test("11.7: a member who leaves in the year 1 left when the gateway heard of it, not at once")
    func leftBefore() throws {
        var gateway = Gateway()
        gateway.submit(.arrived(gateway.arrival(.phone)))
        gateway.now = gateway.now.advanced(by: .seconds(90))
        let left = MediumEvent(contact: gateway.contact, event: .left, at: Self.yearOne)
        guard case .contactAbandoned(let abandoned) = gateway.submit(.medium(left)).first?.fact else {
            Issue.record("the member has left all the same")
            return
        }
        #expect(abandoned.at == gateway.now)
    }

    private static let claims = [
        WorkClassRule(name: "claim", events: [.init("completed")], ends: ["completed"])
    ]

    private func portal() -> Watched<GatewayMachine> {
        Watched(
            GatewayConfiguration(
                gateway: "portal", number: 4, channels: [.workItem], directory: .standard, work: Self.claims))
    }

    private func refusedField(_ decided: [Decided]) -> String? {
        guard case .requestRefused(let refusal) = decided.first?.fact else { return nil }
        return refusal.field
    }

    @Test("11.7: a work item is not of the year 1 and not of tomorrow; what happened to it neither")
    func work() {
        let now = Instant(microseconds: 1_700_000_000_000_000)
        var portal = portal()
        func item(_ received: Instant) -> Input {
            .submission(
                .workItem(
                    WorkItemSubmission(
                        workClass: "claim", received: received, facts: [], by: "clerk", key: "k")))
        }
        func completed(_ at: Instant) -> Input {
            .submission(
                .workReport(
                    WorkReport(
                        item: Contact.ID(gateway: 4, number: 1), change: .event("completed"), at: at,
                        by: "clerk")))
        }
        #expect(refusedField(portal.handle(item(Self.yearOne), at: now)) == "received")
        #expect(refusedField(portal.handle(item(now.advanced(by: .seconds(3600))), at: now)) == "received")
        let receipt = now.advanced(by: .seconds(-30 * 86_400))
        #expect(portal.handle(item(receipt), at: now).transcript == ["workItemReceived>router"])
        #expect(refusedField(portal.handle(completed(Self.yearOne), at: now)) == "at")
        #expect(refusedField(portal.handle(completed(now.advanced(by: .seconds(3600))), at: now)) == "at")
        let decided = portal.handle(completed(receipt.advanced(by: .seconds(86_400))), at: now)
        #expect(decided.transcript == ["workItemReported>router"])
    }

    @Test("11.7: neither a survey nor a carrier's count is of the year 1")
    func feeds() {
        var gateway = Gateway()
        gateway.submit(.arrived(gateway.arrival(.phone)))
        let answer = SurveyAnswer(
            contact: gateway.contact, at: Self.yearOne, satisfaction: 5, recommendation: nil)
        #expect(refusedField(gateway.submit(.surveyAnswered(answer))) == "at")
        let count = TrunkCount(
            trunk: "sip-east", from: Self.yearOne, to: gateway.now, count: 7, source: "carrier")
        #expect(refusedField(gateway.submit(.attemptsBlocked(count))) == "from")
    }

    @Test("11.10: one contact answers one survey, after a restart too")
    func survey() throws {
        var gateway = Gateway()
        gateway.submit(.arrived(gateway.arrival(.phone)))
        var answer = SurveyAnswer(
            contact: gateway.contact, at: gateway.now, satisfaction: 5, recommendation: nil)
        #expect(gateway.submit(.surveyAnswered(answer)).transcript == ["surveyAnswered"])
        try gateway.watched.restart()
        answer.satisfaction = 1
        answer.at = gateway.now
        #expect(refusedField(gateway.submit(.surveyAnswered(answer))) == "contact")
    }

    @Test("11.10: two trunks whose names differ in bytes alone are two trunks")
    func trunks() {
        var gateway = Gateway()
        for name in ["caf\u{E9}", "cafe\u{301}"] {
            let count = TrunkCount(
                trunk: TrunkName(name), from: gateway.now.advanced(by: .seconds(-900)),
                to: gateway.now.advanced(by: .seconds(-600)), count: 7, source: "carrier")
            #expect(gateway.submit(.attemptsBlocked(count)).transcript == ["attemptsBlocked"])
        }
    }
}
