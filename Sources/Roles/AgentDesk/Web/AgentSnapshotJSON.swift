import Contacts
import Facts
import Kernel
import Wire

/// An agent's snapshot in the words of the model, for the agent's page.
struct AgentSnapshotJSON: Encodable {
    struct Work: Encodable {
        var contact: String
        var channel: Channel
        var phase: Contact.Phase
        var offer: String?
    }

    var agent: String
    var tier: Int
    var state: Agent.State
    var reason: String?
    /// What the queue gave beside the agent's own reason.
    var imposedReason: String?
    var work: [Work]
    var at: String
    var wrapUpUntil: String?

    init(_ snapshot: AgentStateChanged) {
        agent = snapshot.agent.rawValue
        tier = snapshot.tier.rawValue
        state = snapshot.state
        reason = snapshot.reason?.rawValue
        imposedReason = snapshot.imposed?.rawValue
        at = snapshot.at.description
        wrapUpUntil = snapshot.wrapUpUntil?.description
        work = snapshot.work.map { work in
            Work(
                contact: work.contact.description, channel: work.channel, phase: work.phase,
                offer: work.offer?.description)
        }
    }

    /// The snapshot that a pushed fact tells, if it tells one.
    static func snapshot(_ push: Push) -> AgentStateChanged? {
        // A push of another build, which this page cannot show, tells no snapshot.
        switch try? FactCodec.decode(kind: push.kind, body: push.body[...]) {
        case .agentStateChanged(let snapshot)?: snapshot
        case .some, nil: nil
        }
    }
}
