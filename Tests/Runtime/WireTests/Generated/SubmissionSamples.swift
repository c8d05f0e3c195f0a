// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let everySubmission: [Submission] = [
        .arrived(
            Arrival(
                channel: .workItem,
                received: Instant(microseconds: 1_772_000_101_000_101),
                attributes: ContactAttributes(
                    inquiries: [Inquiry.Request(type: "type-102", issue: "issue-103")],
                    requester: .other,
                    language: "language-104",
                    urgency: .urgentClinical,
                    member: "member-105",
                    authorizationDeadline: Instant(microseconds: 1_772_000_106_000_106),
                    essentials: Essentials(given: [.statements]),
                    memberClass: "member_class-107",
                    callType: .clinicalCoordination,
                    isRequesterPresumed: true),
                hours: .waived,
                key: "key-109")),
        .medium(
            MediumEvent(
                contact: Contact.ID(gateway: 3, number: 42),
                event: .lineSent,
                at: Instant(microseconds: 1_772_000_202_000_202),
                effect: "effect-7")),
        .effectDone("effect-7"),
        .effectFailed("effect-7", reason: "reason-402"),
        .blocked(
            BlockedCount(
                channel: .workItem,
                count: 501,
                from: Instant(microseconds: 1_772_000_502_000_502),
                reason: .diskReserve)),
        .desk(
            agent: "A007",
            session: "desk/A007",
            request: DeskRequest.reply(Contact.ID(gateway: 3, number: 42))),
        .acknowledgeAlarm(701, by: "by-702"),
        .workItem(
            WorkItemSubmission(
                workClass: "work_class-801",
                member: "member-802",
                received: Instant(microseconds: 1_772_000_803_000_803),
                facts: [WorkFact("name-804", "value-805")],
                by: "actor-806",
                key: "key-807",
                requester: .other,
                evidence: "evidence-808")),
        .workReport(
            WorkReport(
                item: Contact.ID(gateway: 3, number: 42),
                change: WorkChange.received(Instant(microseconds: 1_772_000_902_000_902)),
                at: Instant(microseconds: 1_772_000_903_000_903),
                by: "actor-904",
                evidence: "evidence-905",
                facts: [WorkFact("name-906", "value-907")])),
        .attemptsBlocked(
            TrunkCount(
                trunk: "trunk-1001",
                from: Instant(microseconds: 1_772_001_002_001_002),
                to: Instant(microseconds: 1_772_001_003_001_003),
                count: 1004,
                source: "source-1005")),
        .surveyAnswered(
            SurveyAnswer(
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_001_102_001_102),
                satisfaction: 5,
                recommendation: 2)),
        .release(Contact.ID(gateway: 3, number: 42), by: "by-1202", reason: "reason-1203"),
        .contactReport(
            ContactReport(
                contact: Contact.ID(gateway: 3, number: 42),
                change: ContactChange.received(Instant(microseconds: 1_772_001_302_001_302)),
                at: Instant(microseconds: 1_772_001_303_001_303),
                by: "actor-1304",
                evidence: "evidence-1305")),
        .effectDoneAt("effect-7", at: Instant(microseconds: 1_772_001_402_001_402)),
    ]

    static let everySubmissionReply: [SubmissionReply] = [
        .accepted(Contact.ID(gateway: 3, number: 42)),
        .known(Contact.ID(gateway: 3, number: 42)),
        .refused(
            RequestRefused(
                request: "request-301",
                field: "field-302",
                reason: "reason-303",
                agent: "A007",
                items: [Contact.ID(gateway: 3, number: 42)])),
    ]
}
