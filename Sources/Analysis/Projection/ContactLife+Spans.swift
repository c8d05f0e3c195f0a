public import Contacts
internal import Facts
public import Measures

/// What is made of a life's instants when it is asked for.
extension ContactLife {
    /// How it came, as far as the log says.
    public var channel: Channel? { received?.channel ?? classified?.channel }

    /// The stays in which an agent was connected, in order.
    public var served: [Stay] {
        stays.filter { $0.connected != nil }.sorted {
            ($0.connected ?? $0.from, $0.offer) < ($1.connected ?? $1.from, $1.offer)
        }
    }

    /// When a person first answered.
    public var answered: Instant? { stays.compactMap(\.connected).min() }

    /// How long the member waited for the first answer; nil when nobody answered.
    public var wait: Duration? {
        guard let answered, let received else { return nil }
        return received.received.length(to: answered)
    }

    /// The first time it was presented to an agent.
    public var firstOffer: Stay? { inOrder.first { $0.offered != nil } }

    /// Hand-offs that were taken, in order.
    public var takenHandoffs: [Handoff] {
        handoffs.sorted { $0.key < $1.key }.map(\.value).filter(\.isAccepted)
    }

    private var inOrder: [Stay] { stays.sorted { ($0.from, $0.offer) < ($1.from, $1.offer) } }

    /// The member's time on hold: agents' holds, and waits for the next person after the first answer, by a
    /// hand-off or a lost leg; what overlaps counts once (reading A13).
    public var hold: Duration {
        guard let answered else { return .zero }
        var spans: [(from: Instant, to: Instant)] = []
        var since: Instant?
        let end = ended?.at ?? line.map(\.at).max() ?? answered
        for event in line {
            switch event.change {
            case .held: since = since ?? event.at
            case .resumed, .parted, .connected, .legLost:
                if let from = since { spans.append((from, event.at)) }
                since = nil
            }
        }
        if let since { spans.append((since, max(since, end))) }
        for begin in releases where begin >= answered {
            let ends = line.filter { ($0.change == .connected || $0.change == .parted) && $0.at >= begin }
            spans.append((begin, max(begin, ends.map(\.at).min() ?? end)))
        }
        spans += lostLegs.map { ($0.from, $0.to ?? max($0.from, end)) }
        return Self.total(spans)
    }

    /// The waits that lost legs brought about, in the order in which the medium told of them: an adapter's
    /// clock may be off by minutes, and still no leg is lost before it was there, nor after the next one.
    private var lostLegs: [CallRecord.Wait] {
        var waits: [CallRecord.Wait] = []
        var (connected, begun): (Instant?, Instant?) = (nil, nil)
        for event in line {
            switch event.change {
            case .legLost: begun = begun ?? connected.map { max($0, event.at) }
            case .connected, .parted:
                if let from = begun {
                    let isAnswered = event.change == .connected
                    waits.append(.init(from: from, to: max(from, event.at), isAnswered: isAnswered))
                }
                (connected, begun) = (event.at, nil)
            case .held, .resumed: break
            }
        }
        return waits + (begun.map { [.init(from: $0, to: nil, isAnswered: false)] } ?? [])
    }

    /// The waits for another person after the first answer: from each release to another tier and each lost
    /// leg to the next connection, or until the member left (reading A12).
    public var laterWaits: [CallRecord.Wait] {
        guard let answered else { return [] }
        let ends = line.filter { $0.change == .connected || $0.change == .parted }.sorted { $0.at < $1.at }
        let released = releases.filter { $0 >= answered }.map { begin in
            let end = ends.first { $0.at >= begin }
            return CallRecord.Wait(from: begin, to: end?.at, isAnswered: end?.change == .connected)
        }
        var waits: [CallRecord.Wait] = []
        for var wait in (released + lostLegs).sorted(by: { $0.from < $1.from }) {
            // What begins while the member waits already is the same wait.
            if let last = waits.last, last.to.map({ wait.from < $0 }) ?? true { continue }
            wait.to = wait.to ?? ended.map { max(wait.from, $0.at) }
            waits.append(wait)
        }
        return waits
    }

    /// The length of the union of `spans`; one that ends before it begins is none.
    private static func total(_ spans: [(from: Instant, to: Instant)]) -> Duration {
        var sum = Duration.zero
        var covered = Instant.distantPast
        for span in spans.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
            sum += max(span.from, covered).length(to: span.to)
            covered = max(covered, span.to)
        }
        return sum
    }

    /// True when two agents had the contact, or two offers of it were open, at the same time.
    public var wasDoubleAssigned: Bool {
        if overlaps > 0 { return true }
        var covered = Instant.distantPast
        for stay in inOrder where stay.offered != nil {
            let to = stay.over ?? ended.map { max($0.at, stay.from) } ?? .distantFuture
            if stay.from < covered { return true }
            covered = max(covered, to)
        }
        return false
    }

    /// One leg of a contact, as the log for outside scorers counts them (cli.md#legs-out).
    public struct Leg: Hashable, Sendable {
        /// How the leg ended.
        public enum Outcome: String, Hashable, Sendable {
            case served, abandoned, waiting, parked
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
        var legs: [Leg] = []
        var queued = received.received
        var number = 1
        for stay in served {
            let end = stay.over ?? ended?.at
            // A connection that came when the queue had taken the contact back served nobody.
            guard let start = stay.connected, start <= end ?? .distantFuture else { continue }
            var since = start
            for aside in stay.asides {
                legs.append(
                    Leg(
                        number: number, queued: queued, start: since, end: aside.from, agent: stay.agent,
                        outcome: .parked))
                since = aside.to ?? aside.from
            }
            // Whoever goes on with what was left aside goes on with the same leg.
            if stay.isLeftAside { continue }
            legs.append(
                Leg(
                    number: number, queued: queued, start: since, end: end, agent: stay.agent,
                    outcome: .served))
            number += 1
            queued = releases.filter { $0 >= start }.min() ?? end ?? start
        }
        // Who was passed on, or came back, and whom nobody was connected to since, waits or left.
        let isPassedOn = served.last.map { last in releases.contains { $0 == last.over } } ?? false
        let waits = ended == nil && inOrder.last?.over != nil
        if legs.isEmpty || waits || isPassedOn || served.last?.isLeftAside == true {
            let hasLeft =
                ended?.outcome == .abandoned || (ended != nil && isPassedOn && channel?.isLive == true)
            legs.append(
                Leg(
                    number: number, queued: queued, end: ended?.at,
                    outcome: hasLeft ? .abandoned : .waiting))
        }
        return legs
    }
}
