// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let everyEffectAction: [EffectAction] = [
        .connect(offer: Offer.ID(tier: .two, number: 77), agent: "A007"),
        .hold,
        .resume,
        .disconnect,
        .close(.noResult),
        .announce("announce-601"),
        .acknowledge,
        .reply,
    ]
}
