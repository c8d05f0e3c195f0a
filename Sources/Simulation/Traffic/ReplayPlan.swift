public import Contacts

/// Recorded traffic laid onto a topology: when each contact is due, at which gateway, as which type of
/// inquiry.
public struct ReplayPlan: Sendable {
    /// One arrival that is to happen.
    public struct Arrival: Hashable, Sendable {
        /// When it is due on the topology's clock.
        public var due: Instant
        /// Whose ingress takes it.
        public var gateway: StationName
        /// What it asks about.
        public var type: InquiryType
        /// What the trace says.
        public var contact: TraceContact
    }

    /// When an agent is on shift, on the topology's clock.
    public struct Presence: Hashable, Sendable {
        /// The agent.
        public var agent: Agent.ID
        /// From when; nil for all the time.
        public var interval: Range<Instant>?

        /// Makes a presence.
        public init(agent: Agent.ID, interval: Range<Instant>?) {
            self.agent = agent
            self.interval = interval
        }
    }

    /// The trace's start on the topology's clock.
    public var origin: Instant
    /// The arrivals by due instant.
    public var arrivals: [Arrival]
    /// Who works when, in the roster's order.
    public var presences: [Presence]

    /// Makes a plan of parts.
    public init(origin: Instant, arrivals: [Arrival], presences: [Presence]) {
        self.origin = origin
        self.arrivals = arrivals
        self.presences = presences
    }

    /// Lays `traffic` onto a topology.
    ///
    /// - Parameters:
    ///   - traffic: what was recorded.
    ///   - origin: the record's start on the topology's clock.
    ///   - type: the topology's type of inquiry for a contact.
    ///   - gateways: who takes each channel.
    ///   - presences: who works when.
    /// - Throws: `ReplayPlanError` when a channel has no gateway.
    public init(
        _ traffic: RecordedTraffic, origin: Instant, type: (TraceContact) -> InquiryType,
        gateways: [Channel: StationName], presences: [Presence]
    ) throws(ReplayPlanError) {
        var arrivals: [Arrival] = []
        arrivals.reserveCapacity(traffic.contacts.count)
        for contact in traffic.contacts {
            guard let gateway = gateways[contact.channel] else {
                throw ReplayPlanError(
                    "contact \(contact.label) comes by \(contact.channel.rawValue), which no gateway takes")
            }
            arrivals.append(
                Arrival(
                    due: origin.advanced(by: contact.arrival), gateway: gateway,
                    type: type(contact), contact: contact))
        }
        self.init(origin: origin, arrivals: arrivals, presences: presences)
    }

    /// The first arrival that is no backlog; nil when there is none.
    public var firstArrival: Instant? { arrivals.first { $0.contact.arrival >= .zero }?.due }
}

/// Why recorded traffic cannot be replayed into a topology.
public struct ReplayPlanError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what was expected.
    public let description: String

    /// Makes an error.
    public init(_ description: String) { self.description = description }
}
