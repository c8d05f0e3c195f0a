import Contacts
import Facts

/// What the tests of this module encode; the facts, and every case of what is a choice, are generated.
enum Sample {
    static let contact = Contact.ID(gateway: 3, number: 42)
    static let other = Contact.ID(gateway: 65_535, number: 0xFFFF_FFFF_FFFF)
    static let received = Instant(microseconds: 1_772_000_000_123_456)
    static let at = Instant(microseconds: 1_772_000_019_000_001)
    static let later = Instant(microseconds: 1_772_000_039_999_999)
    static let offer = Offer.ID(tier: .two, number: 77)
    static let inquiry = Inquiry.ID(contact: contact, index: 2)
    static let clock = Clock.ID("resolution", contact: contact, inquiry: 2)

    static let attributes = ContactAttributes(
        inquiries: [
            Inquiry.Request(type: "claim_status", issue: "i-4"), Inquiry.Request(type: "eligibility"),
        ],
        requester: .provider,
        language: "es",
        urgency: .urgentClinical,
        member: "m-19",
        authorizationDeadline: later
    )

    static let placement = Placement(
        contact: contact,
        generation: 4,
        tier: .three,
        channel: .secureMessage,
        contactClass: "claims",
        rank: 30,
        needs: [SkillNeed("claims", level: 5)],
        received: received,
        due: later,
        cause: .handoff,
        inquiryCount: 2,
        barred: ["A003", "A005"]
    )

    static let actions = everyEffectAction + Contact.Outcome.allCases.map(EffectAction.close)

    /// Each with every choice inside it, and with nothing that may be absent.
    static let submissions: [Submission] =
        everySubmission
        + MediumEvent.Event.allCases.map { .medium(MediumEvent(contact: contact, event: $0, at: nil)) }
        + everyDeskRequest.map { .desk(agent: "A007", session: "desk-1/7", request: $0) }
        + everyWorkChange.map { .workReport(WorkReport(item: contact, change: $0, at: nil, by: "clerk-7")) }
        + [
            .arrived(
                Arrival(
                    channel: .phone, received: nil,
                    attributes: ContactAttributes(inquiries: [Inquiry.Request(type: "eligibility")]),
                    hours: .observed, key: "")),
            .workItem(
                WorkItemSubmission(workClass: "filing", received: nil, facts: [], by: "system", key: "k-10")),
            .surveyAnswered(SurveyAnswer(contact: contact, at: at, satisfaction: nil, recommendation: nil)),
        ]

    static let replies = everySubmissionReply + [.accepted(nil), .known(nil)]
}
