// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let contactFacts: [Fact] = [
        .contactPlaced(
            Placement(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                channel: .workItem,
                contactClass: "contact_class-5304",
                rank: 5305,
                needs: [SkillNeed("skill-5306", level: 5)],
                received: Instant(microseconds: 1_772_005_308_005_308),
                due: Instant(microseconds: 1_772_005_309_005_309),
                cause: .callback,
                inquiryCount: 4,
                barred: ["A007"]))
    ]

    static let everyWorkChange: [WorkChange] = [
        .event("event-101"),
        .reclassified("reclassified-201"),
        .facts([WorkFact("name-301", "value-302")]),
        .received(Instant(microseconds: 1_772_000_401_000_401)),
    ]
}
