import Foundation
import Testing

/// What a replay of recorded moves prints, as far as these tests look at it.
private struct MovesAnswer: Decodable {
    struct Moves: Decodable {
        var cases, agree, differ, recorded, allowed, taken, refused, unmatched: Int
        var notAsked: Int
        enum CodingKeys: String, CodingKey {
            case cases, recorded, allowed, taken, refused, unmatched
            case agree = "cases_agree"
            case differ = "cases_differ"
            case notAsked = "not_asked"
        }
    }
    var accepted, resolved, lost: Int
    var moves: Moves
}

@Suite("Recorded moves of a support organisation", .serialized, .timeLimit(.minutes(10)))
final class RecordedMovesTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "tl-moves-\(UInt32.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is left in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Cases of our own making, twenty of each kind: of one team, up, up and back, up and back and up, over
    /// two lines.
    private func record() throws -> String {
        let kinds = [["V1"], ["V1", "V2 2nd"], ["V1", "V2 2nd", "V3"], ["V1", "V2 2nd", "V1", "V2 2nd"],
            ["V2 2nd", "V9 3rd"], ["V1", "V9 3rd", "V2 2nd"], ["V1", "V3", "V2 2nd", "V9 3rd"]]
        var lines = ["case,impact,org:group,time:timestamp"]
        for number in 0..<140 {
            for (place, team) in kinds[number % kinds.count].enumerated() {
                let time = "2012-05-02T\(10 + place):\(10 + number % 50):00+02:00"
                lines.append("1-\(number),Medium,\(team),\(time)")
            }
        }
        let path = "\(folder)/record.csv"
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func check(_ record: String) throws -> Programs.Result {
        try Programs.run(
            "/usr/bin/env",
            [
                "python3", "ops/proving/bpi_moves.py", record, "--escalation", "Topology/bpi-escalation.yaml",
                "--moves", "\(folder)/moves.csv", "--contacts", "\(folder)/contacts.csv",
            ])
    }

    @Test("the router decides each recorded move by the matrix, and the share of Tier 3 rings")
    func processes() throws {
        let topology = try RunningTopology(
            "Topology/bpi.yaml", rate: 1, origin: "2012-05-02T08:00:00+02:00")
        let record = try record()
        let replay = try Programs.tierline(
            "replay", "--topology", topology.topology, "--state", topology.state, "--trace", record,
            "--format", "bpi2013", "--speed", "max", "--json", "--moves-out", "\(folder)/moves.csv",
            "--contacts-out", "\(folder)/contacts.csv")
        try #require(replay.status == 0, "replay: \(replay.errors)")
        let answer = try JSONDecoder().decode(MovesAnswer.self, from: Data(replay.output.utf8))
        #expect(answer.accepted == 140 && answer.resolved == 140 && answer.lost == 0)
        let moves = answer.moves
        // Of twenty cases of each kind, the moves back and those within a line are refused, and what follows
        // a refused move back asks for the tier that has the case already.
        #expect(moves.recorded == 20 * (0 + 1 + 2 + 3 + 1 + 2 + 3))
        #expect(moves.allowed == 20 * (0 + 1 + 1 + 1 + 1 + 1 + 2) && moves.taken == moves.allowed)
        #expect(moves.refused == 20 * (1 + 2 + 1 + 1) && moves.notAsked == 0 && moves.unmatched == 0)
        #expect(moves.agree == 20 * 4 && moves.differ == 20 * 3)
        let checked = try check(record)
        #expect(checked.status == 0, "\(checked.output) \(checked.errors)")
        let alarms = try Programs.tierline("alarms", "--audit", topology.state + "/audit", "--json")
        #expect(alarms.output.contains("escalation-rate"), "\(alarms.output) \(alarms.errors)")
    }

    @Test(
        "the record of the challenge, in virtual time: each case has the moves that another count gives",
        .enabled(if: SharedRecord.path != nil))
    func record2013() throws {
        let path = try #require(SharedRecord.path)
        let played = try Programs.tierline(
            "simulate", "--topology", "Topology/bpi.yaml", "--trace", path, "--format", "bpi2013", "--json",
            "--moves-out", "\(folder)/moves.csv", "--contacts-out", "\(folder)/contacts.csv", "--audit-out",
            "\(folder)/audit")
        try #require(played.status == 0, "simulate: \(played.errors)")
        let moves = try JSONDecoder().decode(MovesAnswer.self, from: Data(played.output.utf8)).moves
        #expect(moves.cases == 7554 && moves.recorded == 9454 && moves.taken == moves.allowed)
        #expect(moves.notAsked == 0 && moves.unmatched == 0)
        let checked = try check(path)
        #expect(checked.status == 0, "\(checked.output) \(checked.errors)")
        let alarms = try Programs.tierline("alarms", "--audit", "\(folder)/audit", "--json")
        #expect(alarms.output.contains("escalation-rate"))
    }
}

/// The record, when it stands beside the repository; the test that reads it is skipped otherwise.
private enum SharedRecord {
    static let path: String? = {
        let file = URL(filePath: Programs.root).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "shared/traffic/bpi2013/incidents.csv.gz").path
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }()
}
