// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let gatewayFacts: [Fact] = [
        .contactReceived(
            ContactReceived(
                contact: Contact.ID(gateway: 3, number: 42),
                gateway: "gateway-2002",
                channel: .workItem,
                received: Instant(microseconds: 1_772_002_003_002_003),
                stamped: Instant(microseconds: 1_772_002_004_002_004),
                ingested: Instant(microseconds: 1_772_002_005_002_005),
                attributes: ContactAttributes(
                    inquiries: [Inquiry.Request(type: "type-2006", issue: "issue-2007")],
                    requester: .other,
                    language: "language-2008",
                    urgency: .urgentClinical,
                    member: "member-2009",
                    authorizationDeadline: Instant(microseconds: 1_772_002_010_002_010),
                    essentials: Essentials(given: [.statements]),
                    memberClass: "member_class-2011",
                    callType: .clinicalCoordination,
                    isRequesterPresumed: true),
                hours: .waived,
                key: "key-2013")),
        .contactConnected(
            ContactConnected(
                contact: Contact.ID(gateway: 3, number: 42),
                offer: Offer.ID(tier: .two, number: 77),
                agent: "A007",
                at: Instant(microseconds: 1_772_002_105_002_105))),
        .connectFailed(
            ConnectFailed(
                contact: Contact.ID(gateway: 3, number: 42),
                offer: Offer.ID(tier: .two, number: 77),
                agent: "A007",
                reason: .medium)),
        .contactHeld(
            ContactHeld(
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_002_302_002_302))),
        .contactResumed(
            ContactResumed(
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_002_402_002_402))),
        .contactAbandoned(
            ContactAbandoned(
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_002_502_002_502))),
        .contactDisconnected(
            ContactDisconnected(
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_002_602_002_602),
                party: .agentLeg)),
        .messageReceived(
            MessageReceived(
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_002_702_002_702))),
        .messageSent(
            MessageSent(
                contact: Contact.ID(gateway: 3, number: 42),
                purpose: .line,
                at: Instant(microseconds: 1_772_002_802_002_802))),
        .messageFailed(
            MessageFailed(
                contact: Contact.ID(gateway: 3, number: 42),
                purpose: .line,
                at: Instant(microseconds: 1_772_002_902_002_902),
                reason: "reason-2903")),
        .contactBlocked(
            ContactBlocked(
                gateway: "gateway-3001",
                channel: .workItem,
                count: 3002,
                from: Instant(microseconds: 1_772_003_003_003_003),
                through: Instant(microseconds: 1_772_003_004_003_004),
                reason: .diskReserve)),
        .watermark(Watermark(ask: 3101, through: Instant(microseconds: 1_772_003_102_003_102))),
        .effectPending(
            EffectPending(
                effect: "effect-7",
                contact: Contact.ID(gateway: 3, number: 42),
                action: EffectAction.reply,
                asked: Instant(microseconds: 1_772_003_203_003_203),
                due: Instant(microseconds: 1_772_003_204_003_204),
                attempt: 3205)),
        .effectDone(
            EffectDone(
                effect: "effect-7",
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_003_303_003_303))),
        .effectFailed(
            EffectFailed(
                effect: "effect-7",
                contact: Contact.ID(gateway: 3, number: 42),
                reason: "reason-3403",
                kind: .reply)),
        .requestRefused(
            RequestRefused(
                request: "request-3501",
                field: "field-3502",
                reason: "reason-3503",
                agent: "A007",
                items: [Contact.ID(gateway: 3, number: 42)])),
    ]
}
