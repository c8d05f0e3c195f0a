import Contacts

/// One leg of a contact in service with one agent, as the trace and the options say it goes.
struct Conversation: Hashable, Sendable {
    /// Where the leg stands.
    enum Stage: Hashable, Sendable {
        case talking, held
        /// Put aside for somebody who waits.
        case parked
        /// Its time is over: the member hangs up, the agent ends it, or it moves to another tier.
        case over
    }

    let contact: Contact.ID
    let channel: Channel
    let agent: Agent.ID
    let tier: Tier
    /// Counts the conversations of the run, so that a timer of an earlier leg finds nothing.
    var number: UInt64
    /// When its agent's queue said that it began.
    let since: Instant
    let hold: Duration?
    /// What the agent asks for at the end; nil when the leg is the last, or the move was refused.
    var escalation: ReplayOptions.Escalation?
    var stage = Stage.talking
    /// When its time is over, while it goes on.
    var until: Instant
}
