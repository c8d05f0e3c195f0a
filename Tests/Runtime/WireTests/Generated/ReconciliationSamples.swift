// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let reconciliationFacts: [Fact] = [
        .mismatchFound(
            MismatchFound(
                mismatch: 6901,
                tier: .three,
                mismatches: [
                    MismatchFound.Mismatch(contact: Contact.ID(gateway: 3, number: 42), held: 3, placed: 6905)
                ],
                at: Instant(microseconds: 1_772_006_906_006_906))),
        .mismatchSettled(MismatchSettled(mismatch: 7001, tier: .three)),
        .invariantBroken(
            InvariantBroken(
                invariant: .everybodyBarred,
                contact: Contact.ID(gateway: 3, number: 42),
                generation: 3,
                tier: .two,
                agent: "A007",
                evidence: "evidence-7105",
                at: Instant(microseconds: 1_772_007_106_007_106))),
        .reconciliationSent(
            ReconciliationSent(
                tier: .two,
                after: Contact.ID(gateway: 3, number: 42),
                through: Contact.ID(gateway: 3, number: 9703),
                held: [
                    ReconciliationSent.Held(
                        contact: Contact.ID(gateway: 3, number: 9704),
                        generation: 3,
                        agent: "A007")
                ],
                at: Instant(microseconds: 1_772_009_707_009_707),
                answering: 9708,
                next: Instant(microseconds: 1_772_009_709_009_709),
                neglected: [
                    ReconciliationSent.Neglected(
                        contact: Contact.ID(gateway: 3, number: 9710),
                        generation: 9711,
                        invariant: .everybodyBarred,
                        agent: "agent-9712")
                ])),
    ]
}
