import Contacts

/// Watches whether stations do their work, from what all of them say of each other; in real time.
///
/// A station is silent when it does not answer, or when what an upstream has for it is not acknowledged, for
/// over two seconds while work waits for it. A lag that only grows is told too. Nothing is durable: a concern
/// is over when what raised it is.
struct StationWatch: Sendable {
    /// Real microseconds without an answer or an acknowledgement above which a station is silent.
    static let silence: Int64 = 2_000_000
    /// Successive answers in each of which a lag must have grown: five seconds of them.
    static let growingSamples = 5
    /// Entries of lag below which growing is nothing: a batch or two under way.
    static let lagFloor: UInt64 = 500
    /// Real microseconds between two looks above which the console itself had stopped, and blames nobody.
    static let standstill: Int64 = 1_500_000

    /// What was raised and what was over with one look.
    struct Change: Sendable {
        var raised: [Concern] = []
        var cleared: [Concern] = []
    }

    /// A consumer at the station that it consumes.
    private struct Link: Hashable, Sendable {
        var upstream: StationName
        var consumer: StationName
    }

    /// The latest answers of an upstream about one consumer.
    private struct Course: Sendable {
        /// When the upstream gave its last answer.
        var at: Int64
        var acknowledged: UInt64?
        /// Since when that has not moved, or nothing waits.
        var movedAt: Int64
        var lag: UInt64
        /// How often in a row the lag grew, and from where.
        var growths = 0
        var grewFrom: UInt64
    }

    /// What there is to worry about, in the order of the stations.
    private(set) var concerns: [Concern] = []
    private var courses: [Link: Course] = [:]
    private var lastLook: Int64?
    /// Since when the console looks without having stopped.
    private var awakeSince: Int64 = 0

    /// Looks at what every station last said, at `now` of the real monotonic clock, microseconds.
    mutating func look(at stations: [Snapshot.Station], now: Int64) -> Change {
        if lastLook.map({ now - $0 > Self.standstill }) ?? true {
            awakeSince = now
            courses = [:]
        }
        lastLook = now
        for upstream in stations { follow(upstream, now: now) }
        let found = stations.flatMap { station in
            [silent(station, among: stations, now: now)].compactMap(\.self)
                + growing(station, among: stations, now: now)
        }
        return settle(found, now: now)
    }

    /// Takes what `upstream` says of its consumers, once for each of its answers.
    private mutating func follow(_ upstream: Snapshot.Station, now: Int64) {
        guard let report = upstream.report, let age = upstream.age, now - age >= awakeSince else { return }
        for consumer in report.consumers ?? [] {
            let link = Link(upstream: upstream.watched.name, consumer: StationName(consumer.name))
            let at = now - age
            guard var course = courses[link] else {
                courses[link] = Course(
                    at: at, acknowledged: consumer.acknowledged, movedAt: at, lag: consumer.lag,
                    grewFrom: consumer.lag)
                continue
            }
            guard course.at != at else { continue }
            course.at = at
            if consumer.acknowledged != course.acknowledged || consumer.lag == 0 { course.movedAt = at }
            course.acknowledged = consumer.acknowledged
            course.growths = consumer.lag > course.lag ? course.growths + 1 : 0
            if course.growths == 0 { course.grewFrom = consumer.lag }
            course.lag = consumer.lag
            courses[link] = course
        }
    }

    private func silent(
        _ station: Snapshot.Station, among stations: [Snapshot.Station], now: Int64
    ) -> Concern? {
        let name = station.watched.name
        let quiet = now - max(station.age.map { now - $0 } ?? awakeSince, awakeSince)
        let waiting = work(waitingFor: station, among: stations)
        if quiet > Self.silence, !waiting.isEmpty {
            return Concern(
                kind: .silent, station: name, since: now - quiet,
                evidence: "no answer for \(words(quiet)); \(waiting.joined(separator: ", "))")
        }
        for upstream in stations {
            guard let course = course(of: name, at: upstream, now: now), course.lag > 0,
                course.at - course.movedAt > Self.silence
            else { continue }
            let last = course.acknowledged.map { "acknowledged \($0)" } ?? "nothing acknowledged"
            return Concern(
                kind: .silent, station: name, upstream: upstream.watched.name, since: course.movedAt,
                evidence: "\(last) at \(upstream.watched.name) for \(words(course.at - course.movedAt)) "
                    + "with \(course.lag) entries waiting")
        }
        return nil
    }

    /// What waits for `station`: entries of others, or the contacts that it said to hold.
    private func work(
        waitingFor station: Snapshot.Station, among stations: [Snapshot.Station]
    ) -> [String] {
        var found = stations.compactMap { upstream -> String? in
            let consumers = upstream.report?.consumers ?? []
            let lag = consumers.first { $0.name == station.watched.name.rawValue }?.lag ?? 0
            return lag == 0 ? nil : "\(upstream.watched.name) has \(lag) entries for it"
        }
        let held = ["open_contacts", "routed_contacts", "queued_contacts"].flatMap(station.figures)
        let open = held.reduce(0) { $0 + $1.value }
        if open > 0 { found.append("it had \(open) open contacts") }
        return found
    }

    /// The course of `consumer` at `upstream`; nil when that is silent itself, which is its own affair.
    private func course(of consumer: StationName, at upstream: Snapshot.Station, now: Int64) -> Course? {
        courses[Link(upstream: upstream.watched.name, consumer: consumer)].flatMap { course in
            now - course.at <= Self.silence ? course : nil
        }
    }

    private func growing(
        _ station: Snapshot.Station, among stations: [Snapshot.Station], now: Int64
    ) -> [Concern] {
        stations.compactMap { upstream in
            let name = station.watched.name
            guard let course = course(of: name, at: upstream, now: now),
                course.growths >= Self.growingSamples, course.lag >= Self.lagFloor
            else { return nil }
            return Concern(
                kind: .growingLag, station: name, upstream: upstream.watched.name, since: course.at,
                evidence: "the lag at \(upstream.watched.name) grew in each of \(course.growths) answers, "
                    + "from \(course.grewFrom) to \(course.lag) entries")
        }
    }

    /// A concern that goes on keeps its beginning.
    private mutating func settle(_ found: [Concern], now: Int64) -> Change {
        let before = concerns
        concerns = found.map { concern in
            var concern = concern
            if let known = before.first(where: { $0.isSame(as: concern) }) { concern.since = known.since }
            return concern
        }
        return Change(
            raised: concerns.filter { concern in !before.contains { $0.isSame(as: concern) } },
            cleared: before.filter { concern in !concerns.contains { $0.isSame(as: concern) } })
    }
}

/// Microseconds as seconds with one digit.
private func words(_ microseconds: Int64) -> String {
    "\(microseconds / 1_000_000).\(microseconds / 100_000 % 10) s"
}
