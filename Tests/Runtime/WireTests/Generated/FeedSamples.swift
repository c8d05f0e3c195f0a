// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts

extension Sample {
    static let feedFacts: [Fact] = [
        .attemptsBlocked(
            AttemptsBlocked(
                gateway: "gateway-3801",
                trunk: "trunk-3802",
                from: Instant(microseconds: 1_772_003_803_003_803),
                to: Instant(microseconds: 1_772_003_804_003_804),
                count: 3805,
                source: "source-3806")),
        .surveyAnswered(
            SurveyAnswered(
                gateway: "gateway-3901",
                contact: Contact.ID(gateway: 3, number: 42),
                at: Instant(microseconds: 1_772_003_903_003_903),
                satisfaction: 2,
                recommendation: 3)),
    ]
}
