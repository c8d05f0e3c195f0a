import Contacts
import Standards

/// One for each option of the register's readings that is not taken.
extension ReadingFlip {
    static let all: [ReadingFlip] = ofContacts + ofClocks + ofRamps

    private static let march = "report month 2026-03-01 2026-03-31"
    private static let april = "report month 2026-04-01 2026-04-30"
    private static let day = "report day 2026-03-02 2026-03-02"

    /// A call that A001 takes after so many seconds.
    private static func call(_ number: Int, after seconds: Int, about: String = "benefits") -> [String] {
        [
            "phone brings \(about) member=m-\(number) issue=i-\(number)", "after \(seconds) s",
            "A001 accepts O1-\(number)",
        ]
    }

    private static func over(_ number: Int) -> [String] {
        ["medium: C1-\(number) left", "A001 notes C1-\(number) resolved", "A001 completes C1-\(number)"]
    }

    private static let begun = ["at 2026-03-02T09:00", "A001 signs in", "A001 ready"]

    private static let ofContacts: [ReadingFlip] = [
        ReadingFlip(
            number: "A03", option: "at-closing", standard: "telephone-one-call-resolution",
            events: begun + call(1, after: 5) + over(1)
                + [
                    "at 2026-03-04T09:00", "phone brings benefits member=m-1 issue=i-1",
                    "at 2026-03-12T09:00", "phone brings benefits", day,
                ],
            shipped: [false], flipped: [true]),
        ReadingFlip(
            number: "A12", option: "without-short-abandons", standard: "telephone-answer-individual",
            events: begun + call(1, after: 5) + over(1)
                + ["A001 not ready break", "phone brings benefits", "after 20 s", "medium: C1-2 left", day],
            shipped: [false], flipped: [true]),
        ReadingFlip(
            number: "A13", option: "with-queue", standard: "telephone-total-hold",
            events: [
                "at 2026-03-02T09:00", "phone brings benefits", "after 20 s", "A001 signs in", "A001 ready",
                "A001 accepts O1-1", "A001 holds C1-1", "after 20 s", "A001 resumes C1-1",
            ] + over(1) + [day],
            shipped: [true], flipped: [false]),
        ReadingFlip(
            number: "A14", option: "deemed", standard: "telephone-followup-resolution",
            events: begun + call(1, after: 5) + [
                "A001 ends C1-1", "A001 completes C1-1", "at 2026-03-04T09:00",
                "email brings benefits member=m-1 issue=i-1", "A001 accepts O1-2",
                "A001 replies C3-1", "A001 notes C3-1 resolved", "A001 ends C3-1", "A001 completes C3-1",
                "at 2026-04-01T09:00", "phone brings benefits", march,
            ],
            shipped: [false], flipped: [true]),
        ReadingFlip(
            number: "A21", option: "together", standard: "aht-routine",
            events: begun + call(1, after: 5) + ["after 500 s"] + over(1)
                + [
                    "A037 signs in", "A037 ready", "phone brings clinical_question", "A037 accepts O2-1",
                    "after 1800 s", "medium: C1-2 left", "A037 notes C1-2 resolved", "A037 completes C1-2",
                    day,
                ],
            shipped: [true, true], flipped: [false, true]),
        ReadingFlip(
            number: "A22", option: "both", standard: "kpi-csat",
            events: [
                "at 2026-03-02T09:00", "phone brings benefits", "medium: C1-1 left",
                "survey C1-1 satisfaction=4", march,
            ], shipped: [true], flipped: [false]),
        ReadingFlip(
            number: "A23", option: "band", standard: "kpi-nps",
            events: [
                "at 2026-03-02T09:00", "phone brings benefits", "medium: C1-1 left",
                "survey C1-1 recommendation=9", march,
            ], shipped: [true, true], flipped: [true, true, false]),
    ]

    private static let ofClocks: [ReadingFlip] = [
        ReadingFlip(
            number: "A04", option: "member-services-only", standard: "claims-retained-30",
            events: [
                "at 2026-03-10T09:00", "work_item brings claim", "at 2026-04-09T12:00",
                "item C4-1 completed", april,
            ], shipped: [false], flipped: [true],
            edits: [
                .entry("claims-retained-30", "calendar_day1", "calendar_after"),
                .clock("claim.retained", "counting: day1", "counting: after"),
            ]),
        ReadingFlip(
            number: "A05", option: "receipt-day", standard: "filing-timeliness",
            events: [
                "at 2026-03-02T09:00", "work_item brings filing", "at 2026-03-07T12:00", filed, march,
            ], shipped: [true], flipped: [false],
            edits: [
                .entry("filing-timeliness", "calendar_after", "calendar_day1"),
                .clock("filing", "counting: after", "counting: day1"),
            ]),
        ReadingFlip(
            number: "A05", option: "next-day", standard: "ted-initial-transmission",
            events: [
                "at 2026-03-02T09:00", "work_item brings ted-voucher", "at 2026-03-07T12:00",
                "item C4-1 transmitted", march,
            ], shipped: [false], flipped: [true],
            edits: [
                .entry("ted-initial-transmission", "calendar_day1", "calendar_after"),
                .clock("ted.initial", "counting: day1", "counting: after"),
            ]),
        ReadingFlip(
            number: "A10", option: "receipt-cohort", standard: "claims-retained-30",
            events: [
                "at 2026-03-10T09:00", "work_item brings claim", "at 2026-04-01T12:00",
                "item C4-1 completed", "at 2026-05-01T09:00", "work_item brings claim", april,
            ], shipped: [true], flipped: [nil]),
        ReadingFlip(
            number: "A15", option: "business-hours", standard: "tier3-standard-response",
            events: [
                "at 2026-03-02T09:00", "A014 signs in", "A014 ready", "email brings benefits",
                "A014 accepts O1-1", "A014 escalates C3-1 to 3 complaint routine", "A043 signs in",
                "A043 ready", "A043 accepts O3-1", "at 2026-03-03T10:00", "A043 answers C3-1 referrer",
                march,
            ], shipped: [false, true], flipped: [true, true],
            edits: [
                .entry("tier3-standard-response", "counting: elapsed", "counting: business_hours"),
                .clock("tier3.standard", "after: 24h", "after: 24 business hours"),
                .clock("tier3.standard", "after: 48h", "after: 48 business hours"),
                .clock(
                    "tier3.standard", "    attaches_to:", "    calendar: member-services\n    attaches_to:"),
                Edit("escalation.yaml", "window: 48h", "window: 48 business hours"),
            ]),
        ReadingFlip(
            number: "A16", option: "limit-only", standard: "clinical-decision",
            events: [
                "at 2026-03-02T09:00", "work_item brings clinical-review", "at 2026-03-10T09:00",
                "item C4-1 determination-issued", march,
            ], shipped: [false, true], flipped: [true]),
        ReadingFlip(
            number: "A18", option: "paper-only", standard: "routine-written-final-response",
            events: [
                "at 2026-01-02T09:00", "email brings benefits", "at 2026-03-02T09:00",
                "work_item brings routine-written", "at 2026-03-03T09:00", "item C4-1 completed",
                "at 2026-04-01T09:00", "work_item brings claim", march,
            ], shipped: [false, false, false], flipped: [true, true, true]),
        ReadingFlip(
            number: "A19", option: "business-hours", standard: "clinical-initial-review",
            events: [
                "at 2026-03-02T09:00", "work_item brings clinical-review", "at 2026-03-03T10:00",
                "item C4-1 clinically-reviewed", march,
            ], shipped: [false], flipped: [true],
            edits: [
                .entry("clinical-initial-review", "counting: elapsed", "counting: business_hours"),
                .clock("clinical.review", "after: 24h, warn_before: 4h", inHours),
                .clock("written.clinical-review", "after: 24h, warn_before: 4h", inHours),
                .clock("clinical.review", "    attaches_to:", byCalendar),
                .clock("written.clinical-review", "    attaches_to:", byCalendar),
            ]),
        ReadingFlip(
            number: "A36", option: "workdays", standard: "debt-collection-resolution",
            events: [
                "at 2026-03-10T09:00", "work_item brings debt-research", "at 2026-04-09T09:00",
                "item C4-1 completed review=done correction=done explanation=done response=done"
                    + " check-to=nobody", april,
            ], shipped: [false, false], flipped: [false, true],
            edits: [
                .entry("debt-collection-resolution", "calendar_day1", "workday_day1"),
                .clock("debt.resolution", "calendar days", "business days"),
                .clock("written.debt", "calendar days", "business days"),
            ]),
        ReadingFlip(
            number: "A46", option: "shown-only", standard: "filing-timeliness",
            events: [
                "at 2026-03-02T09:00", "work_item brings filing", "at 2026-03-12T12:00", filed, march,
            ], shipped: [false], flipped: [nil]),
    ]

    private static let filed =
        "item C4-1 filed icn=2026061000001 filing-state=VA medium=hard-copy documents=attached"
    private static let inHours = "after: 24 business hours, warn_before: 4 business hours"
    private static let byCalendar = "    calendar: member-services\n    attaches_to:"

    private static let ofRamps: [ReadingFlip] = [
        ReadingFlip(
            number: "A32", option: "base-period-too", standard: "claims-payment-error",
            events: [
                "at 2024-03-04T09:00",
                "work_item brings claim billed-cents=10000 payment-error-cents=201", "item C4-1 completed",
                "report quarter 2024-01-01 2024-03-31",
            ], shipped: [nil], flipped: [false],
            given: [
                Edit(
                    "contract.yaml", "start_of_health_care_delivery: 2025-01-01",
                    "start_of_health_care_delivery: 2024-01-01")
            ]),
        ReadingFlip(
            number: "A33", option: "full-months", standard: "ted-edit-pass-rate",
            events: [
                "at 2025-03-20T09:00", "each 1..5", "  work_item brings ted-record edit=passed",
                "each 5..5", "  item C4-# has edit=failed", "each 1..5", "  item C4-# recorded",
                "report month 2025-03-01 2025-03-31",
            ], shipped: [nil, false], flipped: [true],
            given: [
                Edit(
                    "contract.yaml", "start_of_health_care_delivery: 2025-01-01",
                    "start_of_health_care_delivery: 2024-12-15")
            ]),
        ReadingFlip(
            number: "A48", option: "all-regions", standard: "network-adequacy",
            events: [
                "at 2025-03-03T09:00", "each 1..18",
                "  work_item brings claim enrolment=prime region=north network=yes", "each 19..20",
                "  work_item brings claim enrolment=prime region=south network=no", "each 1..20",
                "  item C4-# completed", "report month 2025-03-01 2025-03-31",
            ], shipped: [true, false], flipped: [true]),
        // What contract.yaml decides for all that ask (readings A35 and A51).
        ReadingFlip(
            number: "A35", option: "by-contract", standard: "dcs-open-age",
            events: [
                "at 2025-07-01T09:00", "work_item brings duplicate-set", "at 2025-09-01T09:00",
                "work_item brings duplicate-set", "report month 2025-08-01 2025-08-31",
            ], shipped: [nil], flipped: [false],
            edits: [Edit("contract.yaml", "standard_begins_in_month: 7", "standard_begins_in_month: 6")]),
        ReadingFlip(
            number: "A51", option: "by-contract", standard: "telephone-answer-individual",
            events: begun + call(1, after: 5) + over(1)
                + ["at 2026-03-02T19:00", "phone brings benefits", day],
            shipped: [false], flipped: [true],
            edits: [
                Edit(
                    "contract.yaml", "calls_outside_opening_hours: at-all-times",
                    "calls_outside_opening_hours: opening-hours")
            ]),
    ]
}
