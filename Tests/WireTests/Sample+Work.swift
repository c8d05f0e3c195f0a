import Contacts
import Facts

extension Sample {
    static let item = Contact.ID(gateway: 4, number: 9)
    static let workFacts = [WorkFact("network", "yes"), WorkFact("region", "north")]
    static let changes: [WorkChange] = [
        .event("information-complete"), .reclassified("claim"), .facts(workFacts),
    ]

    static let workItems: [Fact] = [
        .workItemReceived(
            WorkItemReceived(
                item: item, gateway: "portal", workClass: "preauthorization", member: "m-1",
                received: received,
                ingested: at, facts: workFacts, by: "mailroom", key: "k-9")),
        .workItemReported(
            WorkItemReported(
                item: item, change: changes[0], at: at, by: "clerk-7", evidence: "fax-113", noted: later,
                keptUntil: later)),
        .workItemOpened(
            WorkItemOpened(
                item: item, gateway: "portal", workClass: "preauthorization", member: "m-1",
                received: received,
                facts: workFacts, by: "mailroom", noted: at,
                clocks: [Clock.Start(Clock.ID("clinical.review", item: item), from: received)])),
        .workItemChanged(
            WorkItemChanged(
                item: item, change: changes[1], at: at, by: "clerk-7", evidence: "fax-113",
                workClass: "claim", facts: workFacts, standing: .ended(reopensUntil: later), noted: at)),
        .workItemRefused(
            WorkItemRefused(item: item, change: changes[2], at: at, by: "clerk-7", reason: "it is over")),
        .clockRefused(
            ClockRefused(clock: clock, request: "suspend", at: at, by: "clerk-7", reason: "no clause")),
    ]

    static let workSubmissions: [Submission] =
        [
            .workItem(
                WorkItemSubmission(
                    workClass: "preauthorization", member: "m-1", received: received, facts: workFacts,
                    by: "mailroom", key: "k-9")),
            .workItem(
                WorkItemSubmission(
                    workClass: "filing", received: nil, facts: [], by: "system", key: "k-10")),
            .workReport(WorkReport(item: item, change: changes[0], at: nil, by: "clerk-7")),
            .attemptsBlocked(
                TrunkCount(trunk: "sip-east", from: at, to: later, count: 284_000, source: "carrier A")),
            .surveyAnswered(
                SurveyAnswer(contact: item, at: at, satisfaction: nil, recommendation: 9)),
        ]
        + changes.map {
            .workReport(
                WorkReport(item: item, change: $0, at: at, by: "clerk-7", evidence: "fax-113"))
        }
}
