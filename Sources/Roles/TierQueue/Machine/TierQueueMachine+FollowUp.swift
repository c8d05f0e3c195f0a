import Contacts
import Facts

/// What agents say of contacts that they need not hold: the router knows what is open of them.
extension TierQueueMachine {
    /// How long ago it can be that what is told now happened.
    private static let memory: Duration = .seconds(30 * 86_400)

    /// The agent followed up an inquiry after its contact had ended, or knows the member's word.
    mutating func followUp(
        _ requested: AgentRequested, _ id: Contact.ID, _ said: FollowUpSaid, at now: Instant
    ) {
        let at = min(said.at ?? now, now)
        guard at >= now.advanced(by: .zero - Self.memory) else {
            return refuse(
                requested, field: "at", "\(at) is more than 30 days ago; expected an instant of these days",
                items: [id])
        }
        guard said.acceptance == nil || said.result == .resolved else {
            return refuse(
                requested, field: "acceptance", "no answer was given; expected resolved beside it",
                items: [id])
        }
        let done = InquiryFollowedUp(contact: id, agent: requested.agent, said: said, at: at)
        record(.inquiryFollowedUp(done), to: [configuration.directory.router])
    }

    /// The agent knows whose contact it is, or about what, now or long after it.
    mutating func identify(
        _ requested: AgentRequested, _ id: Contact.ID, _ said: CaseSaid, at now: Instant
    ) {
        guard said.member != nil || said.issue != nil || said.caseID != nil else {
            return refuse(
                requested, field: "member", "nothing is said; expected a member, an issue or a case",
                items: [id])
        }
        let identified = ContactIdentified(contact: id, agent: requested.agent, said: said, at: now)
        record(.contactIdentified(identified), to: [configuration.directory.router])
    }
}
