import Config
import Contacts
import Kernel

/// `GET /metrics`: the text form of Prometheus, with the unit at the end of each name.
struct MetricsText {
    private struct Family {
        var type: String
        var help: String
        var samples: [String] = []
    }

    private var families: [(name: String, family: Family)] = []

    /// What a snapshot says, and the console's process of itself.
    init(_ snapshot: Snapshot, console: [Gauge]) {
        for station in snapshot.stations { add(station) }
        for concern in snapshot.concerns {
            var labels = ["kind": concern.kind.rawValue, "station": concern.station.rawValue]
            labels["upstream"] = concern.upstream?.rawValue
            add(
                "tierline_concern_seconds", "gauge", "Time of a station silent or falling behind.", labels,
                seconds(max(0, snapshot.now - concern.since)))
        }
        let open = snapshot.alarms.count(where: \.isOpen)
        add(
            "tierline_unacknowledged_alarms", "gauge", "Alarms heard of and not acknowledged.", [:], "\(open)"
        )
        for gauge in console {
            add(
                "tierline_console_\(word(gauge.name))", "gauge", "A figure of the console's own process.",
                gauge.labels, "\(gauge.value)")
        }
    }

    /// The whole text.
    var text: String {
        families.map { name, family in
            "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.type)\n" + family.samples.joined()
        }.joined()
    }

    private mutating func add(_ station: Snapshot.Station) {
        let labels = [
            "station": station.watched.name.rawValue, "program": station.watched.program.rawValue,
        ]
        let isUp = station.state == "ready" || station.state == "waiting" || station.state == "draining"
        add("tierline_station_up", "gauge", "1 while the station answers.", labels, isUp ? "1" : "0")
        let isReady = station.state == "ready"
        add("tierline_station_ready", "gauge", "1 while it is attached to all.", labels, isReady ? "1" : "0")
        guard let report = station.report, let age = station.age else { return }
        add("tierline_status_age_seconds", "gauge", "Real time since it answered.", labels, seconds(age))
        count("tierline_head_entries", "gauge", "The last committed sequence.", labels, report.head)
        count(
            "tierline_checkpoint_entries", "gauge", "What the checkpoint covers.", labels, report.checkpoint)
        count("tierline_commits_total", "counter", "Committed batches since start.", labels, report.batches)
        count("tierline_blocked_contacts_total", "counter", "Refused at the ingress.", labels, report.blocked)
        count("tierline_quarantined_total", "counter", "Inputs set aside.", labels, report.quarantined)
        if let mean = report.commitMicrosecondsMean {
            add("tierline_commit_mean_seconds", "gauge", "Mean time of a commit.", labels, seconds(mean))
        }
        for consumer in report.consumers ?? [] {
            var labels = labels
            labels["consumer"] = consumer.name
            count("tierline_consumer_lag_entries", "gauge", "Entries behind the head.", labels, consumer.lag)
        }
        for figure in report.gauges ?? [] where figure.name != "agent_state" { add(figure, labels) }
    }

    /// A figure of a machine under its own name; one series for each agent would be too many.
    private mutating func add(_ figure: StationReport.Figure, _ labels: [String: String]) {
        let isTime = figure.name.hasSuffix("_us")
        let name = isTime ? "\(figure.name.dropLast(3))_seconds" : figure.name
        add(
            "tierline_\(word(name))", "gauge", "A figure of the station's machine.",
            Self.joined(labels, figure.labels), isTime ? seconds(figure.value) : "\(figure.value)")
    }

    /// A figure about another station keeps saying so beside the label of the one that has it: with one of
    /// the two left out, the figures about several would be one series.
    private static func joined(_ own: [String: String], _ theirs: [String: String]) -> [String: String] {
        own.merging(theirs.map { key, value in (own[key] == nil ? key : "exported_\(key)", value) }) { $1 }
    }

    private mutating func count(
        _ name: String, _ type: String, _ help: String, _ labels: [String: String], _ value: UInt64?
    ) {
        if let value { add(name, type, help, labels, "\(value)") }
    }

    private mutating func add(
        _ name: String, _ type: String, _ help: String, _ labels: [String: String], _ value: String
    ) {
        let pairs = labels.sorted { $0.key < $1.key }.map { "\(word($0.key))=\"\(escaped($0.value))\"" }
        let sample = "\(name)\(pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") \(value)\n"
        if let index = families.firstIndex(where: { $0.name == name }) {
            families[index].family.samples.append(sample)
        } else {
            families.append((name, Family(type: type, help: help, samples: [sample])))
        }
    }
}

/// Microseconds as seconds, exactly.
private func seconds(_ microseconds: Int64) -> String {
    let digits = String(microseconds.magnitude % 1_000_000)
    let fraction = String(repeating: "0", count: 6 - digits.count) + digits
    return "\(microseconds < 0 ? "-" : "")\(microseconds.magnitude / 1_000_000).\(fraction)"
}

/// A name as Prometheus allows it.
private func word(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
}

private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
}
