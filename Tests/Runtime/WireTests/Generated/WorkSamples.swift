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
                change: WorkChange.received(Instant(microseconds: 1_772_003_702_003_702)),
                at: Instant(microseconds: 1_772_003_703_003_703),
                by: "actor-3704",
                evidence: "evidence-3705",
                noted: Instant(microseconds: 1_772_003_706_003_706),
                keptUntil: Instant(microseconds: 1_772_003_707_003_707),
                line: "line-3708")),
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
                change: WorkChange.received(Instant(microseconds: 1_772_007_302_007_302)),
                at: Instant(microseconds: 1_772_007_303_007_303),
                by: "actor-7304",
                evidence: "evidence-7305",
                workClass: "work_class-7306",
                facts: [WorkFact("name-7307", "value-7308")],
                status: WorkItemChanged.Status(reopensUntil: Instant(microseconds: 1_772_007_309_007_309)),
                noted: Instant(microseconds: 1_772_007_310_007_310))),
        .workItemRefused(
            WorkItemRefused(
                item: Contact.ID(gateway: 3, number: 42),
                change: WorkChange.received(Instant(microseconds: 1_772_007_402_007_402)),
                at: Instant(microseconds: 1_772_007_403_007_403),
                by: "actor-7404",
                reason: "reason-7405")),
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
                change: WorkChange.received(Instant(microseconds: 1_772_017_002_017_002)),
                at: Instant(microseconds: 1_772_017_003_017_003),
                by: "actor-17004",
                lacks: ["lacks-17005"],
                reason: "reason-17006",
                noted: Instant(microseconds: 1_772_017_007_017_007))),
        .workOutOfTurn(
            WorkOutOfTurn(
                item: Contact.ID(gateway: 3, number: 42),
                before: Contact.ID(gateway: 3, number: 17102),
                line: "line-17103",
                at: Instant(microseconds: 1_772_017_104_017_104),
                by: "actor-17105")),
    ]
}
