import Contacts
import Deciding
import Facts
import Kernel

/// `DeliberateBug.foldForgetsField`: a tier queue whose fold of `contactQueued` forgets the skills needed.
///
/// What it remembers after a decision is what its fold makes of the facts decided, as it is after a restart;
/// so live state and recovered state agree, and only what it does next shows that something is missing.
struct ForgetfulQueue: SimulatedDecider {
    private var queue: any SimulatedDecider
    private let codec: any MachineCodec

    init(_ queue: any SimulatedDecider, codec: any MachineCodec) {
        self.queue = queue
        self.codec = codec
    }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        var folded = queue
        let decision = try queue.decide(input, at: now)
        guard !decision.drafts.isEmpty else { return decision }
        for draft in decision.drafts {
            let header = EntryHeader(
                sequence: 0, at: now, kind: draft.kind, contact: draft.contact, cause: nil, destinations: [])
            try folded.fold(forgetting(Entry(header: header, body: draft.body)))
        }
        queue = folded
        return decision
    }

    mutating func fold(_ entry: Entry) throws { try queue.fold(forgetting(entry)) }

    private func forgetting(_ entry: Entry) throws -> Entry {
        guard entry.kind >= 16,
            case .contactQueued(var queued) = try codec.fact(kind: entry.kind, body: entry.body)
        else {
            return entry
        }
        queued.placement.needs = []
        return Entry(header: entry.header, body: try codec.body(of: Fact.contactQueued(queued)))
    }

    var nextDeadline: Instant? { queue.nextDeadline }
    func checkpoint() throws -> [UInt8] { try queue.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try queue.restore(checkpoint) }
    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        queue.pushes(kind: kind, body: body, from: publisher)
    }
    func hasState(of other: any Decider) -> Bool {
        (other as? ForgetfulQueue).map { queue.hasState(of: $0.queue) } ?? false
    }
}
