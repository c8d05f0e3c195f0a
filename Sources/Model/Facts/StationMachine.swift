public import Contacts

/// A machine that runs as a station: what it shows beside its stream, and which work it may turn away.
///
/// All that is said here holds wherever the machine runs, in its process, in the simulation, in virtual time.
public protocol StationMachine: Machine {
    /// The kinds that subscribers of its ingress ever hear of; nothing else is looked at.
    static var pushed: Set<FactKind> { get }

    /// Which topics hear of a fact of ``pushed`` once it is committed; the publisher is nil for an own one.
    static func topics(of fact: Fact, from publisher: StationName?) -> [String]

    /// What a new subscriber of a topic is told first.
    func backlog(of topic: String) -> [Fact]

    /// The channel of the new work that it takes, which may be refused while downstream is behind and is then
    /// counted; nil where no new work comes in.
    var newWork: Channel? { get }

    /// The live figures; hints for people, never authority.
    func gauges(at now: Instant) -> [Gauge]
}

extension StationMachine {
    /// Nothing is pushed unless a machine says so.
    public static var pushed: Set<FactKind> { [] }
    /// Nobody hears of anything unless a machine says so.
    public static func topics(of _: Fact, from _: StationName?) -> [String] { [] }
    /// Nothing waits for a subscriber unless a machine says so.
    public func backlog(of _: String) -> [Fact] { [] }
    /// Only gateways take new work.
    public var newWork: Channel? { nil }
    /// No figures unless a machine says so.
    public func gauges(at _: Instant) -> [Gauge] { [] }
}

extension Submission {
    /// True for what may be refused while downstream is behind; never for what is about accepted work.
    public var isNewWork: Bool {
        switch self {
        case .arrived, .workItem: true
        case .medium, .effectDone, .effectDoneAt, .effectFailed, .blocked, .desk, .acknowledgeAlarm,
            .workReport, .contactReport, .attemptsBlocked, .surveyAnswered, .release:
            false
        }
    }
}

extension SubmissionReply {
    /// What a submitter is told of what was decided about the submission: the refusal if there is one, or
    /// else the contact that it made, or the first it was about.
    public init(to decided: [Decided]) {
        for case .requestRefused(let refusal) in decided.lazy.map(\.fact) {
            self = .refused(refusal)
            return
        }
        for case .contactReceived(let received) in decided.lazy.map(\.fact) {
            self = .accepted(received.contact)
            return
        }
        self = .accepted(decided.lazy.compactMap(\.fact.contact).first)
    }
}
