public import Contacts
public import Facts
import Foundation
public import StationCore

/// A machine and the codec of its words, joined to what a station drives.
///
/// The station sees bytes; here they become facts and submissions, or a `WireError` before anything has
/// changed.
public struct MachineDecider<M: Machine>: Decider {
    /// Which facts to push, and to which topics, once they are committed.
    public struct PushRule: Sendable {
        /// The kinds that are ever pushed; nothing else is looked at.
        public var kinds: Set<FactKind>
        /// The topics that hear of a fact; the station is nil for an own fact.
        public var topics: @Sendable (Fact, StationName?) -> [String]

        /// Makes a rule for facts of `kinds`.
        public init(
            _ kinds: Set<FactKind>, topics: @escaping @Sendable (Fact, StationName?) -> [String]
        ) {
            self.kinds = kinds
            self.topics = topics
        }
    }
    /// What a new subscriber of a topic is told first.
    public typealias BacklogRule = @Sendable (M, String) -> [Fact]
    /// The figures of a machine at an instant.
    public typealias GaugeRule = @Sendable (M, Instant) -> [Gauge]
    /// The submission that records refused new work, at a station that takes any.
    public typealias BlockageRule = @Sendable (UInt64, Instant, BlockageReason) -> Submission

    /// The machine that decides; during recovery its state is behind.
    private var working: M
    /// The state while it is being recovered; a machine may derive much from its state, so it is given it
    /// once, before its next decision.
    private var recovering: M.State?
    private let pushRule: PushRule?
    private let backlogRule: BacklogRule?
    private let gaugeRule: GaugeRule?
    private let blockageRule: BlockageRule?
    /// The entry decided last and its fact, so that what is pushed about it need not be decoded again.
    private var last: (body: ArraySlice<UInt8>, fact: Fact)?

    /// Joins `machine` to the station.
    ///
    /// - Parameters:
    ///   - machine: The machine with an empty state; the journal fills it through `restore` and `fold`.
    ///   - pushes: What to push after a commit; nil when nothing ever is.
    ///   - backlog: What a new subscriber is told first.
    ///   - gauges: The live figures.
    ///   - blockage: How refused new work is recorded; nil at stations that take none.
    public init(
        machine: M,
        pushes: PushRule? = nil,
        backlog: BacklogRule? = nil,
        gauges: GaugeRule? = nil,
        blockage: BlockageRule? = nil
    ) {
        working = machine
        pushRule = pushes
        backlogRule = backlog
        gaugeRule = gauges
        blockageRule = blockage
    }

    /// The machine with the state of every decision so far.
    public var machine: M {
        guard let recovering else { return working }
        var machine = working
        machine.state = recovering
        return machine
    }

    /// Decodes an input, lets the machine decide, and encodes what it recorded.
    ///
    /// - Parameters:
    ///   - input: What arrived.
    ///   - now: The topology's time.
    /// - Returns: The drafts, and for a submission the reply.
    /// - Throws: `WireError` when the bytes hold no fact or submission; nothing has changed then.
    ///   `UnrecordableDecision` when a fact that was decided could not be read again; the state is spoiled
    ///   then.
    public mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        finishRecovery()
        switch input {
        case .entry(let entry, let station):
            guard let fact = try fact(of: entry) else { return .nothing }
            if let kind = FactKind(rawValue: entry.kind), pushRule?.kinds.contains(kind) == true {
                last = (entry.body, fact)
            }
            return Decision(drafts: try drafts(of: handle(.fact(fact, from: station), at: now)))
        case .submission(let bytes):
            let decided = handle(.submission(try SubmissionCodec.decode(bytes)), at: now)
            return try answer(to: decided)
        case .tick: return Decision(drafts: try drafts(of: handle(.tick, at: now)))
        case .linkLost(let station):
            return Decision(drafts: try drafts(of: handle(.linkLost(station), at: now)))
        case .linkRegained(let station):
            return Decision(drafts: try drafts(of: handle(.linkRegained(station), at: now)))
        }
    }

    /// Folds an own entry into the machine's state; what the station records about itself is passed over.
    public mutating func fold(_ entry: Entry) throws {
        guard let fact = try fact(of: entry) else { return }
        if recovering == nil { recovering = working.state }
        recovering?.evolve(fact)
    }

    /// When the machine wants a tick.
    public var nextDeadline: Instant? {
        guard let recovering else { return working.state.nextDeadline }
        return recovering.nextDeadline
    }

    /// The machine's state, in the form that `CheckpointForm` tells of.
    public func checkpoint() throws -> [UInt8] {
        try CheckpointEncoder.encode(state)
    }

    /// About how many things the machine's state holds.
    public var size: Int { recovering?.size ?? working.state.size }

    /// Replaces the machine's state by a checkpoint's; an earlier build's is JSON.
    public mutating func restore(_ checkpoint: [UInt8]) throws {
        guard checkpoint.first == UInt8(ascii: "{") else {
            recovering = try CheckpointDecoder.decode(M.State.self, from: checkpoint)
            return
        }
        recovering = try JSONDecoder().decode(M.State.self, from: Foundation.Data(checkpoint))
    }

    /// What the push rule says of an entry; nothing without a rule.
    public func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        guard let pushRule, let known = FactKind(rawValue: kind), pushRule.kinds.contains(known),
            let fact = fact(of: body, kind: kind)
        else { return [] }
        return pushRule.topics(fact, publisher).map { Push(topic: $0, kind: kind, body: [UInt8](body)) }
    }

    private func fact(of body: ArraySlice<UInt8>, kind: UInt16) -> Fact? {
        if let last, last.fact.kind.rawValue == kind, last.body == body { return last.fact }
        // What does not decode was refused when it was decided: there is nothing to tell about it.
        return try? FactCodec.decode(kind: kind, body: body)
    }

    /// What the backlog rule says of a topic; nothing without a rule.
    public func backlog(of topic: String) -> [Push] {
        backlogRule?(machine, topic).compactMap { push($0, to: topic) } ?? []
    }

    /// True for an arrival or a work item at a station that takes new work.
    public func isNewWork(_ submission: [UInt8]) -> Bool {
        guard blockageRule != nil else { return false }
        // What does not decode is no new work: it is refused when it is decided.
        switch try? SubmissionCodec.decode(submission) {
        case .arrived, .workItem: return true
        case .medium, .effectDone, .effectFailed, .blocked, .desk, .acknowledgeAlarm, .workReport,
            .attemptsBlocked, .surveyAnswered, .release, nil:
            return false
        }
    }

    /// The submission that records refused new work; nil at stations that take none.
    public func blockage(of count: UInt64, since: Instant, reason: BlockageReason) -> [UInt8]? {
        blockageRule.map { SubmissionCodec.encode($0(count, since, reason)) }
    }

    /// What the gauge rule says of the machine; nothing without a rule.
    public func gauges(at now: Instant) -> [Gauge] {
        gaugeRule?(machine, now) ?? []
    }

    private var state: M.State { recovering ?? working.state }

    private mutating func finishRecovery() {
        // Asked before every decision: a look costs nothing, and taking the optional would copy it.
        guard recovering != nil, let recovered = recovering else { return }
        working.state = recovered
        recovering = nil
    }

    private mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        let decided = working.handle(input, at: now)
        #if DEBUG
            working.state.checkInvariants()
        #endif
        return decided
    }

    /// The fact of an entry; nil for what a station records about itself.
    private func fact(of entry: Entry) throws(WireError) -> Fact? {
        guard entry.kind >= firstFactKind else { return nil }
        return try FactCodec.decode(kind: entry.kind, body: entry.body)
    }

    /// The facts as they are journalled; all of them or none.
    private func drafts(of decided: [Decided]) throws(UnrecordableDecision) -> [Draft] {
        var drafts: [Draft] = []
        drafts.reserveCapacity(decided.count)
        for one in decided { drafts.append(try draft(one)) }
        return drafts
    }

    private func draft(_ decided: Decided) throws(UnrecordableDecision) -> Draft {
        let fact = decided.fact
        do {
            let body = try FactCodec.encode(fact)
            #if DEBUG
                checkReadable(fact, body)
            #endif
            return Draft(
                kind: fact.kind.rawValue, contact: fact.contact?.rawValue ?? 0,
                destinations: decided.destinations, body: body)
        } catch {
            throw UnrecordableDecision(reason: "\(fact.kind) cannot be recorded: \(error)")
        }
    }

    private func answer(to decided: [Decided]) throws(UnrecordableDecision) -> Decision {
        let drafts = try drafts(of: decided)
        for case .requestRefused(let refusal) in decided.lazy.map(\.fact) {
            return Decision(
                drafts: drafts,
                reply: SubmissionReplyCodec.encode(.refused(refusal)),
                keepsKey: false
            )
        }
        return Decision(drafts: drafts, reply: SubmissionReplyCodec.encode(.accepted(contact(of: decided))))
    }

    /// The contact that a submission made, or else the first it was about.
    private func contact(of decided: [Decided]) -> Contact.ID? {
        for case .contactReceived(let received) in decided.lazy.map(\.fact) { return received.contact }
        return decided.lazy.compactMap(\.fact.contact).first
    }

    private func push(_ fact: Fact, to topic: String) -> Push? {
        // A state of an older version may hold what is written no more; its reader could not read it either.
        (try? FactCodec.encode(fact)).map { Push(topic: topic, kind: fact.kind.rawValue, body: $0) }
    }
}

/// Kinds below belong to the station itself.
private let firstFactKind: UInt16 = 16

/// Stops a debug build when what was encoded reads back as something else.
private func checkReadable(_ fact: Fact, _ body: [UInt8]) {
    do {
        let read = try FactCodec.decode(kind: fact.kind.rawValue, body: body[...])
        precondition(read == fact, "a recorded fact reads back as it was: \(fact), read \(read)")
    } catch {
        preconditionFailure("a recorded fact can be read back: \(error) in \(fact)")
    }
}
