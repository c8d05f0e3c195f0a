public import Contacts
public import Facts
public import Kernel

/// A machine and the codec of its words, joined to what a station drives: in its process, in the simulation.
///
/// The station sees bytes; here they become facts and submissions, or a codec's error before anything has
/// changed. What differs from one place to the other is the codec alone (decision 0033).
public struct MachineDecider<M: StationMachine, C: MachineCodec>: Decider {
    /// Whether each step is proved: its invariants, and that what it recorded reads back as it was.
    public enum Proving: Sendable {
        case always, never

        /// As a station does it: in debug builds.
        public static var inDebugBuilds: Self {
            #if DEBUG
                return .always
            #else
                return .never
            #endif
        }
    }

    /// The machine that decides; during recovery its state is behind.
    private var working: M
    /// The state while it is being recovered; a machine may derive much from its state, so it is given it
    /// once, before its next decision.
    private var recovering: M.State?
    private let codec: C
    private let proving: Proving
    /// The kinds that are ever pushed.
    private let pushed = M.pushed
    /// The entry decided last and its fact, so that what is pushed about it need not be decoded again.
    private var last: (body: ArraySlice<UInt8>, fact: Fact)?

    /// Joins `machine` to the station.
    ///
    /// - Parameters:
    ///   - machine: The machine with an empty state; the journal fills it through `restore` and `fold`.
    ///   - codec: What its words look like to the station.
    ///   - proving: Whether each step is proved.
    public init(machine: M, codec: C, proving: Proving = .inDebugBuilds) {
        working = machine
        self.codec = codec
        self.proving = proving
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
    /// - Throws: The codec's error when the bytes hold no fact or submission; nothing has changed then.
    ///   `UnrecordableDecision` when a fact that was decided could not be read again; the state is spoiled
    ///   then.
    public mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        finishRecovery()
        // What was decided is taken first and encoded then. In one expression the encoding would borrow this
        // struct before the machine changes it, so that each decision would copy the whole state.
        switch input {
        case .entry(let entry, let station):
            guard let fact = try fact(of: entry) else { return .nothing }
            if let kind = FactKind(rawValue: entry.kind), pushed.contains(kind) {
                last = (entry.body, fact)
            }
            return try decision(on: .fact(fact, from: station), at: now)
        case .submission(let bytes):
            let decided = handle(.submission(try codec.submission(bytes)), at: now)
            return try answer(to: decided)
        case .tick: return try decision(on: .tick, at: now)
        case .linkLost(let station): return try decision(on: .linkLost(station), at: now)
        case .linkRegained(let station): return try decision(on: .linkRegained(station), at: now)
        }
    }

    private mutating func decision(
        on input: Input, at now: Instant
    ) throws(UnrecordableDecision) -> Decision {
        let decided = handle(input, at: now)
        return Decision(drafts: try drafts(of: decided))
    }

    /// Folds an own entry into the machine's state; what the station records about itself is passed over.
    public mutating func fold(_ entry: Entry) throws {
        guard let fact = try fact(of: entry) else { return }
        if recovering == nil { recovering = working.state }
        recovering?.evolve(fact)
    }

    /// When the machine wants a tick.
    public var nextDeadline: Instant? {
        guard let recovering else { return working.nextDeadline }
        return recovering.nextDeadline
    }

    /// The machine's state.
    public func checkpoint() throws -> [UInt8] { try codec.bytes(of: state) }

    /// About how many things the machine's state holds.
    public var size: Int { recovering?.size ?? working.state.size }

    /// Replaces the machine's state by a checkpoint's.
    public mutating func restore(_ checkpoint: [UInt8]) throws { recovering = try codec.state(checkpoint) }

    /// What the machine pushes of an entry.
    public func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        guard let known = FactKind(rawValue: kind), pushed.contains(known),
            let fact = fact(of: body, kind: kind)
        else { return [] }
        return M.topics(of: fact, from: publisher).map { Push(topic: $0, kind: kind, body: [UInt8](body)) }
    }

    private func fact(of body: ArraySlice<UInt8>, kind: UInt16) -> Fact? {
        if let last, last.fact.kind.rawValue == kind, last.body == body { return last.fact }
        // What does not decode was refused when it was decided: there is nothing to tell about it.
        return try? codec.fact(kind: kind, body: body)
    }

    /// What the machine tells a new subscriber of a topic.
    public func backlog(of topic: String) -> [Push] {
        machine.backlog(of: topic).compactMap { fact in
            // A state of an older version may hold what is written no more; its reader could not read it
            // either.
            (try? codec.body(of: fact)).map { Push(topic: topic, kind: fact.kind.rawValue, body: $0) }
        }
    }

    /// True for an arrival or a work item at a station that takes new work.
    public func isNewWork(_ submission: [UInt8]) -> Bool {
        // What does not decode is no new work: it is refused when it is decided.
        working.newWork != nil && (try? codec.submission(submission))?.isNewWork == true
    }

    /// The submission that records refused new work; nil at stations that take none.
    public func blockage(of count: UInt64, since: Instant, reason: BlockageReason) -> [UInt8]? {
        working.newWork.map { channel in
            let count = BlockedCount(channel: channel, count: count, from: since, reason: reason.inFacts)
            return codec.body(of: Submission.blocked(count))
        }
    }

    /// The machine's live figures.
    public func gauges(at now: Instant) -> [Gauge] { machine.gauges(at: now) }

    private var state: M.State { recovering ?? working.state }

    private mutating func finishRecovery() {
        // Asked before every decision: a look costs nothing, and taking the optional would copy it.
        guard recovering != nil, let recovered = recovering else { return }
        working.state = recovered
        recovering = nil
    }

    private mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        let decided = working.handle(input, at: now)
        if case .always = proving { working.state.checkInvariants() }
        return decided
    }

    /// The fact of an entry; nil for what a station records about itself.
    private func fact(of entry: Entry) throws -> Fact? {
        guard entry.kind >= firstFactKind else { return nil }
        return try codec.fact(kind: entry.kind, body: entry.body)
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
            let body = try codec.body(of: fact)
            if case .always = proving { checkReadable(fact, body) }
            return Draft(
                kind: fact.kind.rawValue, contact: fact.contact?.rawValue ?? 0,
                destinations: decided.destinations, body: body)
        } catch {
            throw UnrecordableDecision(reason: "\(fact.kind) cannot be recorded: \(error)")
        }
    }

    private func answer(to decided: [Decided]) throws(UnrecordableDecision) -> Decision {
        let drafts = try drafts(of: decided)
        let reply = SubmissionReply(to: decided)
        let keepsKey = if case .refused = reply { false } else { true }
        return Decision(drafts: drafts, reply: codec.body(of: reply), keepsKey: keepsKey)
    }

    /// Stops the process when what was recorded reads back as something else.
    private func checkReadable(_ fact: Fact, _ body: [UInt8]) {
        do {
            let read = try codec.fact(kind: fact.kind.rawValue, body: body[...])
            precondition(read == fact, "a recorded fact reads back as it was: \(fact), read \(read)")
        } catch {
            preconditionFailure("a recorded fact can be read back: \(error) in \(fact)")
        }
    }
}

/// Kinds below belong to the station itself.
private let firstFactKind: UInt16 = 16

extension BlockageReason {
    /// The station's reason in the words of the facts.
    fileprivate var inFacts: ContactBlocked.Reason {
        switch self {
        case .inboxFull: .inboxFull
        case .downstreamLag: .downstreamLag
        case .diskReserve: .diskReserve
        }
    }
}
