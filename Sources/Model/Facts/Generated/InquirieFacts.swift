// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What an agent did about an inquiry that its contact left open.
public struct FollowUpSaid: Hashable, Sendable, Codable {
    /// The inquiry's place in its contact, from 1.
    public var index: UInt16
    public var means: InquiryFollowedUp.Means
    /// Whether the answer was given.
    public var result: Inquiry.Disposition.Result
    /// What the member said of it; nil when nobody knows yet.
    public var acceptance: Inquiry.Acceptance?
    /// When it happened; nil when it is now.
    public var at: Instant?
    /// Where the proof of a call or a letter is kept, which an answer to a written contact needs.
    public var evidence: EvidenceToken?
    public init(
        index: UInt16, means: InquiryFollowedUp.Means, result: Inquiry.Disposition.Result,
        acceptance: Inquiry.Acceptance? = nil, at: Instant? = nil, evidence: EvidenceToken? = nil
    ) {
        self.index = index
        self.means = means
        self.result = result
        self.acceptance = acceptance
        self.at = at
        self.evidence = evidence
    }
}

/// To whom and what a contact belongs, as far as an agent knows.
public struct CaseSaid: Hashable, Sendable, Codable {
    /// The inquiry's place in its contact; nil when it is said of all of them.
    public var index: UInt16?
    public var member: MemberToken?
    public var issue: IssueToken?
    /// The case, when it is not that of the member and the issue: that of an earlier inquiry.
    public var caseID: Case.ID?
    public init(
        index: UInt16? = nil, member: MemberToken? = nil, issue: IssueToken? = nil, caseID: Case.ID? = nil
    ) {
        self.index = index
        self.member = member
        self.issue = issue
        self.caseID = caseID
    }
}

/// An agent followed up an inquiry after its contact had ended, or tells the member's word on the answer.
public struct InquiryFollowedUp: Hashable, Sendable, Codable {
    /// How the member was reached, or reached us.
    public enum Means: String, Sendable, Codable, CaseIterable, Hashable {
        /// A call to the member, or the member's own.
        case call
        case letter
        /// An e-mail or a secure message.
        case message
    }
    public var contact: Contact.ID
    public var agent: Agent.ID
    public var said: FollowUpSaid
    /// When it happened, as the agent says; never after the queue heard of it.
    public var at: Instant
    public init(contact: Contact.ID, agent: Agent.ID, said: FollowUpSaid, at: Instant) {
        self.contact = contact
        self.agent = agent
        self.said = said
        self.at = at
    }
}

/// An agent says to which member, issue or case a contact belongs.
public struct ContactIdentified: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    public var agent: Agent.ID
    public var said: CaseSaid
    public var at: Instant
    public init(contact: Contact.ID, agent: Agent.ID, said: CaseSaid, at: Instant) {
        self.contact = contact
        self.agent = agent
        self.said = said
        self.at = at
    }
}

/// The member's word on the answer to what had been left open; with an objection it is open again.
public struct AnswerJudged: Hashable, Sendable, Codable {
    public var inquiry: Inquiry.ID
    public var acceptance: Inquiry.Acceptance
    public var at: Instant
    /// The agent who tells it.
    public var agent: Agent.ID
    public init(inquiry: Inquiry.ID, acceptance: Inquiry.Acceptance, at: Instant, agent: Agent.ID) {
        self.inquiry = inquiry
        self.acceptance = acceptance
        self.at = at
        self.agent = agent
    }
}

/// A contact has its member, issue or case; what is not said stays as it was.
public struct ContactLinked: Hashable, Sendable, Codable {
    public var contact: Contact.ID
    /// The inquiry that it is said of; nil for all of them.
    public var index: UInt16?
    public var member: MemberToken?
    public var issue: IssueToken?
    public var caseID: Case.ID?
    public var agent: Agent.ID
    public init(
        contact: Contact.ID, index: UInt16?, member: MemberToken?, issue: IssueToken?, caseID: Case.ID?,
        agent: Agent.ID
    ) {
        self.contact = contact
        self.index = index
        self.member = member
        self.issue = issue
        self.caseID = caseID
        self.agent = agent
    }
}
