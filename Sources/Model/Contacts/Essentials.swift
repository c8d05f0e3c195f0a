/// One of the eight things that make a matter quicker to settle when the member has them at hand.
///
/// - Source: Brief: Member guidance; reading A27.
public enum Essential: String, Sendable, Codable, CaseIterable, Hashable {
    /// The DoD ID number, or the sponsor's social security number where there is none.
    case memberNumber = "member_number"
    /// The date of birth.
    case dateOfBirth = "date_of_birth"
    /// The branch of service.
    case branch
    /// The number of the claim.
    case claimNumber = "claim_number"
    /// The number of the authorization.
    case authorizationNumber = "authorization_number"
    /// When the care was given.
    case datesOfService = "dates_of_service"
    /// Who gave it.
    case provider
    /// Copies of invoices or of explanations of benefits.
    case statements
}

/// Which essentials were there when a contact came, before anybody answered it; never what they say.
public struct Essentials: Hashable, Sendable, Codable {
    /// Those that were there, each once.
    public var given: [Essential]

    /// How many make an intake complete; not each of the eight goes with every matter (reading A27).
    public static let complete = 6

    /// Makes what was there.
    public init(given: [Essential]) { self.given = given }

    /// True when enough was there.
    public var areComplete: Bool { Set(given).count >= Self.complete }
}
