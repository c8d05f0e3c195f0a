// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Facts

extension Sample {
    /// A fact of every kind, in their order.
    static let facts: [Fact] =
        (contactFacts
        + correctionFacts
        + deskFacts
        + effectFacts
        + feedFacts
        + forecastFacts
        + gatewayFacts
        + inquirieFacts
        + messageFacts
        + queueFacts
        + rateFacts
        + reconciliationFacts
        + routerFacts
        + watchdogFacts
        + workFacts).sorted { $0.kind.rawValue < $1.kind.rawValue }
}
