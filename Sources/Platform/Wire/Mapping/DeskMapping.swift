import Contacts
import Facts

// The facts of the agent desk, between the model and the wire.

extension WireAgentRequested: WireMessage {
    init(_ fact: AgentRequested) {
        self.init()
        agent = fact.agent.rawValue
        session = fact.session.rawValue
        request = WireDeskRequest(fact.request)
        atUs = fact.at.microseconds
        if let value = fact.tier { tier = UInt32(value.rawValue) }
    }

    func model() throws(WireError) -> AgentRequested {
        AgentRequested(
            agent: try readName(agent, "agent"),
            session: try readName(session, "session"),
            request: try readMessage(hasRequest ? request : nil, "request"),
            at: try readInstant(atUs, "at_us"),
            tier: try readTier(hasTier ? tier : nil, "tier")
        )
    }
}

extension WireAgentShown: WireMessage {
    init(_ fact: AgentShown) {
        self.init()
        standing = WireAgentStateChanged(fact.standing)
    }

    func model() throws(WireError) -> AgentShown {
        AgentShown(standing: try readMessage(hasStanding ? standing : nil, "standing"))
    }
}

extension WireStandingsAsked: WireMessage {
    init(_ fact: StandingsAsked) {
        self.init()
        tier = UInt32(fact.tier.rawValue)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> StandingsAsked {
        StandingsAsked(tier: try readTier(tier, "tier"), at: try readInstant(atUs, "at_us"))
    }
}
