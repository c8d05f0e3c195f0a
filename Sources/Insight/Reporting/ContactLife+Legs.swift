public import Contacts
internal import Facts

extension ContactLife {
    /// One leg of a contact, as the log for outside scorers counts them (cli.md#legs-out).
    public struct Leg: Hashable, Sendable {
        /// How the leg ended.
        public enum Outcome: String, Hashable, Sendable {
            case served, abandoned, waiting
        }

        /// From 1.
        public var number: Int
        /// Since when it waited.
        public var queued: Instant
        /// When it was connected; nil when it never was.
        public var start: Instant?
        /// When its agent was done, or the member left.
        public var end: Instant?
        /// Who served it.
        public var agent: Agent.ID?
        /// How it ended.
        public var outcome: Outcome
    }

    /// The legs in order: one for each agent who was connected, and one for what was waited for in vain.
    public var legs: [Leg] {
        guard let received else { return [] }
        let connections = line.filter { $0.change == .connected }.map(\.at)
        var legs: [Leg] = []
        var queued = received.received
        for stay in stays.sorted(by: { ($0.from, $0.offer) < ($1.from, $1.offer) }) where stay.isAccepted {
            let end = stay.to ?? ended?.at
            let start = connections.first { $0 >= stay.from && $0 <= end ?? .distantFuture }
            guard let start else { continue }
            legs.append(
                Leg(
                    number: legs.count + 1, queued: queued, start: start, end: end, agent: stay.agent,
                    outcome: .served))
            queued = releases.filter { $0 >= start }.min() ?? end ?? start
        }
        let waits = ended == nil && stays.last?.to != nil && !legs.isEmpty
        if legs.isEmpty || waits {
            legs.append(
                Leg(
                    number: legs.count + 1, queued: queued, end: ended?.at,
                    outcome: ended?.outcome == .abandoned ? .abandoned : .waiting))
        }
        return legs
    }
}
