import Contacts
import Facts
import Testing
import Traffic

@Suite("LoadFloor")
struct LoadFloorTests {
    private var floor: LoadFloor
    private let call = Contact.ID(gateway: 1, number: 1)
    private let offer = Offer.ID(tier: .one, number: 1)

    init() {
        floor = LoadFloor(
            plan: LoadFloor.Plan(
                run: "R", contacts: 2, window: 1, interval: 0, agents: ["A1"], gateway: "phone",
                channel: .phone, desk: "desk", inquiry: "benefits"))
    }

    private mutating func stand(
        _ phase: Contact.Phase? = nil, reason: ReasonCode? = nil, session: Agent.SessionID = "R-A1",
        at now: Int64
    ) -> [ReplayAction] {
        let offer = phase == .offered ? offer : nil
        let work = phase.map { [Agent.Work(contact: call, channel: .phone, phase: $0, offer: offer)] } ?? []
        return floor.hear(
            .agentStateChanged(
                AgentStateChanged(
                    agent: "A1", tier: .one, session: session, state: .ready, reason: reason, work: work,
                    at: Instant(microseconds: now))), at: now)
    }

    private func desk(_ request: DeskRequest) -> Submission {
        .desk(agent: "A1", session: "R-A1", request: request)
    }

    /// Signs the agent in and lets the first call be sent at 10.
    private mutating func begin() -> [ReplayAction] {
        _ = floor.open()
        _ = stand(reason: "signed_in", at: 5)
        return stand(at: 10)
    }

    @Test("nothing arrives before every agent is ready, and never more than the window at once")
    mutating func opens() {
        #expect(floor.open().map(\.submission) == [desk(.signIn)])
        #expect(floor.advance(to: 1).isEmpty)
        #expect(stand(reason: "signed_in", at: 5).map(\.submission) == [desk(.ready)])
        #expect(stand(reason: "signed_in", at: 6).isEmpty)
        let first = stand(at: 10)
        #expect(first.map(\.station) == ["phone"])
        #expect(floor.began == 10)
        #expect(floor.sent == 1)
        #expect(floor.advance(to: 20).isEmpty)
    }

    @Test("an agent does each step once, however often it is shown, and then the next call arrives")
    mutating func life() {
        let arrival = begin()
        #expect(floor.answered(arrival[0].number, .accepted(call), at: 12).isEmpty)
        #expect(stand(.offered, at: 30).map(\.submission) == [desk(.answer(offer, .accept))])
        #expect(stand(.offered, at: 31).isEmpty)
        #expect(floor.offerLatencies == [20])
        let left = Submission.medium(MediumEvent(contact: call, event: .left, at: nil))
        #expect(stand(.inService, at: 40).map(\.submission) == [left])
        #expect(stand(.inService, at: 41).isEmpty)
        let resolved = Inquiry.Disposition(index: 1, result: .resolved)
        #expect(
            stand(.wrapUp, at: 50).map(\.submission) == [
                desk(.dispose(call, [resolved])), desk(.wrapUpEnded(call)),
            ])
        #expect(stand(at: 60).map(\.station) == ["phone"])
        #expect(floor.finished == 1)
        #expect(!floor.isOver)
        #expect(floor.troubles.isEmpty)
    }

    @Test("an offer seen before the arrival was answered still counts from the arrival")
    mutating func offerFirst() {
        let arrival = begin()
        _ = stand(.offered, at: 30)
        _ = floor.answered(arrival[0].number, .accepted(call), at: 35)
        #expect(floor.offerLatencies == [20])
    }

    @Test("what a healthy topology never says is reported")
    mutating func troubles() {
        let arrival = begin()
        _ = floor.answered(arrival[0].number, .busy, at: 12)
        _ = stand(.offered, at: 30)
        _ = stand(at: 40)
        #expect(floor.troubles.count == 2)
        #expect(floor.finished == 0)
    }

    @Test("another session of the agent is none of its business")
    mutating func otherSession() {
        _ = begin()
        #expect(stand(.offered, session: "other", at: 30).isEmpty)
    }

    @Test("with an interval arrivals are due one by one")
    mutating func paced() {
        floor = LoadFloor(
            plan: LoadFloor.Plan(
                run: "R", contacts: 3, window: 3, interval: 100, agents: ["A1"], gateway: "phone",
                channel: .phone, desk: "desk", inquiry: "benefits"))
        #expect(begin().count == 1)
        #expect(floor.nextDue == 110)
        #expect(floor.advance(to: 109).isEmpty)
        #expect(floor.advance(to: 210).count == 2)
        #expect(floor.nextDue == nil)
    }
}
