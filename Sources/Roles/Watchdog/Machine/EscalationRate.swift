import Contacts
import DequeModule
import Facts

/// The contacts of a rolling window that were closed, and those that reached Tier 3.
///
/// Closed ones are counted by the second in which they ended: a contact ends once, so that a count is
/// distinct already, and a week of a busy centre stays small. One that reached Tier 3 is kept by name,
/// because it may do so twice.
struct EscalationRate: Hashable, Codable {
    /// How many contacts ended in one second.
    private struct Second: Hashable, Codable {
        var second: Int64
        var count: UInt64
    }

    private struct Reach: Hashable, Codable {
        var contact: Contact.ID
        var at: Instant
    }

    /// Rows whose mark was reached and not left since, in the order reached.
    private(set) var above: [RuleName] = []
    /// Ascending by second.
    private var seconds: Deque<Second> = []
    /// In the order heard; the last entry of a contact counts.
    private var reaches: Deque<Reach> = []
    /// How many entries of ``reaches`` each contact has; looked up, never iterated.
    private var entries: [Contact.ID: Int] = [:]
    /// The sum of ``seconds``.
    private(set) var closed: UInt64 = 0

    init() {}

    /// Distinct contacts that reached Tier 3 in the window.
    var reached: UInt64 { UInt64(entries.count) }

    /// The last contacts that reached Tier 3, the newest first.
    func newest(_ count: Int) -> [Contact.ID] {
        var found: [Contact.ID] = []
        for reach in reaches.reversed() where found.count < count && !found.contains(reach.contact) {
            found.append(reach.contact)
        }
        return found
    }

    /// How many reached Tier 3 and were closed in the window that ends with `fact`, the fact included.
    ///
    /// Changes nothing, so that what is decided can be recorded with it; looks at no more than leaves.
    func counts(with fact: RateCounted) -> (reached: UInt64, closed: UInt64) {
        let start = fact.at.advanced(by: .microseconds(-fact.window))
        var closed = closed + (fact.event == .closed ? 1 : 0)
        for second in seconds {
            guard second.second < floorSecond(start) else { break }
            closed -= second.count
        }
        var leaving: [Contact.ID: Int] = [:]
        for reach in reaches {
            guard reach.at < start else { break }
            leaving[reach.contact, default: 0] += 1
        }
        let isReached = fact.event == .reached
        var reached = self.reached
        if isReached, entries[fact.contact] == nil { reached += 1 }
        for contact in leaving.keys.sorted() where leaving[contact] == entries[contact] {
            if !(isReached && contact == fact.contact) { reached -= 1 }
        }
        return (reached, closed)
    }

    /// Takes one event in and drops what has left the window that ends with it.
    mutating func count(_ fact: RateCounted) {
        switch fact.event {
        case .closed: close(second: floorSecond(fact.at))
        case .reached:
            reaches.append(Reach(contact: fact.contact, at: fact.at))
            entries[fact.contact, default: 0] += 1
        }
        leave(before: fact.at.advanced(by: .microseconds(-fact.window)))
        for crossing in fact.crossings {
            above.removeAll { $0 == crossing.rule }
            if crossing.change == .above { above.append(crossing.rule) }
        }
    }

    /// Contacts of one gateway end in order, those of several nearly so.
    private mutating func close(second: Int64) {
        closed += 1
        var place = seconds.endIndex
        while place > 0, seconds[place - 1].second > second { place -= 1 }
        if place > 0, seconds[place - 1].second == second {
            seconds[place - 1].count += 1
        } else {
            seconds.insert(Second(second: second, count: 1), at: place)
        }
    }

    private mutating func leave(before instant: Instant) {
        let second = floorSecond(instant)
        while let first = seconds.first, first.second < second {
            closed -= first.count
            seconds.removeFirst()
        }
        while let first = reaches.first, first.at < instant {
            reaches.removeFirst()
            let left = (entries[first.contact] ?? 1) - 1
            entries[first.contact] = left > 0 ? left : nil
        }
    }

    private func floorSecond(_ instant: Instant) -> Int64 {
        let micro = instant.microseconds
        return micro >= 0 ? micro / 1_000_000 : -((999_999 - micro) / 1_000_000)
    }

    func checkInvariants() {
        guard seconds.count <= 256, reaches.count <= 256 else { return }
        precondition(seconds.reduce(0) { $0 + $1.count } == closed, "\(closed) are closed in the window")
        precondition(Set(reaches.map(\.contact)).count == entries.count, "each contact is counted once")
    }

    private enum CodingKeys: String, CodingKey {
        case above, seconds, reaches
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        above = try values.decode([RuleName].self, forKey: .above)
        seconds = try values.decode(Deque<Second>.self, forKey: .seconds)
        reaches = try values.decode(Deque<Reach>.self, forKey: .reaches)
        for reach in reaches { entries[reach.contact, default: 0] += 1 }
        for second in seconds {
            let (sum, isTooLarge) = closed.addingReportingOverflow(second.count)
            guard !isTooLarge else {
                throw DecodingError.dataCorruptedError(
                    forKey: .seconds, in: values, debugDescription: "more contacts ended than can be counted")
            }
            closed = sum
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(above, forKey: .above)
        try values.encode(seconds, forKey: .seconds)
        try values.encode(reaches, forKey: .reaches)
    }
}
