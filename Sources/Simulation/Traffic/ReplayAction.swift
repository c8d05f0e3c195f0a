public import Contacts
public import Facts

/// A submission that a replay wants made.
public struct ReplayAction: Hashable, Sendable {
    /// Comes back with the answer.
    public var number: UInt64
    /// Whose ingress it is for.
    public var station: StationName
    /// The idempotency key, the same however often it is sent.
    public var key: String
    /// What is submitted.
    public var submission: Submission
    /// What to do when the station is busy.
    public var whenBusy: WhenBusy

    /// What a busy station means for a submission.
    public enum WhenBusy: Hashable, Sendable {
        /// It is made again until it is taken.
        case tryAgain
        /// The caller hears the busy tone and is gone: blocked.
        case giveUp
    }
}

/// What became of a submission.
public enum ReplayAnswer: Hashable, Sendable {
    /// Committed, or known from an earlier attempt.
    case accepted(Contact.ID?)
    /// Not possible; recorded by the station.
    case refused(RequestRefused)
    /// The station was busy and nobody tried again.
    case busy
    /// The station could not read it or does not take it.
    case rejected(String)

    /// What a station's reply to a submission comes to.
    public init(_ reply: SubmissionReply) {
        switch reply {
        case .accepted(let contact), .known(let contact): self = .accepted(contact)
        case .refused(let refusal): self = .refused(refusal)
        }
    }
}

/// What a replay's own side of the wire knows of its contacts; the audit log must agree with it.
public struct ClientLedger: Sendable {
    /// Accepted contacts with the index of their arrival.
    public internal(set) var accepted: [Contact.ID: Int] = [:]
    /// Arrivals that heard the busy tone.
    public internal(set) var blockedByChannel: [Channel: Int] = [:]
    /// Arrivals that a gateway does not take, with the reason.
    public internal(set) var refused: [(index: Int, reason: String)] = []
    /// Submissions other than arrivals that were refused; most lost a race and mean nothing.
    public internal(set) var lateSubmissions = 0

    init() {}

    /// How many arrivals heard the busy tone in all.
    public var blocked: Int { blockedByChannel.values.reduce(0, +) }
}
