public import BusinessTime
public import Contacts
public import Facts

/// Folds recorded facts into what each queue did in each quarter of an hour.
///
/// A queue is a class of contacts. Staffed is who was signed in at the tier on which the class is first
/// placed: agents of one tier serve several classes, so the figures of two classes of one tier are the same
/// people. It takes each station's facts in that station's order; stations may be interleaved in any way.
public struct IntervalHistory: Sendable {
    private struct Life {
        var received: Instant?
        var queue: String?
        var tier: Tier?
        var outcome: Contact.Outcome?
        var starts: [(agent: Agent.ID, at: Instant)] = []
        var stops: [Instant] = []
    }

    private struct Place: Hashable {
        var queue: String
        var day: Int
        var quarter: Int
    }

    private let zone: Zone
    private var lives: [Contact.ID: Life] = [:]
    private var since: [Agent.ID: (tier: Tier, from: Instant)] = [:]
    private var signedIn: [Tier: [Int: Int64]] = [:]
    private var last = Instant.distantPast

    /// Quarters after 1970 in local time are numbered through; one is this long.
    private static let quarter: Int64 = 900_000_000

    /// Makes an empty history of quarters in `zone`.
    public init(zone: Zone) { self.zone = zone }

    /// Takes the next fact.
    ///
    /// - Parameters:
    ///   - fact: What was recorded.
    ///   - at: When.
    public mutating func take(_ fact: Fact, at: Instant) {
        last = max(last, at)
        switch fact {
        case .contactReceived(let fact): lives[fact.contact, default: Life()].received = fact.received
        case .contactClassified(let fact):
            lives[fact.contact, default: Life()].queue = fact.contactClass.rawValue
            lives[fact.contact]?.tier = fact.tier
        case .offerAccepted(let fact):
            lives[fact.contact, default: Life()].starts.append((fact.agent, at))
        case .contactConnected(let fact): connect(fact)
        case .serviceEnded(let fact): lives[fact.contact, default: Life()].stops.append(fact.at)
        case .contactReleased(let fact): lives[fact.contact, default: Life()].stops.append(fact.at)
        case .contactEnded(let fact):
            if lives[fact.contact]?.outcome == nil {
                lives[fact.contact, default: Life()].outcome = fact.outcome
            }
        case .agentStateChanged(let fact): stand(fact)
        default: break  // Nothing else is counted by the quarter.
        }
    }

    /// A telephone contact is handled from when it is connected, not from when the agent said yes.
    private mutating func connect(_ fact: ContactConnected) {
        lives[fact.contact, default: Life()].starts.append((fact.agent, fact.at))
    }

    private mutating func stand(_ fact: AgentStateChanged) {
        // Who has moved to another tier is neither there nor signed out by a late word of the one before.
        if let now = since[fact.agent], now.tier != fact.tier,
            fact.state == .signedOut || fact.at < now.from
        {
            return
        }
        if let before = since[fact.agent] { count(before.tier, before.from, fact.at) }
        since[fact.agent] = fact.state == .signedOut ? nil : (fact.tier, fact.at)
    }

    private mutating func count(_ tier: Tier, _ from: Instant, _ to: Instant) {
        var at = from
        while at < to {
            let end = min(to, Instant(microseconds: (at.microseconds / Self.quarter + 1) * Self.quarter))
            signedIn[tier, default: [:]][number(at), default: 0] += at.duration(to: end).microseconds
            at = end
        }
    }

    /// The number of the local quarter that holds `instant`; offsets of zones are whole quarters.
    private func number(_ instant: Instant) -> Int {
        let day = zone.localDay(at: instant)
        let midnight = Int64(day) * 86_400_000_000
        let offset = zone.offset(at: instant.microseconds / 1_000_000) * 1_000_000
        return day * IntervalRow.quarters
            + Int((instant.microseconds + offset - midnight) / Self.quarter)
    }

    /// How often a local quarter occurs: twice while the clocks go back over it, else once.
    private func occurrences(_ number: Int) -> Int {
        let (day, quarter) = number.quotientAndRemainder(dividingBy: IntervalRow.quarters)
        let length = zone.instant(ofDay: day).duration(to: zone.instant(ofDay: day + 1))
        guard length > .seconds(86_400) else { return 1 }
        let first = zone.instant(ofDay: day, minute: quarter * 15)
        return (1...12).contains { self.number(first.advanced(by: .seconds($0 * 900))) == number } ? 2 : 1
    }

    /// The rows of every queue, by queue and time; a quarter in which nobody came and nobody was there has
    /// none.
    public func rows() -> [IntervalRow] {
        var open = self
        for agent in since.keys.sorted() {
            if let standing = since[agent] { open.count(standing.tier, standing.from, last) }
        }
        var rows: [Place: IntervalRow] = [:]
        var tiers: [String: Tier] = [:]
        for life in lives.values {
            guard let queue = life.queue, let received = life.received else { continue }
            if let tier = life.tier { tiers[queue] = min(tiers[queue] ?? tier, tier) }
            count(life, in: &rows, queue, number(received))
        }
        for queue in tiers.keys.sorted() {
            guard let tier = tiers[queue] else { continue }
            for (number, time) in open.signedIn[tier] ?? [:] {
                let place = place(queue, number)
                // A quarter that occurs twice is a mean over both.
                rows[place, default: Self.row(place)].staffedTime = time / 1000 / Int64(occurrences(number))
            }
        }
        return rows.values.sorted { ($0.queue, $0.date, $0.quarter) < ($1.queue, $1.date, $1.quarter) }
    }

    private func place(_ queue: String, _ number: Int) -> Place {
        Place(queue: queue, day: number / IntervalRow.quarters, quarter: number % IntervalRow.quarters)
    }

    private static func row(_ place: Place) -> IntervalRow {
        IntervalRow(
            queue: place.queue, date: CivilDate(daysSinceEpoch: place.day), quarter: place.quarter)
    }

    private func count(_ life: Life, in rows: inout [Place: IntervalRow], _ queue: String, _ number: Int) {
        let place = place(queue, number)
        var row = rows[place] ?? Self.row(place)
        row.offered += 1
        if life.outcome?.isAnswered == true { row.answered += 1 }
        if life.outcome == .abandoned { row.abandoned += 1 }
        if let time = Self.handleTime(of: life) {
            row.handleTime += time
            row.handled += 1
        }
        rows[place] = row
    }

    /// Milliseconds from the last start of each stretch to its end; nil when nobody was done with it.
    private static func handleTime(of life: Life) -> Int64? {
        guard life.outcome?.isAnswered == true else { return nil }
        var sum: Int64?
        var from = Instant.distantPast
        for stop in life.stops.sorted() {
            let start = life.starts.map(\.at).filter { from <= $0 && $0 <= stop }.max()
            if let start { sum = (sum ?? 0) + start.duration(to: stop).microseconds / 1000 }
            from = stop
        }
        return sum
    }
}
