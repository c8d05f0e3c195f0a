// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let effectFacts: [Fact] = [
        .effectOverdue(
            EffectOverdue(
                effect: "effect-7",
                contact: Contact.ID(gateway: 3, number: 42),
                kind: .reply,
                gateway: "gateway-15003",
                asked: Instant(microseconds: 1_772_015_004_015_004),
                at: Instant(microseconds: 1_772_015_005_015_005),
                attempt: 15006)),
        .effectWithdrawn(
            EffectWithdrawn(
                effect: "effect-7",
                contact: Contact.ID(gateway: 3, number: 42),
                kind: .reply,
                reason: "reason-15103")),
        .mediumReleased(
            MediumReleased(
                contact: Contact.ID(gateway: 3, number: 42),
                by: "by-15202",
                reason: "reason-15203",
                at: Instant(microseconds: 1_772_015_204_015_204),
                effects: ["effect-7"])),
        .mediumRefused(
            MediumRefused(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                agent: "A007",
                action: .reply,
                reason: "reason-15305")),
        .toneSounded(
            ToneSounded(
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                agent: "A007",
                threshold: "threshold-15405")),
    ]
}
