/// That somebody made sure who a contact's member is: how and how far, never with which values.
///
/// A caller's number and an e-mail's sender verify nobody; only a person or a signed-in portal session does.
public struct Verification: Hashable, Sendable, Codable {
    /// How far identity is established.
    public enum Level: String, Sendable, Codable, CaseIterable, Hashable {
        case unverified, verified
        case authorizedRepresentative = "authorized_representative"
        case provider
    }

    /// How it was established.
    public enum Method: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member answered questions about the record.
        case knowledge
        /// A signed-in portal session vouches for the member.
        case portalSession = "portal_session"
        /// A document was shown or is on file.
        case document
    }

    /// How far identity is established.
    public var level: Level
    /// How.
    public var method: Method

    /// Makes a verification.
    public init(level: Level, method: Method) {
        self.level = level
        self.method = method
    }
}
