// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

/// What the medium said of a message to the member of a written contact, open or ended.
public struct MessageNoted: Hashable, Sendable, Codable {
    /// Whether the member has it.
    public enum Word: String, Sendable, Codable, CaseIterable, Hashable {
        case sent
        /// It was not taken, or came back.
        case failed
        /// An agent says that it answers; it is none before it is sent.
        case promised
    }
    public var contact: Contact.ID
    public var purpose: MessagePurpose
    public var word: Word
    /// When it was sent or failed, as the medium says, or promised, as the agent does.
    public var at: Instant
    /// What it is to answer, when it is promised; nil otherwise.
    public var promise: PromisedAnswer?
    public init(
        contact: Contact.ID, purpose: MessagePurpose, word: Word, at: Instant, promise: PromisedAnswer? = nil
    ) {
        self.contact = contact
        self.purpose = purpose
        self.word = word
        self.at = at
        self.promise = promise
    }
}

/// What a reply is to answer beyond the clocks of its own contact.
public struct PromisedAnswer: Hashable, Sendable, Codable {
    public var inquiry: Inquiry.ID
    /// The case of the inquiry when it was promised; what is left open of it is answered too.
    public var caseID: Case.ID
    /// What the member said of the answer; nil when nobody knows yet.
    public var acceptance: Inquiry.Acceptance?
    public var agent: Agent.ID
    /// When the agent said so; what was left open later is another matter.
    public var at: Instant
    public init(
        inquiry: Inquiry.ID, caseID: Case.ID, acceptance: Inquiry.Acceptance?, agent: Agent.ID, at: Instant
    ) {
        self.inquiry = inquiry
        self.caseID = caseID
        self.acceptance = acceptance
        self.agent = agent
        self.at = at
    }
}
