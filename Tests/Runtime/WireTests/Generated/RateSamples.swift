// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let rateFacts: [Fact] = [
        .rateCounted(
            RateCounted(
                contact: Contact.ID(gateway: 3, number: 42),
                event: .reached,
                at: Instant(microseconds: 1_772_014_002_014_002),
                window: 14003,
                reached: 14004,
                closed: 14005,
                crossings: [RateCrossing(rule: "rule-14006", change: .below)]))
    ]
}
