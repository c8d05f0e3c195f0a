public import Contacts

/// A machine as a station sees it: opaque bytes in, opaque bytes out.
///
/// Wire joins a machine and a codec to one; the station knows no contact-centre word.
public protocol Decider: Sendable {
    /// Decides one input.
    ///
    /// - Parameters:
    ///   - input: What arrived; a submission's or entry's bytes may be malformed.
    ///   - now: The topology's time.
    /// - Returns: What to journal, publish and answer.
    /// - Throws: A codec's error when the input's bytes hold no input; nothing has changed then. An
    ///   `UnrecordableDecision` when something has.
    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision

    /// Folds one of this station's own journalled entries into the state,
    /// at recovery and in the checkpointer.
    mutating func fold(_ entry: Entry) throws

    /// When the decider wants a tick; nil when nothing is due.
    var nextDeadline: Instant? { get }

    /// The whole state as bytes, for a checkpoint.
    func checkpoint() throws -> [UInt8]

    /// About how many things the state holds; a small one is copied for a checkpoint instead of folded.
    var size: Int { get }

    /// Replaces the state by a checkpoint's.
    mutating func restore(_ checkpoint: [UInt8]) throws

    /// What to push to subscribers once an entry is committed: one of `publisher`, or an own one when that is
    /// nil.
    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push]

    /// What a new subscriber of `topic` has to be told first: pending effects, an agent's snapshot.
    func backlog(of topic: String) -> [Push]

    /// True when a submission brings new work that may be refused while downstream is behind; never for what
    /// concerns work already accepted.
    func isNewWork(_ submission: [UInt8]) -> Bool

    /// The submission that records `count` refused pieces of new work; nil when this station counts none.
    func blockage(of count: UInt64, since: Instant, reason: BlockageReason) -> [UInt8]?

    /// Live figures for the console and the supervisor: small, and free of member content.
    func gauges(at now: Instant) -> [Gauge]
}

/// What was decided cannot be journalled, and the decider's state has gone on with it.
///
/// Nothing of it may be used: the state has to be made anew from what is journalled, and the input set aside.
public struct UnrecordableDecision: Error, Hashable, Sendable {
    /// Which fact, and what is wrong with it.
    public let reason: String

    /// Makes the error.
    public init(reason: String) { self.reason = reason }
}

/// Bytes for everybody who subscribed to a topic of a station's ingress.
///
/// Topics: `effects` at a gateway, `agent/A001` at the desk.
public struct Push: Hashable, Sendable {
    /// Who gets it.
    public var topic: String
    /// The kind of the fact.
    public var kind: UInt16
    /// The fact's bytes.
    public var body: [UInt8]

    /// Makes a push.
    public init(topic: String, kind: UInt16, body: [UInt8]) {
        self.topic = topic
        self.kind = kind
        self.body = body
    }
}

extension Decider {
    /// Too large to be copied, unless a decider says how large it is.
    public var size: Int { .max }
    /// Nothing is pushed unless a decider says so.
    public func pushes(kind _: UInt16, body _: ArraySlice<UInt8>, from _: StationName?) -> [Push] { [] }
    /// Nothing waits for a subscriber unless a decider says so.
    public func backlog(of _: String) -> [Push] { [] }
    /// Only gateways take new work.
    public func isNewWork(_: [UInt8]) -> Bool { false }
    /// Only gateways count blockage.
    public func blockage(of _: UInt64, since _: Instant, reason _: BlockageReason) -> [UInt8]? { nil }
    /// No figures unless a decider says so.
    public func gauges(at _: Instant) -> [Gauge] { [] }
}

/// Why a station refuses new work for now.
public enum BlockageReason: String, Sendable, CaseIterable, Hashable {
    case inboxFull = "inbox_full"
    case downstreamLag = "downstream_lag"
    case diskReserve = "disk_reserve"
}

/// What a station hands to its decider.
public enum StationInput: Sendable {
    /// An entry of an upstream's stream.
    case entry(Entry, from: StationName)
    /// A submission from outside, still encoded; its key is new.
    case submission([UInt8])
    /// `nextDeadline` has come.
    case tick
    /// The link to an upstream was lost.
    case linkLost(StationName)
    /// It came back.
    case linkRegained(StationName)
}

/// What a decider decided about one input.
public struct Decision: Sendable {
    /// The facts to journal and publish, in order.
    public var drafts: [Draft]
    /// What a submitter is told after the commit; nil for other inputs.
    public var reply: [UInt8]?
    /// False when the submission was refused: its key is then not made known,
    /// so that a corrected one may come.
    public var keepsKey: Bool

    /// Makes a decision.
    public init(drafts: [Draft], reply: [UInt8]? = nil, keepsKey: Bool = true) {
        self.drafts = drafts
        self.reply = reply
        self.keepsKey = keepsKey
    }

    /// Nothing was decided.
    public static let nothing = Decision(drafts: [])
}

/// An entry before it has its sequence.
public struct Draft: Sendable {
    /// The number of the fact's kind.
    public var kind: UInt16
    /// The contact it is about, 0 when none.
    public var contact: UInt64
    /// The stations it is for.
    public var destinations: [StationName]
    /// The fact's bytes.
    public var body: [UInt8]

    /// Makes a draft.
    public init(kind: UInt16, contact: UInt64, destinations: [StationName], body: [UInt8]) {
        self.kind = kind
        self.contact = contact
        self.destinations = destinations
        self.body = body
    }
}
