// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let queueFacts: [Fact] = [
        .contactQueued(
            ContactQueued(
                placement: Placement(
                    contact: Contact.ID(gateway: 3, number: 42),
                    generation: 3,
                    tier: .two,
                    channel: .workItem,
                    contactClass: "contact_class-8004",
                    rank: 8005,
                    needs: [SkillNeed("skill-8006", level: 5)],
                    received: Instant(microseconds: 1_772_008_008_008_008),
                    due: Instant(microseconds: 1_772_008_009_008_009),
                    cause: .callback,
                    inquiryCount: 4,
                    barred: ["A007"]),
                at: Instant(microseconds: 1_772_008_012_008_012),
                reconcileAt: Instant(microseconds: 1_772_008_013_008_013))),
        .offerMade(
            OfferMade(
                offer: Offer.ID(tier: .two, number: 77),
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                session: "desk/A007",
                channel: .workItem,
                contactClass: "contact_class-8107",
                received: Instant(microseconds: 1_772_008_108_008_108),
                deadline: Instant(microseconds: 1_772_008_109_008_109),
                inversion: .operatorAction,
                passedOver: [Contact.ID(gateway: 3, number: 8110)])),
        .offerAccepted(
            OfferAccepted(
                offer: Offer.ID(tier: .two, number: 77),
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007")),
        .offerClosed(
            OfferClosed(
                offer: Offer.ID(tier: .two, number: 77),
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                cause: .revoked,
                reason: "reason-8306",
                notAgainBefore: Instant(microseconds: 1_772_008_307_008_307),
                everybodyBarred: true)),
        .offerRefused(
            OfferRefused(
                offer: Offer.ID(tier: .two, number: 77),
                agent: "A007",
                session: "desk/A007",
                reason: "reason-8405")),
        .agentStateChanged(
            AgentStateChanged(
                agent: "A007",
                tier: .three,
                session: "desk/A007",
                state: .notReady,
                reason: "reason-8504",
                work: [
                    Agent.Work(
                        contact: Contact.ID(gateway: 3, number: 42),
                        channel: .workItem,
                        phase: .parked,
                        offer: Offer.ID(tier: .two, number: 77))
                ],
                at: Instant(microseconds: 1_772_008_508_008_508),
                wrapUpUntil: Instant(microseconds: 1_772_008_509_008_509),
                imposed: "imposed-8510")),
        .wrapUpStarted(
            WrapUpStarted(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                at: Instant(microseconds: 1_772_008_604_008_604),
                until: Instant(microseconds: 1_772_008_605_008_605))),
        .dispositionNoted(
            DispositionNoted(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                dispositions: [
                    Inquiry.Disposition(
                        index: 5,
                        result: .noResult,
                        acceptance: .objected,
                        otherwise: Inquiry.AnsweredOtherwise(means: .letter, evidence: "evidence-8705"))
                ])),
        .serviceEnded(
            ServiceEnded(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                dispositions: [
                    Inquiry.Disposition(
                        index: 15,
                        result: .noResult,
                        acceptance: .objected,
                        otherwise: Inquiry.AnsweredOtherwise(means: .letter, evidence: "evidence-8805"))
                ],
                at: Instant(microseconds: 1_772_008_806_008_806))),
        .handoffAccepted(
            HandoffAccepted(
                placement: Placement(
                    contact: Contact.ID(gateway: 3, number: 42),
                    generation: 3,
                    tier: .two,
                    channel: .workItem,
                    contactClass: "contact_class-8904",
                    rank: 8905,
                    needs: [SkillNeed("skill-8906", level: 5)],
                    received: Instant(microseconds: 1_772_008_908_008_908),
                    due: Instant(microseconds: 1_772_008_909_008_909),
                    cause: .callback,
                    inquiryCount: 4,
                    barred: ["A007"]),
                at: Instant(microseconds: 1_772_008_912_008_912))),
        .placementRefused(
            PlacementRefused(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                reason: "reason-9004")),
        .contactReleased(
            ContactReleased(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                reason: .leftAside,
                at: Instant(microseconds: 1_772_009_104_009_104),
                barred: ["A007"])),
        .contactReturned(
            ContactReturned(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                reason: "reason-9204",
                at: Instant(microseconds: 1_772_009_205_009_205))),
        .escalationAsked(
            EscalationAsked(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                from: .three,
                to: .two,
                reason: "reason-9306",
                priority: .urgentClinical)),
        .mediumAsked(
            MediumAsked(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                action: .reply,
                number: 9404)),
        .deskLinkChanged(
            DeskLinkChanged(
                desk: "desk-9501",
                change: .regained,
                at: Instant(microseconds: 1_772_009_502_009_502))),
        .contactVerified(
            ContactVerified(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                verification: Verification(level: .provider, method: .document),
                at: Instant(microseconds: 1_772_009_604_009_604))),
        .workParked(
            WorkParked(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                waiting: Contact.ID(gateway: 3, number: 17204),
                at: Instant(microseconds: 1_772_017_205_017_205))),
        .workResumed(
            WorkResumed(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                agent: "A007",
                at: Instant(microseconds: 1_772_017_304_017_304))),
    ]
}
