/// A person who serves contacts.
public enum Agent {
    /// What an agent is called in the roster.
    public typealias ID = Name<Agent.Kind>

    /// The kind of ``Agent/ID``.
    public enum Kind {}

    /// What an agent is doing, as the tier queue, its only writer, sees it.
    public enum State: String, Sendable, Codable, CaseIterable, Hashable {
        case signedOut = "signed_out"
        case ready, offered, engaged
        case wrapUp = "wrap_up"
        case notReady = "not_ready"
    }

    /// One contact that an agent holds, and in which phase.
    public struct Work: Hashable, Sendable, Codable {
        /// The contact.
        public var contact: Contact.ID
        /// Its channel.
        public var channel: Channel
        /// Where it stands with this agent: `offered`, `connecting`, `inService`, `held` or `wrapUp`.
        public var phase: Contact.Phase
        /// The open offer, while the phase is `offered`.
        public var offer: Offer.ID?

        /// Makes a piece of work.
        public init(contact: Contact.ID, channel: Channel, phase: Contact.Phase, offer: Offer.ID? = nil) {
            self.contact = contact
            self.channel = channel
            self.phase = phase
            self.offer = offer
        }
    }

    /// A session of an agent at a desk; a later sign-in makes a new one and fences the old.
    public typealias SessionID = Name<Agent.SessionKind>

    /// The kind of ``Agent/SessionID``.
    public enum SessionKind {}

    /// What becomes of open work when an agent signs out.
    public enum SignOutRule: String, Sendable, Codable, CaseIterable, Hashable {
        /// Refuse while anything is open, and list it item by item.
        case refuseWithWork = "refuse_with_work"
        /// Send back what is not connected to its place; what is connected is still refused.
        case returnAtPlace = "return_at_place"
    }
}

/// One attempt to present a contact to one agent.
public enum Offer {
    /// The tier whose queue made the offer and its number there; fences a stale answer.
    public struct ID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
        /// The tier.
        public let tier: Tier
        /// The offer's number in that tier's queue, from 1.
        public let number: UInt64

        /// Makes the id of the `number`-th offer of `tier`.
        public init(tier: Tier, number: UInt64) {
            self.tier = tier
            self.number = number
        }

        public static func < (left: ID, right: ID) -> Bool {
            (left.tier, left.number) < (right.tier, right.number)
        }

        /// `O1-77`.
        public var description: String { "O\(tier)-\(number)" }

        /// Reads `O1-77`.
        public init?(_ text: String) {
            guard text.first == "O" else { return nil }
            let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, let raw = Int(parts[0]), let tier = Tier(rawValue: raw),
                let number = UInt64(parts[1])
            else { return nil }
            self.init(tier: tier, number: number)
        }
    }

    /// What an agent says to an offer.
    public enum Answer: Hashable, Sendable, Codable {
        case accept
        case decline(ReasonCode)
    }
}
