import Contacts
import Facts
import StationCore

/// `DeliberateBug.noFencing`: a tier queue that takes an answer to any offer as one to the agent's open
/// offer.
struct UnfencedQueue: SimulatedDecider {
    private var queue: any SimulatedDecider
    private let table: FactTable
    private var open: [Agent.ID: (offer: Offer.ID, session: Agent.SessionID)] = [:]

    init(_ queue: any SimulatedDecider, table: FactTable) {
        self.queue = queue
        self.table = table
    }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        let decision = try queue.decide(try unfenced(input), at: now)
        for draft in decision.drafts where draft.kind >= 16 { note(try table.fact(draft.body)) }
        return decision
    }

    private func unfenced(_ input: StationInput) throws -> StationInput {
        guard case .entry(let entry, let station) = input, entry.kind >= 16,
            case .agentRequested(var requested) = try table.fact(entry.body),
            case .answer(_, .accept) = requested.request, let open = open[requested.agent]
        else { return input }
        requested.request = .answer(open.offer, .accept)
        requested.session = open.session
        return .entry(
            Entry(header: entry.header, body: table.body(of: .agentRequested(requested))), from: station)
    }

    private mutating func note(_ fact: Fact) {
        if case .offerMade(let made) = fact { open[made.agent] = (made.offer, made.session) }
        if case .offerClosed(let closed) = fact { open[closed.agent] = nil }
        if case .offerAccepted(let accepted) = fact { open[accepted.agent] = nil }
    }

    mutating func fold(_ entry: Entry) throws {
        try queue.fold(entry)
        if entry.kind >= 16 { note(try table.fact(entry.body)) }
    }

    var nextDeadline: Instant? { queue.nextDeadline }
    func checkpoint() throws -> [UInt8] { try queue.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try queue.restore(checkpoint) }
    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        queue.pushes(kind: kind, body: body, from: publisher)
    }
    func hasState(of other: any SimulatedDecider) -> Bool {
        (other as? UnfencedQueue).map { queue.hasState(of: $0.queue) } ?? false
    }
}
