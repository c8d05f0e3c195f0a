public import Contacts
import Facts
public import Kernel
import Wire

/// What the console knows: the last answer of every station and the alarms it heard of. Nothing durable.
public actor Wallboard {
    private let stations: [WatchedStation]
    private var seen: [StationName: Seen] = [:]
    private var alarms = AlarmList()
    private var watch = StationWatch()

    private struct Seen {
        var report: StationReport
        var at: Int64
    }

    /// Makes the board of a topology's stations.
    public init(_ stations: [WatchedStation]) {
        self.stations = stations
    }

    /// Takes a station's answer to `status`, given at `now` of the real monotonic clock, microseconds.
    public func note(_ json: [UInt8], of station: StationName, at now: Int64) {
        // What is no report is as good as silence, and its age will show it.
        guard let report = StationReport(json) else { return }
        seen[station] = Seen(report: report, at: now)
    }

    /// Takes a push of the topic `alarms`.
    public func note(_ push: Push) {
        // A fact of a newer watchdog is not shown; nothing is lost by it but a line on the board.
        guard let fact = try? FactCodec.decode(kind: push.kind, body: push.body[...]) else { return }
        alarms.take(fact)
    }

    /// Looks after the stations at `now` of the real monotonic clock, microseconds; says what changed.
    func look(at now: Int64) -> StationWatch.Change {
        watch.look(at: seenStations(at: now), now: now)
    }

    /// Everything at `now` of the real monotonic clock, microseconds.
    func snapshot(at now: Int64) -> Snapshot {
        Snapshot(
            now: now, stations: seenStations(at: now), alarms: alarms.alarms, concerns: watch.concerns)
    }

    private func seenStations(at now: Int64) -> [Snapshot.Station] {
        stations.map { station in
            Snapshot.Station(
                watched: station, report: seen[station.name]?.report,
                age: seen[station.name].map { max(0, now - $0.at) })
        }
    }
}

/// The board at one instant.
struct Snapshot: Sendable {
    /// A station of the topology and what it last said.
    struct Station: Sendable {
        var watched: WatchedStation
        /// Nil as long as it never answered.
        var report: StationReport?
        /// Real microseconds since it answered.
        var age: Int64?

        /// In the topology's order: its own word, unless it says nothing.
        var state: String {
            guard let report, let age else { return "unknown" }
            return age > StationWatch.silence ? "silent" : report.state ?? "unknown"
        }

        /// Its figures called `name`; what a silent station said is shown too, with its age beside it.
        func figures(_ name: String) -> [StationReport.Figure] {
            report?.gauges?.filter { $0.name == name } ?? []
        }
    }

    /// The real monotonic clock, microseconds.
    var now: Int64
    var stations: [Station]
    var alarms: [AlarmList.Alarm]
    /// What the watch over the stations found.
    var concerns: [Concern]
}
