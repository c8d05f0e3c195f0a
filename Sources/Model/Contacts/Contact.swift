/// One interaction on any channel, from its arrival to its terminal outcome.
///
/// A contact carries one or more inquiries; each inquiry belongs to a case. The states it passes through are
/// those of ``Contact/Phase``; which station owns which step stands in contact-lifecycle.md#phases.
public enum Contact {
    /// Identifies a contact for ever: the gateway that took it and its number there.
    ///
    /// Packed into 64 bits because it is the key of every table on the hot path. Ties between contacts are
    /// broken by the lower id, so that a replay is exact.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// The gateway's number in the upper 16 bits, the contact's number there in the lower 48.
        public let rawValue: UInt64

        /// Makes an id from its packed form.
        public init(rawValue: UInt64) {
            self.rawValue = rawValue
        }

        /// Makes the id of the `number`-th contact of gateway `gateway`.
        public init(gateway: UInt16, number: UInt64) {
            rawValue = UInt64(gateway) << 48 | number & 0xFFFF_FFFF_FFFF
        }

        /// The number of the gateway that took the contact.
        public var gateway: UInt16 { UInt16(rawValue >> 48) }

        /// The contact's number at its gateway, from 1.
        public var number: UInt64 { rawValue & 0xFFFF_FFFF_FFFF }

        public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }

    /// Where a contact stands in its life.
    public enum Phase: String, Sendable, Codable, CaseIterable {
        case received, classified, waiting, offered, connecting, inService, held, wrapUp, ended, parked
    }

    /// How a contact ended; exactly one, and exclusive.
    public enum Outcome: String, Sendable, Codable, CaseIterable, Hashable {
        /// Answered, and every inquiry resolved.
        case resolved
        /// Answered, with an inquiry left open.
        case unresolved
        /// Answered, and nobody said what became of an inquiry, which is open then.
        case noResult = "no_result"
        /// Left while waiting or being offered.
        case abandoned
        /// Taken back by the member or an operator before an answer.
        case withdrawn
        /// A callback was scheduled; it is a new contact at the kept place.
        case callback
        /// Arrived outside opening hours and was told so.
        case closedHours = "closed_hours"

        /// True when a person answered.
        public var isAnswered: Bool {
            switch self {
            case .resolved, .unresolved, .noResult: true
            case .abandoned, .withdrawn, .callback, .closedHours: false
            }
        }
    }
}

extension Contact.ID: CustomStringConvertible {
    /// `C<gateway>-<number>`, as people read and type it.
    public var description: String { "C\(gateway)-\(number)" }

    /// Reads `C<gateway>-<number>`.
    public init?(_ text: String) {
        guard text.first == "C" else { return nil }
        let parts = text.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let gateway = UInt16(parts[0]), let number = UInt64(parts[1]),
            number <= 0xFFFF_FFFF_FFFF
        else { return nil }
        self.init(gateway: gateway, number: number)
    }
}

/// One question or request inside a contact; resolution clocks attach to it.
public enum Inquiry {
    /// The contact and the inquiry's place in it, from 1.
    public struct ID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
        /// The contact that brought the inquiry.
        public let contact: Contact.ID
        /// Its place in that contact, from 1.
        public let index: UInt16

        /// Makes the id of the `index`-th inquiry of `contact`.
        public init(contact: Contact.ID, index: UInt16) {
            self.contact = contact
            self.index = index
        }

        public static func < (left: ID, right: ID) -> Bool {
            (left.contact, left.index) < (right.contact, right.index)
        }

        /// `C1-42/1`.
        public var description: String { "\(contact)/\(index)" }
    }

    /// What a gateway says of an inquiry when the contact arrives: tokens and attributes, never content.
    public struct Request: Hashable, Sendable, Codable {
        /// What it is about.
        public var type: InquiryType
        /// The issue it belongs to, when the gateway knows.
        public var issue: IssueToken?

        /// Makes a request about `type`.
        public init(type: InquiryType, issue: IssueToken? = nil) {
            self.type = type
            self.issue = issue
        }
    }

    /// What the member said of the answer to an inquiry, as the agent wrote it down.
    ///
    /// - Source: TOM 1-3 ¶3.4 bullet 7, telephone-followup-resolution; reading A14.
    public enum Acceptance: String, Sendable, Codable, CaseIterable, Hashable {
        /// The member is content with it.
        case accepted
        /// The member is not, although the agent holds it to be complete.
        case objected
    }

    /// What the agent entered about one inquiry.
    public struct Disposition: Hashable, Sendable, Codable {
        /// Whether the inquiry is settled.
        public enum Result: String, Sendable, Codable, CaseIterable, Hashable {
            case resolved, unresolved
            /// Nobody said; the inquiry is open, and that nobody said so stays visible.
            case noResult = "no_result"
        }

        /// The inquiry's place in its contact, from 1.
        public var index: UInt16
        /// Whether it is settled.
        public var result: Result
        /// What the member said of the answer; nil when nobody asked, or it is left open.
        public var acceptance: Acceptance?
        /// How it was answered otherwise than by a message of its medium; nil when the reply answers, and for
        /// contacts that are not written.
        public var otherwise: AnsweredOtherwise?

        /// Makes the disposition of the `index`-th inquiry.
        public init(
            index: UInt16, result: Result, acceptance: Acceptance? = nil, otherwise: AnsweredOtherwise? = nil
        ) {
            self.index = index
            self.result = result
            self.acceptance = acceptance
            self.otherwise = otherwise
        }
    }

    /// An answer to a written inquiry that its medium knows nothing of, by the agent's word and with proof.
    ///
    /// - Source: TOM 1-3 ¶3.0; reading A47.
    public struct AnsweredOtherwise: Hashable, Sendable, Codable {
        /// How the member was reached.
        public enum Means: String, Sendable, Codable, CaseIterable, Hashable {
            case call, letter
        }

        /// How the member was reached.
        public var means: Means
        /// Where the proof is kept: a recording, a copy of the letter.
        public var evidence: EvidenceToken

        /// Makes the answer given by `means`.
        public init(means: Means, evidence: EvidenceToken) {
            self.means = means
            self.evidence = evidence
        }
    }
}

/// One member's issue, over all the contacts and inquiries about it.
public enum Case {
    /// Derived from the member's and the issue's token, or from the inquiry when one of them is unknown.
    public struct ID: Hashable, Sendable, Codable, CustomStringConvertible {
        /// The text of the id.
        public let description: String

        /// Makes the case id for an inquiry.
        public init(member: MemberToken?, issue: IssueToken?, inquiry: Inquiry.ID) {
            if let member, let issue {
                description = "\(member):\(issue)"
            } else {
                description = "\(inquiry)"
            }
        }

        /// Takes back the text that ``description`` gave.
        public init(text: String) {
            description = text
        }
    }
}
