// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let routerFacts: [Fact] = [
        .contactClassified(
            ContactClassified(
                contact: Contact.ID(gateway: 3, number: 42),
                gateway: "gateway-5002",
                channel: .workItem,
                received: Instant(microseconds: 1_772_005_003_005_003),
                contactClass: "contact_class-5004",
                rank: 5005,
                needs: [SkillNeed("skill-5006", level: 5)],
                tier: .three,
                rule: "rule-5009",
                clocks: [
                    Clock.Start(
                        Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 5011), inquiry: 3),
                        from: Instant(microseconds: 1_772_005_013_005_013),
                        mode: .suspended)
                ],
                inquiryCount: 4)),
        .inquiryOpened(
            InquiryOpened(
                inquiry: Inquiry.ID(contact: Contact.ID(gateway: 3, number: 42), index: 3),
                caseID: Case.ID(text: "case-5103"),
                type: "type-5104",
                received: Instant(microseconds: 1_772_005_105_005_105),
                clocks: [
                    Clock.Start(
                        Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 5107), inquiry: 9),
                        from: Instant(microseconds: 1_772_005_109_005_109),
                        mode: .suspended)
                ],
                member: "member-5110",
                issue: "issue-5111")),
        .inquiryResolved(
            InquiryResolved(
                inquiry: Inquiry.ID(contact: Contact.ID(gateway: 3, number: 42), index: 13),
                at: Instant(microseconds: 1_772_005_203_005_203),
                acceptance: .objected,
                reopensUntil: Instant(microseconds: 1_772_005_204_005_204),
                replyOf: Contact.ID(gateway: 3, number: 5205))),
        .contactWithdrawn(
            ContactWithdrawn(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                reason: .leftAside)),
        .priorityRaised(
            PriorityRaised(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                rank: 5504,
                rule: "rule-5505")),
        .handoffOffered(
            HandoffOffered(
                placement: Placement(
                    contact: Contact.ID(gateway: 3, number: 42),
                    generation: 3,
                    tier: .two,
                    channel: .workItem,
                    contactClass: "contact_class-5604",
                    rank: 5605,
                    needs: [SkillNeed("skill-5606", level: 5)],
                    received: Instant(microseconds: 1_772_005_608_005_608),
                    due: Instant(microseconds: 1_772_005_609_005_609),
                    cause: .callback,
                    inquiryCount: 4,
                    barred: ["A007"]),
                from: .three,
                rule: "rule-5613",
                at: Instant(microseconds: 1_772_005_614_005_614))),
        .escalationDecided(
            EscalationDecided(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                from: .two,
                to: .three,
                rule: "rule-5705",
                reason: "reason-5706",
                priority: .urgentClinical,
                agent: "A007",
                clocks: [
                    Clock.Start(
                        Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 5709), inquiry: 11),
                        from: Instant(microseconds: 1_772_005_711_005_711),
                        mode: .suspended)
                ])),
        .escalationRefused(
            EscalationRefused(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                rule: "rule-5804",
                reason: "reason-5805")),
        .effectRequested(
            EffectRequested(
                effect: "effect-7",
                contact: Contact.ID(gateway: 3, number: 42),
                action: EffectAction.reply)),
        .contactEnded(
            ContactEnded(
                contact: Contact.ID(gateway: 3, number: 42),
                gateway: "gateway-6002",
                outcome: .noResult,
                at: Instant(microseconds: 1_772_006_003_006_003),
                tier: .three,
                agent: "A007",
                awaiting: [
                    Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 6007), inquiry: 9)
                ])),
        .serviceBegan(
            ServiceBegan(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                offer: Offer.ID(tier: .two, number: 77),
                agent: "A007",
                at: Instant(microseconds: 1_772_006_107_006_107))),
        .serviceInterrupted(
            ServiceInterrupted(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                at: Instant(microseconds: 1_772_006_204_006_204),
                cause: .connectFailed)),
        .holdChanged(
            HoldChanged(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                change: .resumed,
                at: Instant(microseconds: 1_772_006_304_006_304))),
        .clockStarted(
            ClockStarted(
                start: Clock.Start(
                    Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 14),
                    from: Instant(microseconds: 1_772_006_404_006_404),
                    mode: .suspended))),
        .clockSuspended(
            ClockSuspended(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 24),
                at: Instant(microseconds: 1_772_006_504_006_504),
                cause: "cause-6505",
                by: "actor-6506",
                evidence: "evidence-6507",
                contacted: Instant(microseconds: 1_772_006_508_006_508))),
        .clockResumed(
            ClockResumed(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 4),
                at: Instant(microseconds: 1_772_006_604_006_604),
                cause: "cause-6605",
                by: "actor-6606",
                evidence: "evidence-6607")),
        .clockStopped(
            ClockStopped(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 14),
                at: Instant(microseconds: 1_772_006_704_006_704),
                cause: "cause-6705",
                by: "actor-6706",
                reopensUntil: Instant(microseconds: 1_772_006_707_006_707),
                message: .line)),
        .watermarkAsked(WatermarkAsked(ask: 6801, instant: Instant(microseconds: 1_772_006_802_006_802))),
    ]
}
