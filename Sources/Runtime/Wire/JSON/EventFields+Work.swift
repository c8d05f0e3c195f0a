import Contacts
import Facts

// What events about work items say; which classes, facts and events there are, the gateway's machine knows.

extension EventFields {
    mutating func workItem(key: String) throws(EventError) -> WorkItemSubmission {
        WorkItemSubmission(
            workClass: WorkClass(try word("class")), member: try token("member"),
            received: try instant("received"), facts: try optionalWorkFacts(),
            by: ActorName(try word("actor")), key: key,
            requester: try optionalChoice("requester", Requester.allCases, by: \.rawValue),
            evidence: try token("evidence"))
    }

    /// An event, with facts that are the case when it happens.
    mutating func workEvent() throws(EventError) -> WorkReport {
        var report = try workReport(.event(WorkEvent(try word("event"))))
        report.facts = try optionalWorkFacts()
        return report
    }

    mutating func workReport(_ change: WorkChange) throws(EventError) -> WorkReport {
        WorkReport(
            item: try contact("item"), change: change, at: try instant("at"),
            by: ActorName(try word("actor")), evidence: try token("evidence"))
    }

    /// A later word on what a contact is.
    mutating func contactReport(_ types: [InquiryType]) throws(EventError) -> ContactReport {
        let kind = ContactKind(
            types: types, requester: try optionalChoice("requester", Requester.allCases, by: \.rawValue),
            urgency: try optionalChoice("urgency", Urgency.allCases, by: \.rawValue),
            memberClass: try token("member_class"))
        return ContactReport(
            contact: try contact("contact"), change: .reclassified(kind), at: try instant("at"),
            by: ActorName(try word("actor")), evidence: try token("evidence"))
    }

    /// A later word on when a contact or a work item was received.
    mutating func correctedReceipt() throws(EventError) -> Submission {
        let received = try requiredInstant("received")
        if has("item") { return .workReport(try workReport(.received(received))) }
        return .contactReport(
            ContactReport(
                contact: try contact("contact"), change: .received(received), at: try instant("at"),
                by: ActorName(try word("actor")), evidence: try token("evidence")))
    }

    /// At least one fact.
    mutating func workFacts() throws(EventError) -> [WorkFact] {
        let facts = try optionalWorkFacts()
        guard !facts.isEmpty else {
            throw .field("facts", value: "none", expected: "an object with a fact at least")
        }
        return facts
    }

    private mutating func optionalWorkFacts() throws(EventError) -> [WorkFact] {
        try words("facts").map { WorkFact(.init($0.name), .init($0.value)) }.sorted()
    }
}
