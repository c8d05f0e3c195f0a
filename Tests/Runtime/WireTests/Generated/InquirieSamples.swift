// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let inquirieFacts: [Fact] = [
        .answerJudged(
            AnswerJudged(
                inquiry: Inquiry.ID(contact: Contact.ID(gateway: 3, number: 42), index: 13),
                acceptance: .objected,
                at: Instant(microseconds: 1_772_007_603_007_603),
                agent: "A007")),
        .contactLinked(
            ContactLinked(
                contact: Contact.ID(gateway: 3, number: 42),
                index: 23,
                member: "member-7703",
                issue: "issue-7704",
                caseID: Case.ID(text: "case-7705"),
                agent: "A007")),
        .inquiryFollowedUp(
            InquiryFollowedUp(
                contact: Contact.ID(gateway: 3, number: 42),
                agent: "A007",
                said: FollowUpSaid(
                    index: 24,
                    means: .message,
                    result: .noResult,
                    acceptance: .objected,
                    at: Instant(microseconds: 1_772_010_104_010_104),
                    evidence: "evidence-10105"),
                at: Instant(microseconds: 1_772_010_106_010_106))),
        .contactIdentified(
            ContactIdentified(
                contact: Contact.ID(gateway: 3, number: 42),
                agent: "A007",
                said: CaseSaid(
                    index: 4,
                    member: "member-10204",
                    issue: "issue-10205",
                    caseID: Case.ID(text: "case-10206")),
                at: Instant(microseconds: 1_772_010_207_010_207))),
    ]
}
