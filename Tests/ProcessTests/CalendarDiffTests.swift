import Foundation
import Testing

/// What `tierline calendar diff --json` prints, as far as these tests look at it.
private struct CalendarAnswer: Decodable {
    struct Move: Decodable {
        var clock, threshold, from, to: String
    }
    struct Breaches: Decodable { var appear, vanish: [Move] }
    struct Day: Decodable { var date: String }
    struct Edition: Decodable {
        var name: String
        var dates: [Day]
    }
    var moves: [Move]
    var breaches: Breaches
    var calendars: [Edition]
    var openClocks: Int
    enum CodingKeys: String, CodingKey {
        case moves, breaches, calendars
        case openClocks = "open_clocks"
    }
}

@Suite("tierline calendar diff", .timeLimit(.minutes(5)))
final class CalendarDiffTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "tl-calendar-\(UInt32.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is left in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        return "\(folder)/\(name)"
    }

    /// The log of a day on which two messages come in and nobody is there to answer.
    private func log() throws -> String {
        _ = try write(
            """
            contact_id,arrival_s,channel,queue,handle_s
            1,55000,message,message,60
            2,60000,message,message,60

            """, to: "t.contacts.csv")
        let roster = try write("agent_id,on_s,off_s\nA001,1,2\n", to: "roster.csv")
        let made = try Programs.tierline(
            "simulate", "--topology", "Topology/single-host.yaml", "--trace", "\(folder)/t", "--date",
            "2026-03-30", "--roster", roster, "--audit-out", "\(folder)/audit", "--json")
        try #require(made.status == 0, "simulate: \(made.errors)")
        return "\(folder)/audit"
    }

    /// The calendars in force, with a closure on the day after, and the version given.
    private func calendars(version: Int) throws -> String {
        let text = try String(contentsOfFile: Programs.root + "/Topology/calendars.yaml", encoding: .utf8)
        let changed = text.replacing(
            "    version: 1\n    zone: America/New_York\n    holidays: federal\n    windows:",
            with: "    version: \(version)\n    zone: America/New_York\n    holidays: federal\n"
                + "    closures: [2026-03-31]\n    windows:", maxReplacements: 1)
        try #require(changed != text)
        return try write(changed, to: "calendars-\(version).yaml")
    }

    @Test("a closure to come moves the open deadlines by a day, and a breach that has passed vanishes")
    func closure() throws {
        let log = try log()
        let calendars = try calendars(version: 2)
        let answered = try Programs.tierline(
            "calendar", "diff", "Topology/calendars.yaml", calendars, "--audit", log, "--json")
        try #require(answered.status == 0, "\(answered.errors)")
        let answer = try JSONDecoder().decode(CalendarAnswer.self, from: Data(answered.output.utf8))
        let moves = answer.moves.filter { $0.clock.hasPrefix("resolution@") }
        #expect(answer.openClocks >= 2 && moves.count == 4)
        let limit = try #require(moves.first { $0.threshold == "limit" })
        #expect(limit.clock == "resolution@C4-1/1")
        #expect(limit.from.hasPrefix("2026-04-06T17:16:40") && limit.to.hasPrefix("2026-04-07T17:16:40"))
        #expect(answer.breaches.appear.isEmpty && answer.breaches.vanish.isEmpty)
        let changed = answer.calendars.filter { !$0.dates.isEmpty }
        #expect(changed.map(\.name) == ["member-services"])
        #expect(changed.first?.dates.map(\.date) == ["2026-03-31"])
        let later = try Programs.tierline(
            "calendar", "diff", "Topology/calendars.yaml", calendars, "--audit", log, "--json", "--at",
            "2026-04-07T10:00:00Z")
        let then = try JSONDecoder().decode(CalendarAnswer.self, from: Data(later.output.utf8))
        let gone = then.breaches.vanish.filter { $0.clock.hasPrefix("resolution@") }
        #expect(gone.count == 2 && then.breaches.appear.isEmpty)
    }

    @Test("a calendar that changed and kept its version is rejected with line and reason")
    func version() throws {
        let calendars = try calendars(version: 1)
        let answered = try Programs.tierline(
            "calendar", "diff", "Topology/calendars.yaml", calendars, "--audit", try log())
        #expect(answered.status == 78 && answered.output.isEmpty)
        #expect(answered.errors.contains(":5: calendars[0].version: value \"1\": expected above 1"))
    }

    @Test("a folder without a log is a failure, a wrong instant wrong usage")
    func failures() throws {
        let same = "Topology/calendars.yaml"
        #expect(try Programs.tierline("calendar", "diff", same, same, "--audit", folder).status == 1)
        let wrong = try Programs.tierline("calendar", "diff", same, same, "--audit", folder, "--at", "noon")
        #expect(wrong.status == 64)
    }
}
