import Foundation
import Testing

/// What `tierline replay --json` prints, as far as these tests look at it.
struct ReplayAnswer: Decodable {
    struct Clocks: Decodable { var early: Int }
    struct Escalated: Decodable {
        var oneToTwo: Int
        enum CodingKeys: String, CodingKey { case oneToTwo = "t1_t2" }
    }
    var offered, accepted, blocked, answered, abandoned, withdrawn, callback, open, lost: Int
    var closedHours, duplicateTerminal, doubleAssigned, unexplained: Int
    var clocks: Clocks
    var escalated: Escalated
    enum CodingKeys: String, CodingKey {
        case offered, accepted, blocked, answered, abandoned, withdrawn, callback, open, lost, clocks,
            escalated
        case closedHours = "closed_hours"
        case duplicateTerminal = "dup_terminal"
        case doubleAssigned = "double_assigned"
        case unexplained = "inversions_unexplained"
    }

    /// The figures that hold whatever happens to the processes.
    func checkPromises() {
        #expect(offered == accepted + blocked)
        #expect(accepted == answered + abandoned + withdrawn + callback + closedHours + open)
        #expect(open == 0)
        #expect(lost == 0)
        #expect(duplicateTerminal == 0)
        #expect(doubleAssigned == 0)
        #expect(clocks.early == 0)
        #expect(unexplained == 0)
    }
}

@Suite("Recorded traffic through the real processes", .serialized, .timeLimit(.minutes(10)))
struct ReplayTests {
    private static let date = "2026-03-30"
    private static let origin = "2026-03-30T08:00:00-04:00"

    private func makeTrace(in topology: RunningTopology) throws -> String {
        let trace = topology.state + "/morning"
        let made = try Programs.tierline(
            "generate", "--day", Self.date, "--profile", "Topology/profiles/short.yaml", "--seed", "7",
            "--out", trace)
        try #require(made.status == 0, "generate: \(made.errors)")
        return trace
    }

    /// The tiers called the roll, and router and tiers never disagreed.
    private func checkRolls(in topology: RunningTopology) throws {
        let dump = try Programs.tierline("audit", "dump", topology.state + "/audit", "--json-lines")
        let lines = dump.output.split(separator: "\n")
        #expect(lines.contains { $0.contains(#""kind":"reconciliationSent""#) })
        let broken = lines.filter { $0.contains(#""kind":"invariantBroken""#) }
        #expect(broken.isEmpty, "\(broken)")
    }

    @Test("a generated hour on every channel ends with every contact accounted for, and can be explained")
    func quietHour() throws {
        let topology = try RunningTopology(rate: 120, origin: Self.origin)
        let trace = try makeTrace(in: topology)
        let replay = try Programs.tierline(
            "replay", "--topology", topology.topology, "--state", topology.state, "--trace", trace, "--date",
            Self.date, "--speed", "120", "--hold-every", "3", "--escalate-every", "6", "--json",
            "--contacts-out", topology.state + "/contacts.csv")
        try #require(replay.status == 0, "replay: \(replay.errors)")
        let answer = try JSONDecoder().decode(ReplayAnswer.self, from: Data(replay.output.utf8))
        answer.checkPromises()
        #expect(answer.answered > 20)
        #expect(answer.escalated.oneToTwo > 0)
        let csv = try String(contentsOfFile: topology.state + "/contacts.csv", encoding: .utf8)
        let lines = csv.split(separator: "\n")
        let columns =
            "contact,channel,class,tier,arrival_s,offered_s,answered_s,ended_s,outcome,agent,wait_s,hold_s,"
            + "handoffs"
        #expect(lines.first.map(String.init) == columns)
        #expect(lines.count == answer.accepted + 1)
        let contact = try #require(lines.dropFirst().first?.split(separator: ",").first)
        let life = try Programs.tierline("explain", String(contact), "--audit", topology.state + "/audit")
        #expect(life.status == 0)
        #expect(life.output.contains(contact) && life.output.split(separator: "\n").count > 5)
        let verified = try Programs.tierline("audit", "verify", topology.state + "/audit", "--json")
        #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
        try checkRolls(in: topology)
    }

    @Test("SIGKILL of every station once during a replay loses nothing")
    func kills() throws {
        let topology = try RunningTopology(rate: 120, origin: Self.origin)
        let trace = try makeTrace(in: topology)
        let path = topology.state + "/replay.json"
        try Data().write(to: URL(filePath: path))
        let output = try #require(FileHandle(forWritingAtPath: path))
        let replay = try Programs.start(
            Programs.folder + "/tierline",
            [
                "replay", "--topology", topology.topology, "--state", topology.state, "--trace", trace,
                "--date",
                Self.date, "--speed", "120", "--hold-every", "3", "--escalate-every", "6", "--json",
            ], output: output)
        let before = try topology.rows()
        for row in before where row.name != "console" {
            kill(row.pid, SIGKILL)
            try topology.waitUntilReady()
        }
        let after = Set(try topology.rows().map(\.pid))
        #expect(before.allSatisfy { $0.name == "console" || !after.contains($0.pid) })
        replay.waitUntilExit()
        #expect(replay.terminationStatus == 0)
        let answer = try JSONDecoder().decode(
            ReplayAnswer.self, from: try Data(contentsOf: URL(filePath: path)))
        answer.checkPromises()
        let verified = try Programs.tierline("audit", "verify", topology.state + "/audit", "--json")
        #expect(verified.status == 0, "\(verified.output) \(verified.errors)")
        try checkRolls(in: topology)
    }
}
