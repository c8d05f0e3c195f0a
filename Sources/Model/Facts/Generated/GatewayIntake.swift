// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

/// What a gateway takes from other stations, and decides something about.
public enum GatewayIntake: Hashable, Sendable {
    case effectRequested(EffectRequested)
    case contactEnded(ContactEnded)
    case watermarkAsked(WatermarkAsked)

    /// The fact by this type; nil when it is for others, or there is nothing to decide about it here.
    public init?(_ fact: Fact) {
        switch fact {
        case .effectRequested(let fact): self = .effectRequested(fact)
        case .contactEnded(let fact): self = .contactEnded(fact)
        case .watermarkAsked(let fact): self = .watermarkAsked(fact)
        default: return nil
        }
    }
}
