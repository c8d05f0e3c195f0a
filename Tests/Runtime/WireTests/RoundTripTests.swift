import Contacts
import Facts
import SwiftProtobuf
import Testing

@testable import Wire

@Suite("Codecs")
struct RoundTripTests {
    @Test("every kind of fact has a sample, so that none is committed without being tested here")
    func everyKindHasASample() {
        #expect(Set(Sample.facts.map(\.kind)) == Set(FactKind.allCases))
    }

    @Test(
        "a sample leaves no field at nothing, so that an unmapped field is noticed",
        arguments: Sample.facts
    )
    func sampleIsFull(fact: Fact) throws {
        let payload = try #require(Mirror(reflecting: fact).children.first?.value)
        for (name, value) in Mirror(reflecting: payload).children {
            let mirror = Mirror(reflecting: value)
            let holdsNothing = mirror.displayStyle == .optional || mirror.displayStyle == .collection
            #expect(!holdsNothing || !mirror.children.isEmpty, "\(fact.kind).\(name ?? "")")
        }
    }

    @Test("a fact reads back as it was written", arguments: Sample.facts)
    func factReadsBack(fact: Fact) throws {
        let body = try FactCodec.encode(fact)
        #expect(try FactCodec.decode(kind: fact.kind.rawValue, body: body[...]) == fact)
    }

    @Test("the rare wide fact does not make every other one as wide: wide ones are kept by reference")
    func size() {
        // WIDE of ops/generating names those that are; one that is not there shows here.
        #expect(MemoryLayout<Fact>.size <= 152)
        #expect(MemoryLayout<GatewayFact>.size <= 112 && MemoryLayout<RouterFact>.size <= 152)
    }

    @Test("a fact reads back from the middle of a larger buffer")
    func factReadsBackFromSlice() throws {
        let fact = Sample.facts[0]
        let frame: [UInt8] = [1, 2, 3] + (try FactCodec.encode(fact))
        #expect(try FactCodec.decode(kind: fact.kind.rawValue, body: frame[3...]) == fact)
    }

    @Test("optional fields that are absent stay absent")
    func absentStaysAbsent() throws {
        var placement = Sample.placement
        placement.due = nil
        placement.needs = []
        let facts: [Fact] = [
            .contactPlaced(placement),
            .agentStateChanged(
                AgentStateChanged(
                    agent: "A1",
                    tier: .one,
                    session: nil,
                    state: .signedOut,
                    reason: nil,
                    work: [],
                    at: Sample.at
                )
            ),
            .contactEnded(
                ContactEnded(
                    contact: Sample.contact,
                    gateway: "phone",
                    outcome: .closedHours,
                    at: Sample.at,
                    tier: nil,
                    agent: nil
                )
            ),
            .requestRefused(RequestRefused(request: "hold", reason: "")),
            .effectPending(EffectPending(effect: "hold/1", contact: Sample.contact, action: .hold)),
            .effectFailed(EffectFailed(effect: "hold/1", contact: Sample.contact, reason: "")),
            .contactQueued(ContactQueued(placement: placement, at: Sample.at)),
            .reconciliationSent(ReconciliationSent(tier: .one, held: [], at: Sample.at)),
            .mismatchFound(
                MismatchFound(
                    mismatch: 1, tier: .one,
                    mismatches: [.init(contact: Sample.contact, held: nil, placed: 2)],
                    at: Sample.at)),
            .clockArmed(
                ClockArmed(
                    clock: Sample.clock,
                    from: Sample.at,
                    calendar: nil,
                    thresholds: [],
                    mode: .suspended
                )
            ),
        ]
        for fact in facts {
            #expect(try FactCodec.decode(kind: fact.kind.rawValue, body: FactCodec.encode(fact)[...]) == fact)
        }
    }

    @Test("the instants at the ends of time and the epoch itself can be written")
    func extremeInstants() throws {
        for instant in [Instant.distantPast, Instant(microseconds: 0), .distantFuture] {
            let fact = Fact.contactHeld(ContactHeld(contact: Sample.contact, at: instant))
            #expect(try FactCodec.decode(kind: fact.kind.rawValue, body: FactCodec.encode(fact)[...]) == fact)
        }
    }

    @Test("every action on the outside reads back", arguments: Sample.actions)
    func actionReadsBack(action: EffectAction) throws {
        let fact = Fact.effectRequested(
            EffectRequested(effect: "hold/C3-42/2.1", contact: Sample.contact, action: action)
        )
        #expect(try FactCodec.decode(kind: fact.kind.rawValue, body: FactCodec.encode(fact)[...]) == fact)
    }

    @Test("every submission reads back", arguments: Sample.submissions)
    func submissionReadsBack(submission: Submission) throws {
        #expect(try SubmissionCodec.decode(SubmissionCodec.encode(submission)) == submission)
    }

    @Test("every reply reads back", arguments: Sample.replies)
    func replyReadsBack(reply: SubmissionReply) throws {
        #expect(try SubmissionReplyCodec.decode(SubmissionReplyCodec.encode(reply)) == reply)
    }

    @Test("each value of each enum has its own number on the wire, and none has zero")
    func enumsAreDistinct() {
        checkDistinct(Channel.self)
        checkDistinct(Requester.self)
        checkDistinct(Urgency.self)
        checkDistinct(HoursRule.self)
        checkDistinct(Contact.Phase.self)
        checkDistinct(Contact.Outcome.self)
        checkDistinct(Agent.State.self)
        checkDistinct(Agent.SignOutRule.self)
        checkDistinct(MessagePurpose.self)
        checkDistinct(InversionReason.self)
        checkDistinct(Inquiry.Disposition.Result.self)
        checkDistinct(Inquiry.Acceptance.self)
        checkDistinct(Clock.Start.Mode.self)
        checkDistinct(Placement.Cause.self)
        checkDistinct(ConnectFailed.Reason.self)
        checkDistinct(ContactDisconnected.Party.self)
        checkDistinct(ContactBlocked.Reason.self)
        checkDistinct(ContactWithdrawn.Reason.self)
        checkDistinct(ServiceInterrupted.Cause.self)
        checkDistinct(HoldChanged.Change.self)
        checkDistinct(OfferClosed.Cause.self)
        checkDistinct(MediumAsked.Action.self)
        checkDistinct(DeskLinkChanged.Change.self)
        checkDistinct(ClockThreshold.Level.self)
        checkDistinct(MediumEvent.Event.self)
    }

    private func checkDistinct<Value: WireEnum>(_: Value.Type) {
        let numbers = Value.allCases.map(\.wire.rawValue)
        #expect(Set(numbers).count == Value.allCases.count, "\(Value.self)")
        #expect(!numbers.contains(0), "\(Value.self)")
    }
}
