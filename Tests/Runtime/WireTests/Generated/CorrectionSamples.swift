// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let correctionFacts: [Fact] = [
        .contactReported(
            ContactReported(
                contact: Contact.ID(gateway: 3, number: 42),
                change: ContactChange.received(Instant(microseconds: 1_772_016_602_016_602)),
                at: Instant(microseconds: 1_772_016_603_016_603),
                by: "actor-16604",
                evidence: "evidence-16605",
                noted: Instant(microseconds: 1_772_016_606_016_606),
                channel: .workItem,
                received: Instant(microseconds: 1_772_016_607_016_607),
                attributes: ContactAttributes(
                    inquiries: [Inquiry.Request(type: "type-16608", issue: "issue-16609")],
                    requester: .other,
                    language: "language-16610",
                    urgency: .urgentClinical,
                    member: "member-16611",
                    authorizationDeadline: Instant(microseconds: 1_772_016_612_016_612),
                    essentials: Essentials(given: [.statements]),
                    memberClass: "member_class-16613",
                    callType: .clinicalCoordination,
                    isRequesterPresumed: true),
                before: ContactAttributes(
                    inquiries: [Inquiry.Request(type: "type-16615", issue: "issue-16616")],
                    requester: .other,
                    language: "language-16617",
                    urgency: .urgentClinical,
                    member: "member-16618",
                    authorizationDeadline: Instant(microseconds: 1_772_016_619_016_619),
                    essentials: Essentials(given: [.statements]),
                    memberClass: "member_class-16620",
                    callType: .clinicalCoordination,
                    isRequesterPresumed: true),
                ingested: Instant(microseconds: 1_772_016_622_016_622),
                acknowledged: Instant(microseconds: 1_772_016_623_016_623),
                replied: Instant(microseconds: 1_772_016_624_016_624),
                wrote: Instant(microseconds: 1_772_016_625_016_625))),
        .contactChanged(
            ContactChanged(
                contact: Contact.ID(gateway: 3, number: 42),
                change: ContactChange.received(Instant(microseconds: 1_772_016_702_016_702)),
                at: Instant(microseconds: 1_772_016_703_016_703),
                by: "actor-16704",
                evidence: "evidence-16705",
                noted: Instant(microseconds: 1_772_016_706_016_706),
                received: Instant(microseconds: 1_772_016_707_016_707),
                attributes: ContactAttributes(
                    inquiries: [Inquiry.Request(type: "type-16708", issue: "issue-16709")],
                    requester: .other,
                    language: "language-16710",
                    urgency: .urgentClinical,
                    member: "member-16711",
                    authorizationDeadline: Instant(microseconds: 1_772_016_712_016_712),
                    essentials: Essentials(given: [.statements]),
                    memberClass: "member_class-16713",
                    callType: .clinicalCoordination,
                    isRequesterPresumed: true))),
    ]

    static let everyContactChange: [ContactChange] = [
        .reclassified(
            ContactKind(
                types: ["types-101"],
                requester: .other,
                urgency: .urgentClinical,
                memberClass: "member_class-102")),
        .received(Instant(microseconds: 1_772_000_201_000_201)),
    ]
}
