// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let workFacts: [Fact] = [
        .workItemReceived(
            WorkItemReceived(
                item: Contact.ID(gateway: 3, number: 42),
                gateway: "gateway-3602",
                workClass: "work_class-3603",
                member: "member-3604",
                received: Instant(microseconds: 1_772_003_605_003_605),
                ingested: Instant(microseconds: 1_772_003_606_003_606),
                facts: [WorkFact("name-3607", "value-3608")],
                by: "actor-3609",
                key: "key-3610",
                requester: .other,
                evidence: "evidence-3611",
                line: "line-3612")),
        .workItemReported(
            WorkItemReported(
                item: Contact.ID(gateway: 3, number: 42),
                change: WorkChange.facts([WorkFact("name-3702", "value-3703")]),
                at: Instant(microseconds: 1_772_003_704_003_704),
                by: "actor-3705",
                evidence: "evidence-3706",
                noted: Instant(microseconds: 1_772_003_707_003_707),
                keptUntil: Instant(microseconds: 1_772_003_708_003_708),
                line: "line-3709")),
        .workItemOpened(
            WorkItemOpened(
                item: Contact.ID(gateway: 3, number: 42),
                gateway: "gateway-7202",
                workClass: "work_class-7203",
                member: "member-7204",
                received: Instant(microseconds: 1_772_007_205_007_205),
                facts: [WorkFact("name-7206", "value-7207")],
                by: "actor-7208",
                noted: Instant(microseconds: 1_772_007_209_007_209),
                clocks: [
                    Clock.Start(
                        Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 7211), inquiry: 13),
                        from: Instant(microseconds: 1_772_007_213_007_213),
                        mode: .suspended)
                ],
                requester: .other)),
        .workItemChanged(
            WorkItemChanged(
                item: Contact.ID(gateway: 3, number: 42),
                change: WorkChange.facts([WorkFact("name-7302", "value-7303")]),
                at: Instant(microseconds: 1_772_007_304_007_304),
                by: "actor-7305",
                evidence: "evidence-7306",
                workClass: "work_class-7307",
                facts: [WorkFact("name-7308", "value-7309")],
                status: WorkItemChanged.Status(reopensUntil: Instant(microseconds: 1_772_007_310_007_310)),
                noted: Instant(microseconds: 1_772_007_311_007_311))),
        .workItemRefused(
            WorkItemRefused(
                item: Contact.ID(gateway: 3, number: 42),
                change: WorkChange.facts([WorkFact("name-7402", "value-7403")]),
                at: Instant(microseconds: 1_772_007_404_007_404),
                by: "actor-7405",
                reason: "reason-7406")),
        .clockRetold(
            ClockRetold(
                clock: Clock.ID("resolution", contact: Contact.ID(gateway: 3, number: 42), inquiry: 4),
                spans: [
                    RetoldSpan(
                        mode: .suspended,
                        at: Instant(microseconds: 1_772_007_504_007_504),
                        cause: "cause-7505",
                        by: "actor-7506",
                        evidence: "evidence-7507",
                        contacted: Instant(microseconds: 1_772_007_508_007_508))
                ],
                stop: RetoldStop(
                    at: Instant(microseconds: 1_772_007_509_007_509),
                    cause: "cause-7510",
                    by: "actor-7511",
                    reopensUntil: Instant(microseconds: 1_772_007_512_007_512)),
                cause: "cause-7513",
                by: "actor-7514")),
        .workItemIncomplete(
            WorkItemIncomplete(
                item: Contact.ID(gateway: 3, number: 42),
                change: WorkChange.facts([WorkFact("name-17002", "value-17003")]),
                at: Instant(microseconds: 1_772_017_004_017_004),
                by: "actor-17005",
                lacks: ["lacks-17006"],
                reason: "reason-17007",
                noted: Instant(microseconds: 1_772_017_008_017_008))),
        .workOutOfTurn(
            WorkOutOfTurn(
                item: Contact.ID(gateway: 3, number: 42),
                before: Contact.ID(gateway: 3, number: 17102),
                line: "line-17103",
                at: Instant(microseconds: 1_772_017_104_017_104),
                by: "actor-17105")),
    ]
}
