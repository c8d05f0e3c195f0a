public import Contacts
public import Tables

/// Reads the incidents of the BPI Challenge 2013: the events of a support organisation with three lines.
///
/// Each case is a written inquiry that comes in with its first event. A team of the second or third line says
/// so at the end of its name, `V5 3rd`; every other team is of the first line. Where the team of an event is
/// another than that of the event before, the case moved, and the agent who has it asks for the line of the
/// next team. Most of the recorded time a case waits for somebody outside, so that a stay counts as work for
/// at most ``longestStay``.
public struct BPIReader: TableTaker, Sendable {
    /// More than this with one team is not work on the case; replayed as this.
    public static let longestStay = Duration.seconds(1800)
    /// The reason that agents give for every recorded move.
    public static let reason: ReasonCode = "support_line"

    /// The columns that are looked at.
    public let forms = [["case", "impact", "org:group", "time:timestamp"]]

    private let wanted: CivilDate?
    private var cases: [String: [Event]] = [:]
    private var order: [String] = []

    private struct Event {
        var team: String
        var impact: String
        /// Seconds after 1970, UTC.
        var at: Int64
        /// Seconds east of UTC.
        var offset: Int64
    }

    /// Reads every case, or only those that come in on `date` or later.
    public init(from date: CivilDate? = nil) { wanted = date }

    /// Takes the next row.
    public mutating func take(_ row: TableRow) throws(TableFault) {
        let name = try row.needed("case", "the number of the case")
        let team = try row.needed("org:group", "the team that has the case")
        let impact = try row.value("impact", "Low, Medium, High or Major") { word in
            ["Low", "Medium", "High", "Major"].contains(word) ? word : nil
        }
        let time = try row.value(
            "time:timestamp", "an instant such as 2010-03-31T16:59:42+02:00", Self.instant)
        if cases[name] == nil { order.append(name) }
        cases[name, default: []].append(Event(team: team, impact: impact, at: time.at, offset: time.offset))
    }

    /// What was read; the trace starts at local midnight of the date on which its first case comes in.
    public var traffic: RecordedTraffic {
        // A stable sort: events of one second stay in the file's order.
        let sorted = order.map { name in (name, (cases[name] ?? []).sorted { $0.at < $1.at }) }
        let kept = sorted.filter { entry in
            guard let wanted, let first = entry.1.first else { return true }
            return Self.date(first) >= wanted
        }
        guard let first = kept.compactMap(\.1.first).min(by: { $0.at < $1.at }) else {
            return RecordedTraffic(contacts: [], leftOut: order.count, date: wanted)
        }
        let date = Self.date(first)
        let midnight = Int64(date.daysSinceEpoch) * 86_400 - first.offset
        return RecordedTraffic(
            contacts: kept.map { Self.contact($0.0, $0.1, from: midnight) },
            leftOut: order.count - kept.count, date: date)
    }

    private static func contact(_ name: String, _ events: [Event], from start: Int64) -> TraceContact {
        var moves: [RecordedMove] = []
        var since = events.first?.at ?? start
        for (before, event) in zip(events, events.dropFirst()) where before.team != event.team {
            moves.append(
                RecordedMove(
                    source: before.team, target: event.team, from: line(before.team), to: line(event.team),
                    priority: urgency(event.impact), at: .seconds(event.at - start),
                    after: min(.seconds(event.at - since), longestStay)))
            since = event.at
        }
        let rest = Duration.seconds((events.last?.at ?? since) - since)
        return TraceContact(
            label: name, arrival: .seconds((events.first?.at ?? start) - start), channel: .letter,
            queue: "line-\(line(events.first?.team ?? "").rawValue)", service: min(rest, longestStay),
            patience: nil, moves: moves)
    }

    /// The line of a team, by the end of its name.
    static func line(_ team: String) -> Tier {
        if team.hasSuffix(" 3rd") { return .three }
        return team.hasSuffix(" 2nd") ? .two : .one
    }

    private static func urgency(_ impact: String) -> Urgency {
        ["High", "Major"].contains(impact) ? .priority : .routine
    }

    private static func date(_ event: Event) -> CivilDate {
        let second = event.at + event.offset
        return CivilDate(daysSinceEpoch: Int((second - (second % 86_400 + 86_400) % 86_400) / 86_400))
    }

    /// `2010-03-31T16:59:42+02:00` in seconds after 1970, with its offset.
    private static func instant(_ text: String) -> (at: Int64, offset: Int64)? {
        let isEast = Numeral.isLike("0000-00-00T00:00:00+00:00", text)
        guard isEast || Numeral.isLike("0000-00-00T00:00:00-00:00", text),
            let date = CivilDate(String(text.prefix(10)))
        else { return nil }
        let sign: Int64 = isEast ? 1 : -1
        let clock = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int64($0) }
        let zone = text.suffix(5).split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3, zone.count == 2, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]),
            (0..<60).contains(clock[2]), (0..<24).contains(zone[0]), (0..<60).contains(zone[1])
        else { return nil }
        let offset = sign * (zone[0] * 3600 + zone[1] * 60)
        let local = Int64(date.daysSinceEpoch) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return (local - offset, offset)
    }
}
