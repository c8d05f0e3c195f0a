// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let forecastFacts: [Fact] = [
        .attendanceChanged(
            AttendanceChanged(
                agent: "A007",
                tier: .three,
                isPresent: true,
                at: Instant(microseconds: 1_772_009_804_009_804))),
        .feasibilityJudged(
            FeasibilityJudged(
                at: Instant(microseconds: 1_772_014_101_014_101),
                next: Instant(microseconds: 1_772_014_102_014_102),
                verdicts: [
                    FeasibilityJudged.Verdict(
                        team: "team-14103",
                        present: 14104,
                        rostered: 14105,
                        due: Instant(microseconds: 1_772_014_106_014_106),
                        pieces: 14107,
                        needed: 14108,
                        available: 14109,
                        items: [
                            Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 13)
                        ])
                ])),
        .pauseFlagged(
            PauseFlagged(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 14),
                at: Instant(microseconds: 1_772_014_204_014_204),
                number: 14205,
                reasons: [.withoutContact],
                due: Instant(microseconds: 1_772_014_206_014_206),
                contacted: Instant(microseconds: 1_772_014_207_014_207),
                cause: "cause-14208",
                by: "actor-14209",
                evidence: "evidence-14210")),
        .calendarsRecounted(
            CalendarsRecounted(
                at: Instant(microseconds: 1_772_014_301_014_301),
                left: 14302,
                next: Instant(microseconds: 1_772_014_303_014_303))),
    ]
}
