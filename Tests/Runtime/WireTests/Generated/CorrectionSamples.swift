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
                    essentials: Essentials(given: [.statements])),
                before: ContactAttributes(
                    inquiries: [Inquiry.Request(type: "type-16613", issue: "issue-16614")],
                    requester: .other,
                    language: "language-16615",
                    urgency: .urgentClinical,
                    member: "member-16616",
                    authorizationDeadline: Instant(microseconds: 1_772_016_617_016_617),
                    essentials: Essentials(given: [.statements])),
                ingested: Instant(microseconds: 1_772_016_618_016_618),
                acknowledged: Instant(microseconds: 1_772_016_619_016_619),
                replied: Instant(microseconds: 1_772_016_620_016_620),
                wrote: Instant(microseconds: 1_772_016_621_016_621))),
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
                    essentials: Essentials(given: [.statements])))),
    ]

    static let everyContactChange: [ContactChange] = [
        .reclassified(ContactKind(types: ["types-101"], requester: .other, urgency: .urgentClinical)),
        .received(Instant(microseconds: 1_772_000_201_000_201)),
    ]
}
