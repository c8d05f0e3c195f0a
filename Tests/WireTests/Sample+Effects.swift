import Contacts
import Facts

extension Sample {
    /// Effects that no medium answers for, and what becomes of them.
    static let effects: [Fact] = [
        .effectOverdue(
            EffectOverdue(
                effect: "disconnect/C1-42", contact: contact, kind: .disconnect, gateway: "phone",
                asked: received, at: at, attempt: 3)),
        .effectWithdrawn(
            EffectWithdrawn(
                effect: "hold/C1-42", contact: contact, kind: .hold, reason: "the member has gone")),
        .mediumReleased(
            MediumReleased(
                contact: contact, by: "lead-1", reason: "the switch is down", at: at,
                effects: ["disconnect/C1-42", "hold/C1-42"])),
        .mediumRefused(
            MediumRefused(
                contact: contact, generation: 4, tier: .two, agent: "A007", action: .resume,
                reason: "not connected")),
    ]
}
