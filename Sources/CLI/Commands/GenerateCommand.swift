import ArgumentParser
import BusinessTime
import Contacts
import Foundation
import TierQueue
import TopologyFile
import Traffic
import Yams

/// `tierline generate`: synthetic traffic for one day, with the topology's own roster.
struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Writes synthetic traffic as a trace.",
        discussion: "Times count from Monday 00:00 of the day's week. The same seed writes the same files.")

    @Option(help: "The day, YYYY-MM-DD.")
    var day: String
    @Option(help: "The profile: how much of what in each quarter of an hour.")
    var profile: String
    @Option(help: "The seed.")
    var seed: UInt64
    @Option(help: "The trace's base name: BASE.contacts.csv and BASE.roster.csv are written.")
    var out: String
    @Option(help: "The topology whose agents are to work.")
    var topology = "Topology/single-host.yaml"

    func validate() throws {
        guard CivilDate(day) != nil else { throw ValidationError("--day \(day) is no date YYYY-MM-DD") }
    }

    func run() async throws {
        try await Outcome.of {
            guard let date = CivilDate(day) else { throw ValidationError("--day \(day) is no date") }
            let profile = try Self.load(profile)
            let loaded = try Topology.load(topology)
            let wall = DayWall(date, loaded.zone)
            let contacts = TrafficGenerator(profile: profile, seed: seed).contacts(
                onDay: date.weekday - 1,
                clock: wall.clock(from: profile.startMinute ?? 0, to: profile.endMinute))
            let base = TracePaths(out)
            try Output.write(TraceWriter.contactLines(contacts), to: base.contacts)
            let on = wall.second(ofMinute: profile.startMinute ?? 0) - .seconds(300)
            // Half an hour after the last quarter, so that what came last is served as well.
            let off = wall.second(ofMinute: profile.endMinute) + .seconds(1800)
            try Output.write(TraceWriter.rosterLines(Self.roster(loaded, on: on, off: off)), to: base.roster)
            Outcome.say("\(contacts.count) contacts in \(base.contacts)")
        }
    }

    private static func load(_ path: String) throws -> TrafficProfile {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw RejectedFile(description: "\(path):0: (file): expected a readable profile")
        }
        let profile: TrafficProfile
        do {
            profile = try YAMLDecoder().decode(
                TrafficProfile.self, from: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw RejectedFile(description: "\(path): \(error)")
        }
        let faults = profile.faults()
        guard faults.isEmpty else {
            throw RejectedFile(description: faults.map { "\(path): \($0)" }.joined(separator: "\n"))
        }
        return profile
    }

    private static func roster(_ topology: Topology, on: Duration, off: Duration) -> [TraceWriter.RosterRow] {
        Tier.allCases.flatMap { tier in
            topology.tierQueue(for: tier).agents.map { agent in
                TraceWriter.RosterRow(
                    shift: Shift(agent: agent.id, on: on, off: off), tier: tier, group: agent.group,
                    skills: agent.skills, maxVoice: agent.capacity.voice, maxChat: agent.capacity.chat)
            }
        }
    }
}

/// What the wall shows on one date, against the seconds that pass from the Monday of its week.
private struct DayWall {
    private let day: Int
    private let zone: Zone
    private let monday: Instant

    init(_ date: CivilDate, _ zone: Zone) {
        day = date.daysSinceEpoch
        self.zone = zone
        monday = zone.instant(ofDay: date.advanced(byDays: 1 - date.weekday).daysSinceEpoch)
    }

    /// Seconds from the week's start until a minute of the wall.
    func second(ofMinute minute: Int) -> Duration {
        monday.duration(to: zone.instant(ofDay: day, minute: minute))
    }

    /// How the seconds of a profile pass that begins and ends at minutes of the wall; nil on a date on which
    /// the clocks do not change, after others such.
    func clock(from first: Int, to last: Int) -> TrafficGenerator.DayClock? {
        let start = zone.instant(ofDay: day, minute: first)
        let length = start.duration(to: zone.instant(ofDay: day, minute: last))
        let isPlain = length == .seconds((last - first) * 60)
        let days = (second(ofMinute: first) - .seconds(first * 60)).microseconds / 1_000_000
        if isPlain, days % 86_400 == 0 { return nil }
        let (zone, day) = (zone, day)
        return TrafficGenerator.DayClock(
            start: Double(second(ofMinute: first).microseconds) / 1_000_000,
            length: Double(length.microseconds) / 1_000_000
        ) { seconds in
            let second = start.microseconds / 1_000_000 + Int64(seconds)
            let wall = second + zone.offset(at: second) - Int64(day) * 86_400
            return Int(wall / 60 - Int64(first)) / 15
        }
    }
}

/// The files of one trace; a name of one of them stands for all.
struct TracePaths {
    let contacts: String
    let roster: String

    init(_ name: String) {
        let base = name.hasSuffix(".contacts.csv") ? String(name.dropLast(".contacts.csv".count)) : name
        contacts = base + ".contacts.csv"
        roster = base + ".roster.csv"
    }
}
