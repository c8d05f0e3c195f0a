import Contacts
import Facts

extension Sample {
    static let actions: [EffectAction] =
        [
            .connect(offer: offer, agent: "A007"), .hold, .resume, .disconnect, .announce("still_waiting"),
            .announce(""), .acknowledge,
        ] + Contact.Outcome.allCases.map(EffectAction.close)

    static let requests: [DeskRequest] = [
        .signIn, .ready, .notReady("lunch"), .signOut(.refuseWithWork), .signOut(.returnAtPlace),
        .answer(offer, .accept), .answer(offer, .decline("conflict")), .hold(contact), .resume(other),
        .endService(contact), .dispose(contact, dispositions), .dispose(contact, []), .wrapUpEnded(contact),
        .verify(contact, Verification(level: .verified, method: .knowledge)),
        .escalate(contact, to: .three, reason: "needs_technical", priority: .urgentClinical),
    ]

    static let submissions: [Submission] =
        [
            .arrived(
                Arrival(
                    channel: .chat,
                    received: received,
                    attributes: attributes,
                    hours: .waived,
                    key: "k-1"
                )
            ),
            .arrived(
                Arrival(
                    channel: .phone,
                    received: nil,
                    attributes: ContactAttributes(inquiries: [Inquiry.Request(type: "eligibility")]),
                    hours: .observed,
                    key: ""
                )
            ),
            .effectDone("connect/O2-77"), .effectFailed("connect/O2-77", reason: "busy"),
            .effectFailed("connect/O2-77", reason: ""),
            .blocked(BlockedCount(channel: .email, count: 12, from: at, reason: .downstreamLag)),
            .acknowledgeAlarm(9, by: "duty-officer"),
            .release(contact, by: "lead-1", reason: "the switch is down"),
        ]
        + MediumEvent.Event.allCases.map { .medium(MediumEvent(contact: contact, event: $0, at: at)) }
        + [.medium(MediumEvent(contact: contact, event: .left, at: nil))]
        + requests.map { .desk(agent: "A007", session: "desk-1/7", request: $0) } + workSubmissions

    static let replies: [SubmissionReply] = [
        .accepted(nil), .accepted(contact), .known(nil), .known(other),
        .refused(
            RequestRefused(
                request: "sign_out",
                field: "rule",
                reason: "work is open",
                agent: "A007",
                items: [contact, other]
            )
        ),
    ]
}
