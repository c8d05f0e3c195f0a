import Contacts
import Facts
import Testing

@testable import TierQueue

/// What the one agent of these tests is doing when the request comes.
enum AgentStage: CaseIterable {
    case signedOut, notReady, ready, offered, connecting, inService, held, wrapUp
}

/// Every request, with what it names.
enum Asked: CaseIterable {
    case signIn, signInAnew, ready, notReady, notReadyUnknown, signOut, signOutReturning, accept, acceptOther
    case decline, declineUnknown, hold, resume, endService, dispose, disposeUnknown, wrapUpEnded, escalate
    case reply, disposeOtherwise, verify, note, respond, followUp, followUpLongAgo, identify, identifyNothing
    case escalateHere

    var request: DeskRequest {
        switch self {
        case .signIn, .signInAnew: .signIn
        case .ready: .ready
        case .notReady: .notReady("lunch")
        case .notReadyUnknown: .notReady("whim")
        case .signOut: .signOut(.refuseWithWork)
        case .signOutReturning: .signOut(.returnAtPlace)
        case .accept: .answer(Offer.ID(tier: .one, number: 1), .accept)
        case .acceptOther: .answer(Offer.ID(tier: .one, number: 9), .accept)
        case .decline: .answer(Offer.ID(tier: .one, number: 1), .decline("conflict"))
        case .declineUnknown: .answer(Offer.ID(tier: .one, number: 1), .decline("whim"))
        case .hold: .hold(contact(1))
        case .resume: .resume(contact(1))
        case .endService: .endService(contact(1))
        case .dispose: .dispose(contact(1), [Inquiry.Disposition(index: 1, result: .resolved)])
        case .disposeUnknown: .dispose(contact(1), [Inquiry.Disposition(index: 2, result: .resolved)])
        case .reply: .reply(contact(1))
        case .disposeOtherwise: .dispose(contact(1), [Self.toldByCall])
        case .wrapUpEnded: .wrapUpEnded(contact(1))
        case .verify: .verify(contact(1), Verification(level: .verified, method: .knowledge))
        case .note: .note(contact(1), .complaint)
        case .respond: .respond(contact(1), to: .member)
        case .followUp: .followUp(contact(7), Self.resolved(at: nil))
        case .followUpLongAgo: .followUp(contact(7), Self.resolved(at: .distantPast))
        case .identify: .identify(contact(7), CaseSaid(member: "m1", issue: "i1"))
        case .identifyNothing: .identify(contact(7), CaseSaid())
        case .escalate: .escalate(contact(1), to: .two, reason: "clinical", priority: .routine)
        case .escalateHere: .escalate(contact(1), to: .one, reason: "clinical", priority: .routine)
        }
    }

    private static let toldByCall = Inquiry.Disposition(
        index: 1, result: .resolved, otherwise: .init(means: .call, evidence: "recording-1"))

    private static func resolved(at: Instant?) -> FollowUpSaid {
        FollowUpSaid(index: 1, means: .call, result: .resolved, acceptance: .accepted, at: at)
    }

    var session: Agent.SessionID { self == .signInAnew ? "s2" : "s1" }
}

@Suite("Requests of agents")
struct RequestTableTests {
    /// The one agent in `stage`, with contact 1 waiting or at that stage, except when merely ready.
    static func floor(_ stage: AgentStage) -> Floor {
        var floor = Floor(configuration(generalist("a1")))
        switch stage {
        case .signedOut:
            floor.fact(.contactPlaced(placement(1)))
        case .notReady:
            floor.desk("a1", .signIn)
            floor.fact(.contactPlaced(placement(1)))
        case .ready:
            floor.ready("a1")
        case .offered, .connecting, .inService, .held, .wrapUp:
            floor.ready("a1")
            floor.fact(.contactPlaced(placement(1)))
        }
        switch stage {
        case .signedOut, .notReady, .ready, .offered: break
        case .connecting: floor.desk("a1", .answer(Offer.ID(tier: .one, number: 1), .accept))
        case .inService: floor.serve(contact(1))
        case .held:
            floor.serve(contact(1))
            floor.fact(
                .holdChanged(
                    HoldChanged(
                        contact: contact(1),
                        generation: 1,
                        tier: .one,
                        change: .held,
                        at: floor.now
                    )
                )
            )
        case .wrapUp:
            floor.serve(contact(1))
            floor.interrupt(contact(1), .memberLeft)
        }
        return floor
    }

    /// What each request records in each stage; there is no pair that is not decided here.
    static func expected(_ stage: AgentStage, _ asked: Asked) -> [FactKind] {
        switch (asked, stage) {
        case (.signIn, .signedOut), (.signInAnew, .signedOut): [.agentStateChanged, .attendanceChanged]
        case (.accept, .signedOut), (.acceptOther, .signedOut), (.decline, .signedOut),
            (.declineUnknown, .signedOut):
            [.offerRefused]
        case (_, .signedOut): [.requestRefused]
        case (.signIn, _): []
        case (.signInAnew, .offered): [.offerClosed, .agentStateChanged]
        case (.signInAnew, _): [.agentStateChanged]
        case (.ready, .notReady): [.offerMade, .agentStateChanged]
        case (.ready, _): []
        case (.notReady, _): [.agentStateChanged]
        case (.notReadyUnknown, _), (.declineUnknown, _): [.requestRefused]
        case (.signOut, .notReady), (.signOut, .ready), (.signOutReturning, .notReady),
            (.signOutReturning, .ready):
            [.agentStateChanged, .attendanceChanged]
        case (.signOutReturning, .offered): [.offerClosed, .agentStateChanged, .attendanceChanged]
        case (.signOut, _), (.signOutReturning, _): [.requestRefused]
        case (.accept, .offered): [.offerAccepted, .agentStateChanged]
        case (.accept, .connecting): []
        case (.accept, _), (.acceptOther, _): [.offerRefused]
        case (.decline, .offered): [.offerClosed, .agentStateChanged]
        case (.decline, _): [.offerRefused]
        case (.hold, .inService), (.resume, .held), (.endService, .inService), (.endService, .held):
            [.mediumAsked]
        case (.hold, .held), (.resume, .inService), (.endService, .wrapUp): []
        case (.hold, _), (.resume, _), (.endService, _): [.requestRefused]
        case (.dispose, .inService), (.dispose, .held), (.dispose, .wrapUp): [.dispositionNoted]
        case (.dispose, _), (.disposeUnknown, _): [.requestRefused]
        // It came by telephone: there is no reply to send, and nothing else that would answer it.
        case (.reply, _), (.disposeOtherwise, _): [.requestRefused]
        case (.wrapUpEnded, .wrapUp): [.serviceEnded, .agentStateChanged]
        case (.wrapUpEnded, _): [.requestRefused]
        case (.verify, .inService), (.verify, .held), (.verify, .wrapUp): [.contactVerified]
        case (.verify, _): [.requestRefused]
        case (.note, .inService), (.note, .held), (.note, .wrapUp): [.contactNoted]
        case (.note, _): [.requestRefused]
        case (.respond, .inService), (.respond, .held), (.respond, .wrapUp): [.responseGiven]
        case (.respond, _): [.requestRefused]
        // Nobody needs to hold what is over.
        case (.followUp, _): [.inquiryFollowedUp]
        case (.identify, _): [.contactIdentified]
        case (.followUpLongAgo, _), (.identifyNothing, _): [.requestRefused]
        case (.escalate, .inService), (.escalate, .held): [.escalationAsked]
        case (.escalate, _), (.escalateHere, _): [.requestRefused]
        }
    }

    @Test(
        "each request of an agent in each state records what the table says",
        arguments: AgentStage.allCases
    )
    func everyPair(_ stage: AgentStage) {
        for asked in Asked.allCases {
            var floor = Self.floor(stage)
            let facts = floor.desk("a1", asked.request, session: asked.session)
            #expect(facts.kinds == Self.expected(stage, asked), "\(asked) while \(stage)")
        }
    }

    @Test("a code that is noted again says nothing new; another one does")
    func noteTwice() {
        var floor = Self.floor(.inService)
        let asked = DeskRequest.note(contact(1), .complaint)
        #expect(floor.desk("a1", asked).kinds == [.contactNoted])
        #expect(floor.desk("a1", asked) == [])
        #expect(floor.desk("a1", .note(contact(1), .praise)).kinds == [.contactNoted])
        #expect(floor.machine.state.contacts[contact(1)]?.noted == [.complaint, .praise])
    }

    @Test(
        "every request from a session that is over is refused and changes nothing",
        arguments: AgentStage.allCases
    )
    func oldSession(_ stage: AgentStage) {
        var floor = Self.floor(stage)
        floor.desk("a1", .signIn, session: "s2")
        let before = floor.machine.state
        for asked in Asked.allCases where asked.request != .signIn {
            let facts = floor.desk("a1", asked.request, session: "s1")
            #expect(facts.kinds == [.requestRefused] || facts.kinds == [.offerRefused], "\(asked)")
        }
        #expect(floor.machine.state == before)
    }

    @Test("whatever is refused goes to the desk", arguments: AgentStage.allCases)
    func refusalsReachTheDesk(_ stage: AgentStage) {
        for asked in Asked.allCases {
            var floor = Self.floor(stage)
            floor.desk("a1", asked.request, session: asked.session)
            for item in floor.log where [.requestRefused, .offerRefused].contains(item.fact.kind) {
                #expect(item.destinations == ["desk"])
            }
        }
    }

    @Test("a stranger to the roster can not sign in")
    func stranger() {
        var floor = Floor(configuration(generalist("a1")))
        #expect(floor.desk("b9", .signIn).kinds == [.requestRefused, .agentStateChanged])
    }
}
