// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let watchdogFacts: [Fact] = [
        .clockArmed(
            ClockArmed(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 4),
                from: Instant(microseconds: 1_772_012_004_012_004),
                calendar: "calendar-12005",
                thresholds: [
                    ClockThreshold(
                        name: "name-12006",
                        level: .breach,
                        budget: 12007,
                        due: Instant(microseconds: 1_772_012_008_012_008))
                ],
                mode: .suspended)),
        .clockSpanChanged(
            ClockSpanChanged(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 14),
                mode: .suspended,
                at: Instant(microseconds: 1_772_012_104_012_104),
                used: 12105,
                dues: [Instant(microseconds: 1_772_012_106_012_106)],
                cause: "cause-12107",
                by: "actor-12108",
                evidence: "evidence-12109",
                calendar: "calendar-12110",
                pauses: 12111)),
        .clockClosed(
            ClockClosed(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 24),
                at: Instant(microseconds: 1_772_012_204_012_204),
                used: 12205,
                cause: "cause-12206",
                by: "actor-12207",
                reopensUntil: Instant(microseconds: 1_772_012_208_012_208),
                calendar: "calendar-12209")),
        .clockWarned(
            ThresholdPassed(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 4),
                threshold: "threshold-12304",
                due: Instant(microseconds: 1_772_012_305_012_305),
                at: Instant(microseconds: 1_772_012_306_012_306),
                presumed: true,
                duringOutage: true)),
        .clockBreached(
            ThresholdPassed(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 14),
                threshold: "threshold-12404",
                due: Instant(microseconds: 1_772_012_405_012_405),
                at: Instant(microseconds: 1_772_012_406_012_406),
                presumed: true,
                duringOutage: true)),
        .breachRetracted(
            BreachRetracted(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 24),
                threshold: "threshold-12504",
                due: Instant(microseconds: 1_772_012_505_012_505),
                stopped: Instant(microseconds: 1_772_012_506_012_506),
                level: .breach)),
        .escalationDue(
            EscalationDue(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 4),
                reason: "reason-12604",
                to: .two,
                priority: .urgentClinical)),
        .announcementDue(
            AnnouncementDue(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 14),
                threshold: "threshold-12704",
                announcement: "announcement-12705")),
        .alarmRaised(
            AlarmRaised(
                alarm: 12801,
                recipient: "recipient-12802",
                rule: "rule-12803",
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 27),
                threshold: "threshold-12807",
                at: Instant(microseconds: 1_772_012_808_012_808),
                count: 12809,
                acknowledgeBy: Instant(microseconds: 1_772_012_810_012_810),
                evidence: "evidence-12811",
                others: ClockPassings(
                    passings: [
                        ClockPassing(
                            clock: Clock.ID(
                                "name-12812",
                                contact: Contact.ID(gateway: 3, number: 12813),
                                inquiry: 5),
                            threshold: "threshold-12815")
                    ]))),
        .alarmGrew(
            AlarmGrew(
                alarm: 12901,
                count: 12902,
                at: Instant(microseconds: 1_772_012_903_012_903),
                joined: [
                    ClockPassing(
                        clock: Clock.ID(
                            "resolution",
                            contact: Contact.ID(gateway: 3, number: 42),
                            inquiry: 7),
                        threshold: "threshold-12907")
                ])),
        .alarmAcknowledged(
            AlarmAcknowledged(
                alarm: 13001,
                by: "by-13002",
                at: Instant(microseconds: 1_772_013_003_013_003))),
        .alarmOverdue(AlarmOverdue(alarm: 13101, at: Instant(microseconds: 1_772_013_102_013_102))),
        .outageNoted(
            OutageNoted(
                from: Instant(microseconds: 1_772_013_201_013_201),
                through: Instant(microseconds: 1_772_013_202_013_202))),
        .watermarkNoted(
            WatermarkNoted(
                ask: 13301,
                through: Instant(microseconds: 1_772_013_302_013_302),
                station: "station-13303")),
        .watermarkAwaited(WatermarkAwaited(ask: 13401, at: Instant(microseconds: 1_772_013_402_013_402))),
        .clockRefused(
            ClockRefused(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 4),
                request: "request-13504",
                at: Instant(microseconds: 1_772_013_505_013_505),
                by: "actor-13506",
                reason: "reason-13507")),
        .alarmReduced(
            AlarmReduced(
                alarm: 13601,
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 15),
                threshold: "threshold-13605",
                count: 13606,
                at: Instant(microseconds: 1_772_013_607_013_607))),
        .toneDue(
            ToneDue(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 24),
                threshold: "threshold-13704")),
    ]
}
