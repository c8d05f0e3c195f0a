import Contacts
import Deciding
import Facts
import Kernel
import Testing
import Wire

/// Counts who is held; small, but with every part of a machine.
struct HoldCounter: StationMachine {
    struct State: MachineState {
        var held: [Contact.ID] = []
        var nextDeadline: Instant? { held.isEmpty ? nil : Sample.later }

        /// Whatever it is given, which no role records as a whole.
        struct Recorded: RecordedFact {
            let fact: Fact
            init(_ fact: Fact) { self.fact = fact }
        }

        mutating func evolve(_ recorded: Recorded) {
            let fact = recorded.fact
            if case .contactHeld(let fact) = fact { held.append(fact.contact) }
            if case .contactResumed(let fact) = fact { held.removeAll { $0 == fact.contact } }
        }

        func checkInvariants() { precondition(Set(held).count == held.count, "nobody is held twice") }
    }

    static let pushed: Set<FactKind> = [.contactHeld]

    var configuration: StationName
    var state: State

    static func topics(of _: Fact, from publisher: StationName?) -> [String] {
        publisher == nil ? ["effects"] : []
    }

    func backlog(of topic: String) -> [Fact] {
        topic == "effects"
            ? state.held.map { .contactHeld(ContactHeld(contact: $0, at: Sample.at)) } : []
    }

    var newWork: Channel? { .chat }

    func gauges(at _: Instant) -> [Gauge] { [Gauge("held", value: Int64(state.held.count))] }

    mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        var decided: [Decided] = []
        switch input {
        case .fact(.contactHeld(let fact), _): decided = [Decided(.contactHeld(fact), to: [configuration])]
        case .submission(.medium(let event)) where event.event == .held:
            decided = [
                Decided(.watermark(Watermark(ask: 1, through: now))),
                Decided(.contactHeld(ContactHeld(contact: event.contact, at: now)), to: [configuration]),
            ]
        case .submission(.acknowledgeAlarm): decided = [Decided(.watermark(Watermark(ask: 2, through: now)))]
        case .submission:
            decided = [Decided(.requestRefused(RequestRefused(request: "any", field: "event", reason: "no")))]
        case .tick:
            decided = state.held.map { Decided(.contactResumed(ContactResumed(contact: $0, at: now))) }
        case .linkLost(let name):
            decided = [Decided(.deskLinkChanged(DeskLinkChanged(desk: name, change: .lost, at: now)))]
        case .linkRegained(let name):
            decided = [Decided(.deskLinkChanged(DeskLinkChanged(desk: name, change: .regained, at: now)))]
        case .fact: break
        }
        for one in decided { state.evolve(one.fact) }
        return decided
    }
}

/// Decides nothing and shows nothing.
private struct Silent: StationMachine {
    var configuration: StationName
    var state: HoldCounter.State

    mutating func handle(_: Input, at _: Instant) -> [Decided] { [] }
}

/// Changes a large memory in place at every input and records as `ask` how often it was copied for that.
private struct Rewriter: StationMachine {
    struct State: MachineState {
        var memory = [UInt64](repeating: 0, count: 1_000)
        var copies: UInt64 = 0
        var nextDeadline: Instant? { nil }

        mutating func evolve(_: HoldCounter.State.Recorded) {}
        func checkInvariants() {}
    }

    var configuration: StationName
    var state: State

    mutating func handle(_: Input, at now: Instant) -> [Decided] {
        let before = state.memory.withUnsafeBufferPointer { $0.baseAddress }
        state.memory[0] += 1
        if state.memory.withUnsafeBufferPointer({ $0.baseAddress }) != before { state.copies += 1 }
        return [Decided(.watermark(Watermark(ask: state.copies, through: now)))]
    }
}

@Suite("MachineDecider")
struct MachineDeciderTests {
    private var decider = MachineDecider(
        machine: HoldCounter(configuration: "router", state: HoldCounter.State()))
    private let silent = MachineDecider(
        machine: Silent(configuration: "router", state: HoldCounter.State()))

    private let held = Fact.contactHeld(ContactHeld(contact: Sample.contact, at: Sample.at))

    private func entry(_ fact: Fact) -> Entry {
        entry(kind: fact.kind.rawValue, FactCodec.unchecked(fact))
    }

    private func entry(kind: UInt16, _ body: [UInt8]) -> Entry {
        let header = EntryHeader(
            sequence: 1,
            at: Sample.at,
            kind: kind,
            contact: 0,
            cause: nil,
            destinations: []
        )
        return Entry(header: header, body: body)
    }

    private func submission(_ submission: Submission) -> StationInput {
        .submission(SubmissionCodec.encode(submission))
    }

    @Test("an upstream's fact is decided, and its draft carries kind, contact, destinations and body")
    mutating func decidesEntry() throws {
        let decision = try decider.decide(.entry(entry(held), from: "phone"), at: Sample.at)
        let draft = try #require(decision.drafts.first)
        #expect(draft.kind == FactKind.contactHeld.rawValue)
        #expect(draft.contact == Sample.contact.rawValue)
        #expect(draft.destinations == ["router"])
        #expect(draft.body == FactCodec.unchecked(held))
        #expect(decision.reply == nil)
        #expect(decider.nextDeadline == Sample.later)
    }

    @Test("what a station records about itself decides nothing and folds to nothing")
    mutating func ignoresStationKinds() throws {
        for kind in StationKind.allCases {
            let entry = entry(kind: kind.rawValue, [1, 2, 3])
            #expect(try decider.decide(.entry(entry, from: "phone"), at: Sample.at).drafts.isEmpty)
            try decider.fold(entry)
            #expect(decider.pushes(kind: entry.kind, body: entry.body, from: nil).isEmpty)
        }
    }

    @Test("an accepted submission is answered with the first contact decided about")
    mutating func accepts() throws {
        let event = MediumEvent(contact: Sample.contact, event: .held, at: nil)
        let decision = try decider.decide(submission(.medium(event)), at: Sample.at)
        #expect(try SubmissionReplyCodec.decode(try #require(decision.reply)) == .accepted(Sample.contact))
        #expect(decision.keepsKey)
        #expect(decision.drafts.map(\.contact) == [0, Sample.contact.rawValue])
    }

    @Test("a submission about no contact is accepted without one")
    mutating func acceptsWithoutContact() throws {
        let decision = try decider.decide(submission(.acknowledgeAlarm(1, by: "lead")), at: Sample.at)
        #expect(try SubmissionReplyCodec.decode(try #require(decision.reply)) == .accepted(nil))
    }

    @Test("a refused submission is recorded, answered with the refusal, and does not keep its key")
    mutating func refuses() throws {
        let decision = try decider.decide(submission(.effectDone("connect/O1-1")), at: Sample.at)
        let refusal = RequestRefused(request: "any", field: "event", reason: "no")
        #expect(try SubmissionReplyCodec.decode(try #require(decision.reply)) == .refused(refusal))
        #expect(!decision.keepsKey)
        #expect(decision.drafts.map(\.kind) == [FactKind.requestRefused.rawValue])
    }

    @Test("bytes that hold no input throw and change nothing")
    mutating func malformed() throws {
        #expect(throws: WireError.self) { try decider.decide(.submission([0xFF]), at: Sample.at) }
        let bad = entry(kind: FactKind.contactHeld.rawValue, [])
        #expect(throws: WireError.self) { try decider.decide(.entry(bad, from: "phone"), at: Sample.at) }
        #expect(throws: WireError.self) { try decider.fold(bad) }
        #expect(decider.machine.state == HoldCounter.State())
        #expect(decider.pushes(kind: bad.kind, body: bad.body, from: nil).isEmpty)
    }

    @Test("ticks and links reach the machine")
    mutating func otherInputs() throws {
        _ = try decider.decide(.entry(entry(held), from: "phone"), at: Sample.at)
        #expect(
            try decider.decide(.tick, at: Sample.later).drafts.map(\.kind) == [
                FactKind.contactResumed.rawValue
            ]
        )
        for input in [StationInput.linkLost("desk"), .linkRegained("desk")] {
            let kinds = try decider.decide(input, at: Sample.at).drafts.map(\.kind)
            #expect(kinds == [FactKind.deskLinkChanged.rawValue])
        }
        #expect(decider.nextDeadline == nil)
    }

    @Test("a decision changes the state where it is: nothing holds a copy of it meanwhile")
    func changesInPlace() throws {
        var decider = MachineDecider(machine: Rewriter(configuration: "router", state: Rewriter.State()))
        let effect = submission(.effectDone("connect/O1-1"))
        let inputs: [StationInput] = [
            .entry(entry(held), from: "phone"), effect, .tick, .linkLost("desk"), .linkRegained("desk"),
        ]
        // The first input may move the memory out of what made the decider; after it nobody else has it.
        _ = try decider.decide(.tick, at: Sample.at)
        let copies = decider.machine.state.copies
        for input in inputs {
            let draft = try #require(try decider.decide(input, at: Sample.at).drafts.first)
            #expect(draft.body == FactCodec.unchecked(.watermark(Watermark(ask: copies, through: Sample.at))))
        }
    }

    @Test("folding the journal and restoring a checkpoint give the state that was")
    mutating func recovers() throws {
        var folded = decider
        _ = try decider.decide(.entry(entry(held), from: "phone"), at: Sample.at)
        try folded.fold(entry(held))
        #expect(folded.machine.state == decider.machine.state)

        var restored = MachineDecider(
            machine: HoldCounter(configuration: "router", state: HoldCounter.State())
        )
        try restored.restore(try decider.checkpoint())
        #expect(restored.machine.state == decider.machine.state)
        #expect(throws: (any Error).self) { try restored.restore([0x7B]) }
    }

    @Test("pushes, backlog and gauges follow the rules of the machine")
    mutating func rules() throws {
        _ = try decider.decide(.entry(entry(held), from: "phone"), at: Sample.at)
        let push = Push(topic: "effects", kind: held.kind.rawValue, body: FactCodec.unchecked(held))
        #expect(decider.pushes(kind: push.kind, body: push.body[...], from: nil) == [push])
        #expect(decider.pushes(kind: push.kind, body: push.body[...], from: "phone").isEmpty)
        let other = ContactHeld(contact: Contact.ID(gateway: 9, number: 9), at: Sample.at)
        let body = FactCodec.unchecked(.contactHeld(other))
        #expect(decider.pushes(kind: push.kind, body: body[...], from: nil).map(\.body) == [body])
        let resumed = FactKind.contactResumed.rawValue
        #expect(decider.pushes(kind: resumed, body: push.body[...], from: nil).isEmpty)
        #expect(decider.backlog(of: "effects") == [push])
        #expect(decider.backlog(of: "agent/A1").isEmpty)
        #expect(decider.gauges(at: Sample.at) == [Gauge("held", value: 1)])
    }

    @Test("what was recovered is seen and decided on before any other input")
    mutating func recoveredIsSeen() throws {
        try decider.fold(entry(held))
        #expect(decider.nextDeadline == Sample.later)
        #expect(decider.backlog(of: "effects").count == 1)
        #expect(decider.gauges(at: Sample.at) == [Gauge("held", value: 1)])
        let kinds = try decider.decide(.tick, at: Sample.later).drafts.map(\.kind)
        #expect(kinds == [FactKind.contactResumed.rawValue])
    }

    @Test("only arrivals and work items are new work, and only where it is taken")
    func newWork() throws {
        let arrival = SubmissionCodec.encode(Sample.submissions[0])
        for submission in Sample.submissions {
            let isNew =
                switch submission {
                case .arrived, .workItem: true
                default: false
                }
            #expect(decider.isNewWork(SubmissionCodec.encode(submission)) == isNew)
        }
        #expect(!decider.isNewWork([0xFF]))
        #expect(!silent.isNewWork(arrival))
        for reason in BlockageReason.allCases {
            let blockage = try #require(decider.blockage(of: 7, since: Sample.at, reason: reason))
            let word = try #require(ContactBlocked.Reason(rawValue: reason.rawValue))
            let expected = BlockedCount(channel: .chat, count: 7, from: Sample.at, reason: word)
            #expect(try SubmissionCodec.decode(blockage) == .blocked(expected))
        }
        #expect(silent.blockage(of: 7, since: Sample.at, reason: .diskReserve) == nil)
    }

    @Test("without rules nothing is pushed and no figure is shown")
    func noRules() {
        let body = FactCodec.unchecked(held)
        #expect(silent.pushes(kind: held.kind.rawValue, body: body[...], from: nil).isEmpty)
        #expect(silent.backlog(of: "effects").isEmpty)
        #expect(silent.gauges(at: Sample.at).isEmpty)
    }
}
