public import Contacts

// Names and bounds that go with facts and that no field of a message says.

extension FactKind {
    /// The kind's name: `contactReceived`.
    ///
    /// Not by way of `CustomStringConvertible`:
    /// the name that the compiler gives a case would then ask for itself.
    public var description: String { "\(self)" }
}

extension EffectKind {
    /// The name under which alarms and rows of enforcement.yaml speak of effects; no clock has it.
    public static let clock: ClockName = "effect"
}

extension Invariant {
    /// The name under which alarms and rows of enforcement.yaml speak of invariants; no clock has it.
    public static let clock: ClockName = "invariant"
}

extension AgentStateChanged {
    /// Why the queue itself makes an agent not ready; any other code is the agent's own.
    public static let queueReasons: Set<ReasonCode> = [
        "signed_in", "rona", "leg_lost", "leg_failed", "off_roster",
    ]
}

extension ReconciliationSent {
    /// The most contacts in one call, and in one mismatch.
    public static let limit = 128
}

extension FeasibilityJudged.Verdict {
    /// The most clocks that are named in one verdict.
    public static let limit = 64
}
