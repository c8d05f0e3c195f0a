public import BusinessTime
public import Contacts
import Facts
public import Standards

extension StandardClock {
    /// The clocks of the contract and the brief, with `hours` as the calendar of business time.
    ///
    /// What `Topology/standards.yaml` says by default, for tests that read no file.
    public static func contract(hours: CalendarName) -> [StandardClock] {
        [
            phoneAnswer, chatFirstResponse, telephoneHold, acknowledgement(hours), resolution(hours),
            tierThreePriority(hours), tierThreeStandard, followUp(hours),
        ]
    }

    /// Every call is answered by a person: 20 s target, 30 s limit, 60 s beyond any excuse.
    public static let phoneAnswer = StandardClock(
        name: "phone.answer", clause: "Brief: Contact channels and SLAs; TOM 1-3 ¶3.4 bullet 4",
        standards: ["phone-answer-80-20", "telephone-answer-individual"], unit: .elapsed,
        thresholds: [
            Threshold("20s", .warn, after: .seconds(20)), Threshold("30s", .breach, after: .seconds(30)),
            Threshold("60s", .breach, after: .seconds(60)),
        ],
        stopsAt: .answered, appliesTo: .init([.init(channels: [.phone])]))

    /// A person writes the first line of a chat within 60 s; automatic replies do not count.
    public static let chatFirstResponse = StandardClock(
        name: "chat.first-response", clause: "Brief: Contact channels and SLAs",
        standards: ["chat-first-response"], unit: .elapsed,
        thresholds: [Threshold("60s", .breach, after: .seconds(60))], stopsAt: .personWrote,
        appliesTo: .init([.init(channels: [.chat])]))

    /// All holds of a call together, transfers included, stay within 30 s.
    public static let telephoneHold = StandardClock(
        name: "phone.hold", clause: "TOM 1-3 ¶3.4 bullet 5", standards: ["telephone-total-hold"],
        unit: .elapsed,
        thresholds: [
            Threshold("20s", .warn, after: .seconds(20)), Threshold("30s", .breach, after: .seconds(30)),
            Threshold("60s", .breach, after: .seconds(60)),
        ],
        stopsAt: .contactEnded, startMode: .suspended, appliesTo: .init([.init(channels: [.phone])]))

    /// Messages and e-mail are acknowledged within 4 business hours.
    public static func acknowledgement(_ hours: CalendarName) -> StandardClock {
        StandardClock(
            name: "acknowledgement", clause: "Brief: Contact channels and SLAs",
            standards: ["secure-message-acknowledge", "email-acknowledge"], unit: .businessHours(hours),
            thresholds: [Threshold("limit", .breach, after: .hours(4))], stopsAt: .acknowledged,
            appliesTo: .init([.init(channels: [.email, .secureMessage])]))
    }

    /// Routine messages and e-mail are resolved within 24 (target) and 48 (limit) business hours.
    public static func resolution(_ hours: CalendarName) -> StandardClock {
        StandardClock(
            name: "resolution", clause: "Brief: Contact channels and SLAs",
            standards: ["secure-message-resolve-routine", "email-resolve-routine"],
            unit: .businessHours(hours),
            thresholds: [
                Threshold("target", .warn, after: .hours(24)), Threshold("limit", .breach, after: .hours(48)),
            ],
            attachesTo: .inquiry, stopsAt: .resolved,
            appliesTo: .init(
                [.init(channels: [.email, .secureMessage])],
                except: [
                    .init(inquiryTypes: clinicalTypes + ["grievance"]),
                    .init(urgencies: [.urgentClinical]),
                ]))
    }

    /// What is clinical or complex, and so no routine (Brief, Contact channels and SLAs).
    private static let clinicalTypes: [InquiryType] = [
        "clinical_question", "prior_authorization", "referral", "appeal",
    ]

    /// Tier 3 answers a priority escalation within 4 business hours.
    public static func tierThreePriority(_ hours: CalendarName) -> StandardClock {
        StandardClock(
            name: "tier3.priority", clause: "Brief: Operational tools",
            standards: ["tier3-priority-response"],
            unit: .businessHours(hours), thresholds: [Threshold("limit", .breach, after: .hours(4))],
            countsFrom: .escalated, stopsAt: .tierThreeAnswered,
            appliesTo: .init([
                .init(urgencies: [.priority, .urgentClinical], tiers: [.three]),
                .init(tiers: [.three], reasons: ["sla_breach"]),
            ]))
    }

    /// Tier 3 answers a standard escalation within 24 (target) and 48 (limit) hours, day and night.
    public static let tierThreeStandard = StandardClock(
        name: "tier3.standard", clause: "Brief: Operational tools", standards: ["tier3-standard-response"],
        unit: .elapsed,
        thresholds: [
            Threshold("target", .warn, after: .hours(24)), Threshold("limit", .breach, after: .hours(48)),
        ],
        countsFrom: .escalated, stopsAt: .tierThreeAnswered,
        appliesTo: .init(
            [.init(urgencies: [.routine], tiers: [.three])], except: [.init(reasons: ["sla_breach"])]))

    /// An inquiry that the first contact left open is resolved within 10 business days, its receipt day 1.
    public static func followUp(_ hours: CalendarName) -> StandardClock {
        StandardClock(
            name: "follow-up", clause: "TOM 1-3 ¶3.4 bullet 7", standards: ["telephone-followup-resolution"],
            unit: .workdays(hours, .dayOne),
            thresholds: [Threshold("limit", .breach, after: .workdays(10))], attachesTo: .inquiry,
            countsFrom: .leftUnresolved, stopsAt: .resolved,
            appliesTo: .init([.init(channels: Channel.allCases)]))
    }
}
