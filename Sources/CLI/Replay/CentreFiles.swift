import Config
import Contacts
import Foundation
import TierQueue
import TopologyFile
import Traffic

/// The files of a topology that is the centre of a trace, beside those that it shares with another topology:
/// its standards, calendars, alarms, contract and classes of work.
struct CentreFiles {
    /// The topology's own file.
    static let topology = "centre.yaml"

    let centre: TraceCentre
    private let parts: TopologyParts
    private let base: Topology
    private let state: String
    let policy: SimulateCommand.Policy?
    let firstQuarter: Int64
    let expected: [(name: String, values: [Int64])]

    /// - Parameters:
    ///   - centre: the centre.
    ///   - path: the topology whose files it shares.
    ///   - state: the state directory to name.
    ///   - policy: how it serves.
    ///   - forecast: what is expected, from the trace's start.
    ///   - origin: when that is.
    init(
        _ centre: TraceCentre, beside path: String, state: String = ".state/centre",
        policy: SimulateCommand.Policy? = nil, forecast: [ForecastBin] = [],
        origin: Instant = Instant(microseconds: 0)
    ) throws {
        self.centre = centre
        self.state = state
        self.policy = policy
        let quarter = Int64(900_000_000)
        firstQuarter = origin.microseconds / quarter
        let classes = Set(centre.live.map(\.queue))
        let last = forecast.map { $0.start.microseconds / quarter }.max() ?? -1
        expected = Dictionary(grouping: forecast.filter { classes.contains($0.queue) }, by: \.queue).map {
            queue, bins in
            var values = [Int64](repeating: 0, count: Int(last + 1))
            for bin in bins { values[Int(bin.start.microseconds / quarter)] = bin.expectedThousandths }
            return (queue, values)
        }.sorted { $0.name < $1.name }
        parts = try Topology.parts(path)
        base = try Topology.load(path)
    }

    /// Writes them into `directory`, which is made, and says where the topology's own file is.
    func write(to directory: String) throws -> String {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let files = [
            Self.topology: stations, "centre-routing.yaml": routing, "centre-escalation.yaml": escalation,
            "centre-roster.yaml": roster, "centre-enforcement.yaml": parts.enforcement,
        ]
        for (name, text) in files.sorted(by: { $0.key < $1.key }) {
            try Output.write([text], to: "\(directory)/\(name)")
        }
        return "\(directory)/\(Self.topology)"
    }

    /// Loads it, by way of a folder that is gone afterwards.
    func load() throws -> Topology {
        let directory =
            NSTemporaryDirectory() + "tierline-centre-\(ProcessInfo.processInfo.globallyUniqueString)"
        // What is left in the folder for things that pass is nobody's worry.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        return try Topology.load(try write(to: directory))
    }

    // MARK: Texts

    private var stations: String {
        let shared = ["standards", "calendars", "work", "contract"].compactMap { key in
            parts.files[key].map { "  \(key): \(quoted($0))" }
        }
        return """
            # The centre of a trace: its people as one pool, its queues as classes.
            version: 1
            name: centre
            state: \(quoted(state))
            zone: \(parts.zone)
            files:
              routing: centre-routing.yaml
              escalation: centre-escalation.yaml
              roster: centre-roster.yaml
              enforcement: centre-enforcement.yaml
            \(shared.joined(separator: "\n"))
            limits:
              credit: 4194304
              inbox: 4096
              downstream_lag: 100000
              disk_reserve: 268435456
              offer_timeout: {phone: 15s, chat: 20s, walk_in: 30s, otherwise: 60s}
              wrap_up: {phone: 10m, walk_in: 10m, chat: 5m}
              decline_back_off: 30s
              presume_after: 1s
              outage_after: 5s
            stations:
            \(base.stations.compactMap(station).joined(separator: "\n"))
            """
    }

    /// A station's line; nil for a gateway of channels by which nothing comes in the trace.
    private func station(_ station: StationSettings) -> String? {
        let channels = station.channels.filter { channel in centre.kinds.contains { $0.channel == channel } }
        guard station.channels.isEmpty || !channels.isEmpty else { return nil }
        var parts = ["name: \(station.name)", "program: \(station.program.rawValue)"]
        if let number = station.number { parts.append("number: \(number)") }
        if let tier = station.tier { parts.append("tier: \(tier)") }
        if !channels.isEmpty {
            parts.append("channels: [\(channels.map(\.rawValue).joined(separator: ", "))]")
        }
        if let http = station.http { parts.append("http: {host: \(http.host), port: \(http.port)}") }
        return "  - {\(parts.joined(separator: ", "))}"
    }

    private var routing: String {
        let own = centre.kinds.map { centre.type(of: $0) } + centre.transfers.map { InquiryType($0.queue) }
        let types = own + parts.inquiryTypes
        let listed = types.enumerated().filter { types.firstIndex(of: $0.element) == $0.offset }
        let rows = centre.kinds.map { kind in
            let (type, channel) = (centre.type(of: kind).rawValue, kind.channel.rawValue)
            return """
                  - name: \(quoted("\(type)-\(channel)"))
                    when: {channels: [\(channel)], inquiry_types: [\(quoted(type))]}
                    class: \(quoted(kind.queue))
                    rank: \(kind.rank)
                    needs: \(table(kind.needs))
                    tier: 1
                """
        }
        return """
            version: 1
            inquiry_types: [\(listed.map { quoted("\($0.element)") }.joined(separator: ", "))]
            routing:
            \(rows.joined(separator: "\n"))
              - {name: everything-else, class: otherwise, rank: 10000, needs: {}, tier: 1}
            \(pacing)
            """
    }

    private var escalation: String {
        let people = base.people
        let owners = "owner: \(people.first?.rawValue ?? ""), backup: \(people.last?.rawValue ?? "")"
        let rows = centre.transfers.map { transfer in
            let queue = quoted(transfer.queue)
            return """
                  - {name: \(queue), from: 1, to: 1, reason: \(queue), allowed: true, class: \(queue),
                     needs: \(table(transfer.needs)),
                     rank_bonus: \(TraceCentre.transferBonus), \(owners)}
                """
        }
        // A pool has no other tier to move to.
        let none = "  - {name: one-pool, from: 1, to: 2, allowed: false, because: one pool, \(owners)}"
        return "version: 1\nescalation:\n" + (rows.isEmpty ? none : rows.joined(separator: "\n"))
    }

    private var roster: String {
        let queue = base.tierQueue(for: .one)
        let skills = Set(centre.people.flatMap { $0.skills.map(\.skill) }).sorted()
        var groups: [(key: RosteredAgent, agents: [Agent.ID])] = []
        for person in centre.people {
            var key = person
            key.agent = ""
            if let place = groups.firstIndex(where: { $0.key == key }) {
                groups[place].agents.append(person.agent)
            } else {
                groups.append((key, [person.agent]))
            }
        }
        let rows = groups.enumerated().map { place, group in
            """
              - name: \(quoted("\(group.key.tier)-\(group.key.group)-\(place + 1)"))
                tier: 1
                skills: \(table(group.key.skills))
                capacity: {voice: \(group.key.voice), chat: \(group.key.chat), written: 1}
                agents: [\(group.agents.map { quoted($0.rawValue) }.joined(separator: ", "))]
            """
        }
        func listed(_ codes: [ReasonCode]) -> String {
            codes.map { quoted($0.rawValue) }.joined(separator: ", ")
        }
        return """
            # Who answers one call, some chats or one piece of written work, whichever goes first.
            version: 1
            skills: [\(skills.map { quoted($0.rawValue) }.joined(separator: ", "))]
            people: [\(base.people.map { quoted($0.rawValue) }.joined(separator: ", "))]
            not_ready_reasons: [\(listed(queue.notReadyReasons))]
            decline_reasons: [\(listed(queue.declineReasons))]
            transfer_reasons: [\(listed(centre.transfers.map { ReasonCode($0.queue) }))]
            mixing: one_kind_at_a_time
            refill: always
            groups:
            \(rows.joined(separator: "\n"))
            """
    }

    func table(_ needs: [SkillNeed]) -> String {
        "{" + needs.map { "\(quoted($0.skill.rawValue)): \($0.level)" }.joined(separator: ", ") + "}"
    }

    func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
            + "\""
    }
}
