import Contacts
import Facts

// One fact of every kind, each field with a value that its default could not give, so that a field that is
// not mapped is noticed. RoundTripTests fails when a kind has none.

/// The facts that the tests of this module encode.
enum Sample {
    static let contact = Contact.ID(gateway: 3, number: 42)
    static let other = Contact.ID(gateway: 65_535, number: 0xFFFF_FFFF_FFFF)
    static let received = Instant(microseconds: 1_772_000_000_123_456)
    static let at = Instant(microseconds: 1_772_000_019_000_001)
    static let later = Instant(microseconds: 1_772_000_039_999_999)
    static let offer = Offer.ID(tier: .two, number: 77)
    static let inquiry = Inquiry.ID(contact: contact, index: 2)
    static let clock = Clock.ID("resolution", contact: contact, inquiry: 2)
    static let start = Clock.Start(clock, from: received)
    static let hold = Clock.Start(Clock.ID("phone.hold", contact: contact), from: at, mode: .suspended)

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

    static let work = Agent.Work(contact: contact, channel: .phone, phase: .offered, offer: offer)
    static let written = Agent.Work(contact: other, channel: .email, phase: .inService)

    static let standing = AgentStateChanged(
        agent: "A007",
        tier: .two,
        session: "desk-1/7",
        state: .notReady,
        reason: "lunch",
        work: [work, written],
        at: at,
        wrapUpUntil: later,
        imposed: "rona"
    )

    static let dispositions = [
        Inquiry.Disposition(index: 1, result: .resolved, acceptance: .accepted),
        Inquiry.Disposition(index: 2, result: .unresolved),
    ]

    static let thresholds = [
        ClockThreshold(name: "20s", level: .warn, budget: 20_000_000, due: later),
        ClockThreshold(name: "limit", level: .breach, budget: 30_000_000, due: nil),
    ]

    static let facts = gateway + router + rolls + queueAndDesk + watchdog + workItems + effects

    private static let gateway: [Fact] = [
        .contactReceived(
            ContactReceived(
                contact: contact,
                gateway: "phone",
                channel: .workItem,
                received: received,
                stamped: at,
                ingested: later,
                attributes: attributes,
                hours: .waived,
                key: "adapter-7/1138"
            )
        ),
        .contactConnected(ContactConnected(contact: contact, offer: offer, agent: "A007", at: at)),
        .connectFailed(ConnectFailed(contact: contact, offer: offer, agent: "A007", reason: .medium)),
        .contactHeld(ContactHeld(contact: contact, at: at)),
        .contactResumed(ContactResumed(contact: contact, at: at)),
        .contactAbandoned(ContactAbandoned(contact: contact, at: at)),
        .contactDisconnected(ContactDisconnected(contact: contact, at: at, party: .agentLeg)),
        .messageReceived(MessageReceived(contact: contact, at: at)),
        .messageSent(MessageSent(contact: contact, purpose: .reply, at: at)),
        .messageFailed(MessageFailed(contact: contact, purpose: .reply, at: at, reason: "the line was busy")),
        .contactBlocked(
            ContactBlocked(
                gateway: "phone",
                channel: .workItem,
                count: 38000,
                from: at,
                through: later,
                reason: .diskReserve
            )
        ),
        .watermark(Watermark(ask: 42000, through: later)),
        .effectPending(
            EffectPending(
                effect: "connect/O1-77",
                contact: contact,
                action: .connect(offer: offer, agent: "A007"),
                asked: received,
                due: later,
                attempt: 2
            )
        ),
        .effectDone(EffectDone(effect: "connect/O1-77", contact: contact)),
        .effectFailed(
            EffectFailed(
                effect: "connect/O1-77", contact: contact, reason: "the line was busy", kind: .connect)),
        .requestRefused(
            RequestRefused(
                request: "sign_out",
                field: "offer",
                reason: "the line was busy",
                agent: "A007",
                items: [contact, other]
            )
        ),
    ]

    private static let router: [Fact] = [
        .contactClassified(
            ContactClassified(
                contact: contact,
                gateway: "phone",
                channel: .workItem,
                received: received,
                contactClass: "claims",
                rank: 62,
                needs: [SkillNeed("claims", level: 2), SkillNeed("spanish")],
                tier: .two,
                rule: "claims.status",
                clocks: [start, hold],
                inquiryCount: 2
            )
        ),
        .inquiryOpened(
            InquiryOpened(
                inquiry: inquiry,
                caseID: Case.ID(member: "m-19", issue: "i-4", inquiry: inquiry),
                type: "claim_status",
                received: received,
                clocks: [start, hold]
            )
        ),
        .inquiryResolved(InquiryResolved(inquiry: inquiry, at: at, acceptance: .objected)),
        .contactPlaced(placement),
        .contactWithdrawn(ContactWithdrawn(contact: contact, generation: 3, tier: .two, reason: .revoked)),
        .priorityRaised(
            PriorityRaised(
                contact: contact,
                generation: 3,
                tier: .two,
                rank: 82,
                rule: "claims.status"
            )
        ),
        .handoffOffered(HandoffOffered(placement: placement, from: .two, rule: "claims.status")),
        .escalationDecided(
            EscalationDecided(
                contact: contact,
                generation: 3,
                from: .two,
                to: .three,
                rule: "claims.status",
                reason: "needs_clinical",
                priority: .urgentClinical,
                agent: "A007",
                clocks: [start, hold]
            )
        ),
        .escalationRefused(
            EscalationRefused(
                contact: contact,
                generation: 3,
                tier: .two,
                rule: "claims.status",
                reason: "the line was busy"
            )
        ),
        .effectRequested(
            EffectRequested(
                effect: "connect/O1-77",
                contact: contact,
                action: .connect(offer: offer, agent: "A007")
            )
        ),
        .contactEnded(
            ContactEnded(
                contact: contact,
                gateway: "phone",
                outcome: .unresolved,
                at: at,
                tier: .two,
                agent: "A007"
            )
        ),
        .serviceBegan(
            ServiceBegan(
                contact: contact,
                generation: 3,
                tier: .two,
                offer: offer,
                agent: "A007",
                at: at
            )
        ),
        .serviceInterrupted(
            ServiceInterrupted(
                contact: contact,
                generation: 3,
                tier: .two,
                at: at,
                cause: .connectFailed
            )
        ),
        .holdChanged(HoldChanged(contact: contact, generation: 3, tier: .two, change: .resumed, at: at)),
        .clockStarted(ClockStarted(start: start)),
        .clockSuspended(
            ClockSuspended(
                clock: clock, at: at, cause: "answered", by: "clerk-7", evidence: "fax-113",
                contacted: later)),
        .clockResumed(
            ClockResumed(clock: clock, at: at, cause: "answered", by: "clerk-7", evidence: "fax-113")),
        .clockStopped(
            ClockStopped(clock: clock, at: at, cause: "answered", by: "clerk-7", reopensUntil: later)),
        .watermarkAsked(WatermarkAsked(ask: 136000, instant: later)),
    ]

    private static let rolls: [Fact] = [
        .rollDoubted(
            RollDoubted(
                doubt: 301, tier: .two, mismatches: [.init(contact: contact, held: 3, placed: 4)], at: at)),
        .rollSettled(RollSettled(doubt: 302, tier: .three)),
        .invariantBroken(
            InvariantBroken(
                invariant: .missingContact, contact: contact, generation: 5, tier: .three, agent: "A007",
                evidence: "not there, twice", at: later)),
    ]

    private static let queueAndDesk: [Fact] = [
        .contactQueued(ContactQueued(placement: placement, at: at, rollCallAt: later)),
        .offerMade(
            OfferMade(
                offer: offer,
                contact: contact,
                generation: 3,
                agent: "A007",
                session: "desk-1/7",
                channel: .workItem,
                contactClass: "claims",
                received: received,
                deadline: later,
                inversion: .operatorAction
            )
        ),
        .offerAccepted(OfferAccepted(offer: offer, contact: contact, generation: 3, agent: "A007")),
        .offerClosed(
            OfferClosed(
                offer: offer,
                contact: contact,
                generation: 3,
                agent: "A007",
                cause: .revoked,
                reason: "needs_clinical", notAgainBefore: later, everybodyBarred: true)
        ),
        .offerRefused(
            OfferRefused(
                offer: offer,
                agent: "A007",
                session: "desk-1/7",
                reason: "the line was busy"
            )
        ),
        .agentStateChanged(standing),
        .wrapUpStarted(
            WrapUpStarted(
                contact: contact, generation: 3, agent: "A007", at: at, until: later)),
        .dispositionNoted(
            DispositionNoted(
                contact: contact,
                generation: 3,
                agent: "A007",
                dispositions: dispositions
            )
        ),
        .serviceEnded(
            ServiceEnded(
                contact: contact,
                generation: 3,
                agent: "A007",
                dispositions: dispositions,
                at: at
            )
        ),
        .handoffAccepted(HandoffAccepted(placement: placement, at: at)),
        .placementRefused(
            PlacementRefused(
                contact: contact,
                generation: 3,
                tier: .two,
                reason: "the line was busy"
            )
        ),
        .contactReleased(
            ContactReleased(
                contact: contact,
                generation: 3,
                tier: .two,
                reason: .revoked,
                at: at,
                barred: ["A003"]
            )
        ),
        .contactReturned(
            ContactReturned(
                contact: contact,
                generation: 3,
                agent: "A007",
                reason: "needs_clinical",
                at: at
            )
        ),
        .escalationAsked(
            EscalationAsked(
                contact: contact,
                generation: 3,
                agent: "A007",
                from: .two,
                to: .three,
                reason: "needs_clinical",
                priority: .urgentClinical
            )
        ),
        .mediumAsked(
            MediumAsked(
                contact: contact,
                generation: 3,
                agent: "A007",
                action: .disconnect,
                number: 205000
            )
        ),
        .contactVerified(
            ContactVerified(
                contact: contact,
                generation: 3,
                agent: "A007",
                verification: Verification(level: .authorizedRepresentative, method: .document),
                at: at
            )
        ),
        .deskLinkChanged(DeskLinkChanged(desk: "desk", change: .regained, at: at)),
        .agentRequested(
            AgentRequested(
                agent: "A007",
                session: "desk-1/7",
                request: .escalate(contact, to: .three, reason: "needs_technical", priority: .urgentClinical),
                at: at,
                tier: .two
            )
        ),
        .agentShown(AgentShown(standing: standing)),
        .standingsAsked(StandingsAsked(tier: .two, at: at)),
        .rollCalled(
            RollCalled(
                tier: .two, after: Contact.ID(gateway: 1, number: 7), through: contact,
                held: [.init(contact: contact, generation: 9, agent: "A007")], at: at, answering: 301,
                next: later, neglected: [
                    .init(contact: contact, generation: 9, invariant: .idleAgent, agent: "A007"),
                    .init(contact: other, generation: 2, invariant: .everybodyBarred),
                ])),
    ]

    private static let watchdog: [Fact] = [
        .clockArmed(
            ClockArmed(
                clock: clock,
                from: later,
                calendar: "federal@2026",
                thresholds: thresholds,
                mode: .suspended
            )
        ),
        .clockSpanChanged(
            ClockSpanChanged(
                clock: clock,
                mode: .suspended,
                at: at,
                used: 19_500_000,
                dues: [at, later],
                cause: "answered",
                by: "clerk-7",
                evidence: "fax-113",
                calendar: "member-services@3"
            )
        ),
        .clockClosed(
            ClockClosed(
                clock: clock, at: at, used: 19_500_000, cause: "answered", by: "clerk-7",
                reopensUntil: later, calendar: "member-services@3")),
        .clockWarned(
            ThresholdPassed(
                clock: clock,
                threshold: "target",
                due: later,
                at: at,
                presumed: true,
                duringOutage: false
            )
        ),
        .clockBreached(
            ThresholdPassed(
                clock: clock,
                threshold: "target",
                due: later,
                at: at,
                presumed: true,
                duringOutage: false
            )
        ),
        .breachRetracted(BreachRetracted(clock: clock, threshold: "target", due: later, stopped: at)),
        .escalationDue(
            EscalationDue(
                clock: clock,
                reason: "needs_clinical",
                to: .three,
                priority: .urgentClinical
            )
        ),
        .announcementDue(AnnouncementDue(clock: clock, threshold: "target", announcement: "still_waiting")),
        .alarmRaised(
            AlarmRaised(
                alarm: 252,
                recipient: "lead-tier-1",
                rule: "claims.status",
                clock: clock,
                threshold: "target",
                at: at,
                count: 258000,
                acknowledgeBy: later,
                evidence: "seen twice"
            )
        ),
        .alarmGrew(AlarmGrew(alarm: 260, count: 261000, at: at)),
        .alarmAcknowledged(AlarmAcknowledged(alarm: 263, by: "duty-officer", at: at)),
        .alarmOverdue(AlarmOverdue(alarm: 266, at: at)),
        .outageNoted(OutageNoted(from: at, through: later)),
        .watermarkNoted(WatermarkNoted(ask: 270000, through: later, station: "tier-1")),
        .watermarkAwaited(WatermarkAwaited(ask: 272000, at: at)),
        .rateCounted(
            RateCounted(
                contact: other, event: .reached, at: at, window: 3_600_000_000, reached: 274_000,
                closed: 275_000,
                crossings: [
                    RateCrossing(rule: "rate.near", change: .above),
                    RateCrossing(rule: "rate.limit", change: .below),
                ]
            )
        ),
        .attemptsBlocked(
            AttemptsBlocked(
                gateway: "phone", trunk: "sip-east", from: at, to: later, count: 284_000, source: "carrier A")
        ),
        .surveyAnswered(
            SurveyAnswered(gateway: "phone", contact: other, at: at, satisfaction: 4, recommendation: 9)),
        .attendanceChanged(AttendanceChanged(agent: "a7", tier: .two, isPresent: true, at: at)),
        .feasibilityJudged(
            FeasibilityJudged(
                at: at, next: later,
                verdicts: [
                    .init(
                        team: "reviews", present: 4, rostered: 9, due: later, pieces: 280_000,
                        needed: 281_000_000, available: 282_000_000, items: [clock])
                ]
            )
        ),
        .pauseFlagged(
            PauseFlagged(
                clock: clock, at: at, number: 3, reasons: [.beforeDeadline, .repeated, .withoutContact],
                due: later, contacted: at, cause: "rescheduled", by: "clerk-7", evidence: "fax-113"
            )
        ),
        .calendarsRecounted(CalendarsRecounted(at: at, left: 283_000, next: later)),
    ]
}
