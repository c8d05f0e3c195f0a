import Contacts
import Facts
import StationCore
import Wire

/// An agent's standing in the words of the model, for the agent's page.
struct StandingJSON: Encodable {
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

    init(_ standing: AgentStateChanged) {
        agent = standing.agent.rawValue
        tier = standing.tier.rawValue
        state = standing.state
        reason = standing.reason?.rawValue
        imposedReason = standing.imposed?.rawValue
        at = standing.at.description
        wrapUpUntil = standing.wrapUpUntil?.description
        work = standing.work.map { work in
            Work(
                contact: work.contact.description, channel: work.channel, phase: work.phase,
                offer: work.offer?.description)
        }
    }

    /// The standing that a pushed fact tells, if it tells one.
    static func standing(_ push: Push) -> AgentStateChanged? {
        // A push of another build, which this page cannot show, tells no standing.
        switch try? FactCodec.decode(kind: push.kind, body: push.body[...]) {
        case .agentStateChanged(let standing)?: standing
        case .some, nil: nil
        }
    }
}
