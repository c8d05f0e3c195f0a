import Contacts
import Deciding
import Facts
import Kernel

/// `DeliberateBug.noFencing`: a tier queue that takes an answer to any offer as one to the agent's open
/// offer.
struct UnfencedQueue: SimulatedDecider {
    private var queue: any SimulatedDecider
    private let codec: any MachineCodec
    private var open: [Agent.ID: (offer: Offer.ID, session: Agent.SessionID)] = [:]

    init(_ queue: any SimulatedDecider, codec: any MachineCodec) {
        self.queue = queue
        self.codec = codec
    }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        let decision = try queue.decide(try unfenced(input), at: now)
        for draft in decision.drafts where draft.kind >= 16 {
            note(try codec.fact(kind: draft.kind, body: draft.body[...]))
        }
        return decision
    }

    private func unfenced(_ input: StationInput) throws -> StationInput {
        guard case .entry(let entry, let station) = input, entry.kind >= 16,
            case .agentRequested(var requested) = try codec.fact(kind: entry.kind, body: entry.body),
            case .answer(_, .accept) = requested.request, let open = open[requested.agent]
        else { return input }
        requested.request = .answer(open.offer, .accept)
        requested.session = open.session
        let body = try codec.body(of: Fact.agentRequested(requested))
        return .entry(Entry(header: entry.header, body: body), from: station)
    }

    private mutating func note(_ fact: Fact) {
        if case .offerMade(let made) = fact { open[made.agent] = (made.offer, made.session) }
        if case .offerClosed(let closed) = fact { open[closed.agent] = nil }
        if case .offerAccepted(let accepted) = fact { open[accepted.agent] = nil }
    }

    mutating func fold(_ entry: Entry) throws {
        try queue.fold(entry)
        if entry.kind >= 16 { note(try codec.fact(kind: entry.kind, body: entry.body)) }
    }

    var nextDeadline: Instant? { queue.nextDeadline }
    func checkpoint() throws -> [UInt8] { try queue.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try queue.restore(checkpoint) }
    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        queue.pushes(kind: kind, body: body, from: publisher)
    }
    func hasState(of other: any Decider) -> Bool {
        (other as? UnfencedQueue).map { queue.hasState(of: $0.queue) } ?? false
    }
}
