// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// A carrier or session border controller counted attempts that never reached us, on one trunk and in one
/// interval; none is a count too.
/// - Source: reading A42.
public struct AttemptsBlocked: Hashable, Sendable, Codable {
    public var gateway: StationName
    public var trunk: TrunkName
    public var from: Instant
    /// The first instant after those counted.
    public var to: Instant
    public var count: UInt64
    /// Who counted: the carrier, the border controller.
    public var source: String
    public init(
        gateway: StationName, trunk: TrunkName, from: Instant, to: Instant, count: UInt64, source: String
    ) {
        self.gateway = gateway
        self.trunk = trunk
        self.from = from
        self.to = to
        self.count = count
        self.source = source
    }
}

/// A member answered a survey about a contact.
/// - Source: readings A22, A23.
public struct SurveyAnswered: Hashable, Sendable, Codable {
    public var gateway: StationName
    public var contact: Contact.ID
    public var at: Instant
    /// Satisfaction, 1 to 5; nil when it was not asked.
    public var satisfaction: Int?
    /// Would recommend, 0 to 10; nil when it was not asked.
    public var recommendation: Int?
    public init(
        gateway: StationName, contact: Contact.ID, at: Instant, satisfaction: Int?, recommendation: Int?
    ) {
        self.gateway = gateway
        self.contact = contact
        self.at = at
        self.satisfaction = satisfaction
        self.recommendation = recommendation
    }
}

/// A count of a carrier, as an adapter reports it.
public struct TrunkCount: Hashable, Sendable, Codable {
    public var trunk: TrunkName
    public var from: Instant
    public var to: Instant
    public var count: UInt64
    public var source: String
    public init(trunk: TrunkName, from: Instant, to: Instant, count: UInt64, source: String) {
        self.trunk = trunk
        self.from = from
        self.to = to
        self.count = count
        self.source = source
    }
}

/// An answer to a survey, as an adapter reports it.
public struct SurveyAnswer: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var at: Instant
    public var satisfaction: Int?
    public var recommendation: Int?
    public init(contact: Contact.ID, at: Instant, satisfaction: Int?, recommendation: Int?) {
        self.contact = contact
        self.at = at
        self.satisfaction = satisfaction
        self.recommendation = recommendation
    }
}
