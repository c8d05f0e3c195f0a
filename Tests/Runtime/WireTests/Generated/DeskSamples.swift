// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let deskFacts: [Fact] = [
        .contactNoted(
            ContactNoted(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                code: .systemDown,
                at: Instant(microseconds: 1_772_009_904_009_904))),
        .responseGiven(
            ResponseGiven(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                recipient: .referrer,
                at: Instant(microseconds: 1_772_010_004_010_004))),
        .agentRequested(
            AgentRequested(
                agent: "A007",
                session: "desk/A007",
                request: DeskRequest.reply(Contact.ID(gateway: 3, number: 42)),
                at: Instant(microseconds: 1_772_011_004_011_004),
                tier: .two)),
        .agentShown(
            AgentShown(
                snapshot: AgentStateChanged(
                    agent: "A007",
                    tier: .three,
                    session: "desk/A007",
                    state: .notReady,
                    reason: "reason-11104",
                    work: [
                        Agent.Work(
                            contact: Contact.ID(gateway: 3, number: 42),
                            channel: .workItem,
                            phase: .parked,
                            offer: Offer.ID(tier: .two, number: 77))
                    ],
                    at: Instant(microseconds: 1_772_011_108_011_108),
                    wrapUpUntil: Instant(microseconds: 1_772_011_109_011_109),
                    imposed: "imposed-11110"))),
        .snapshotsAsked(SnapshotsAsked(tier: .two, at: Instant(microseconds: 1_772_011_202_011_202))),
    ]

    static let everyDeskRequest: [DeskRequest] = [
        .signIn,
        .ready,
        .notReady("not_ready-301"),
        .signOut(.returnAtPlace),
        .answer(Offer.ID(tier: .two, number: 77), .decline("decline-503")),
        .hold(Contact.ID(gateway: 3, number: 42)),
        .resume(Contact.ID(gateway: 3, number: 42)),
        .endService(Contact.ID(gateway: 3, number: 42)),
        .dispose(
            Contact.ID(gateway: 3, number: 42),
            [
                Inquiry.Disposition(
                    index: 3,
                    result: .noResult,
                    acceptance: .objected,
                    otherwise: Inquiry.AnsweredOtherwise(means: .letter, evidence: "evidence-903"))
            ]),
        .wrapUpEnded(Contact.ID(gateway: 3, number: 42)),
        .escalate(
            Contact.ID(gateway: 3, number: 42),
            to: .three,
            reason: "reason-1103",
            priority: .urgentClinical),
        .verify(Contact.ID(gateway: 3, number: 42), Verification(level: .provider, method: .document)),
        .note(Contact.ID(gateway: 3, number: 42), .systemDown),
        .respond(Contact.ID(gateway: 3, number: 42), to: .referrer),
        .followUp(
            Contact.ID(gateway: 3, number: 42),
            FollowUpSaid(
                index: 3,
                means: .message,
                result: .noResult,
                acceptance: .objected,
                at: Instant(microseconds: 1_772_001_503_001_503),
                evidence: "evidence-1504")),
        .identify(
            Contact.ID(gateway: 3, number: 42),
            CaseSaid(
                index: 13,
                member: "member-1603",
                issue: "issue-1604",
                caseID: Case.ID(text: "case-1605"))),
        .reply(Contact.ID(gateway: 3, number: 42)),
    ]
}
