public import BusinessTime
internal import Contacts
internal import Facts
public import Projection

/// What each queue did in each quarter of an hour, as a log adds up to it.
///
/// A queue is a class of contacts, or a kind of call. Staffed is who was signed in at the tier on which it is
/// first placed: agents of one tier serve several queues, so the figures of two queues of one tier are the
/// same people.
public struct IntervalHistory: Sendable {
    private struct Place: Hashable {
        var queue: String
        var day: Int
        var quarter: Int
    }

    private let projection: ContactProjection
    private let zone: Zone
    private let queues: Queues

    /// What makes a queue.
    public enum Queues: String, Sendable, CaseIterable {
        /// The class by which contacts are routed.
        case contactClass = "class"
        /// The kind of call, so that load and staff are planned by it (call-type-segmentation).
        case callType = "call-type"
    }

    /// Quarters after 1970 in local time are numbered through; one is this long.
    private static let quarter: Int64 = 900_000_000

    /// Makes the history of `projection`, which has contacts and agents, in quarters of `zone`.
    public init(_ projection: ContactProjection, zone: Zone, by queues: Queues = .contactClass) {
        self.queues = queues
        self.projection = projection
        self.zone = zone
    }

    /// The time in which agents were signed in, by tier and quarter.
    private var signedIn: [Tier: [Int: Int64]] {
        var times: [Tier: [Int: Int64]] = [:]
        for agent in projection.agents.values {
            for stretch in agent.attendance(through: projection.through) {
                var at = stretch.from
                while at < stretch.to {
                    let next = (at.microseconds / Self.quarter + 1) * Self.quarter
                    let end = min(stretch.to, Instant(microseconds: next))
                    times[stretch.tier, default: [:]][number(at), default: 0] +=
                        at.duration(to: end).microseconds
                    at = end
                }
            }
        }
        return times
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
        var rows: [Place: IntervalRow] = [:]
        var tiers: [String: Tier] = [:]
        for life in projection.contacts.values {
            guard let classified = life.classified, let received = life.received?.received else { continue }
            let queue = queue(of: life, classified.contactClass)
            tiers[queue] = min(tiers[queue] ?? classified.tier, classified.tier)
            count(life, in: &rows, queue, number(received))
        }
        let signedIn = signedIn
        for (queue, tier) in tiers {
            for (number, time) in signedIn[tier] ?? [:] {
                let place = place(queue, number)
                // A quarter that occurs twice is a mean over both.
                rows[place, default: Self.row(place)].staffedTime = time / 1000 / Int64(occurrences(number))
            }
        }
        return rows.values.sorted { ($0.queue, $0.date, $0.quarter) < ($1.queue, $1.date, $1.quarter) }
    }

    /// What nobody gave a kind is kept apart too.
    private func queue(of life: ContactLife, _ contactClass: ContactClass) -> String {
        switch queues {
        case .contactClass: contactClass.rawValue
        case .callType: life.attributes?.callType?.rawValue ?? "not_said"
        }
    }

    private func place(_ queue: String, _ number: Int) -> Place {
        Place(queue: queue, day: number / IntervalRow.quarters, quarter: number % IntervalRow.quarters)
    }

    private static func row(_ place: Place) -> IntervalRow {
        IntervalRow(
            queue: place.queue, date: CivilDate(daysSinceEpoch: place.day), quarter: place.quarter)
    }

    private func count(
        _ life: ContactLife, in rows: inout [Place: IntervalRow], _ queue: String, _ number: Int
    ) {
        let place = place(queue, number)
        var row = rows[place] ?? Self.row(place)
        row.offered += 1
        if life.ended?.outcome.isAnswered == true {
            row.answered += 1
            if let time = Self.handleTime(of: life) {
                row.handleTime += time
                row.handled += 1
            }
        }
        if life.ended?.outcome == .abandoned { row.abandoned += 1 }
        rows[place] = row
    }

    /// Milliseconds in which agents were connected and wrapped up; nil when nobody was done with it.
    private static func handleTime(of life: ContactLife) -> Int64? {
        let times = life.served.compactMap { stay -> Int64? in
            guard let connected = stay.connected, let over = stay.over else { return nil }
            return max(.zero, connected.length(to: over) - stay.aside).microseconds / 1000
        }
        return times.isEmpty ? nil : times.reduce(0, +)
    }
}
