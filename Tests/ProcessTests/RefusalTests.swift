import Foundation
import Testing

@Suite("Wrong input to the real processes", .serialized, .timeLimit(.minutes(5)))
struct RefusalTests {
    private func tierline(_ arguments: [String]) throws -> Programs.Result {
        try Programs.run(Programs.folder + "/tierline", arguments)
    }

    @Test(
        "a topology with a fault is refused with exit status 78, its file and line",
        arguments: [
            "unknown-skill.yaml", "missing-reference.yaml", "bad-duration.yaml", "duplicate-station.yaml",
        ])
    func check(name: String) throws {
        let result = try tierline(["check", Programs.root + "/Topology/broken/" + name])
        #expect(result.status == 78)
        #expect((result.output + result.errors).contains(".yaml:"))
    }

    @Test("13.B9: `check --coverage` prints each combination with its clocks, and ends with 78 on a hole")
    func coverage() throws {
        struct Table: Decodable {
            var rows: [Row]
            var holes: [Row]
        }
        struct Row: Decodable {
            var channel: String?
            var inquiry: String?
            var requester: String?
            var `class`: String?
            var clocks: [String]
            var clause: String?
        }
        func table(_ output: String) throws -> Table {
            try JSONDecoder().decode(Table.self, from: Data(output.utf8))
        }
        let sound = try tierline(["check", "--coverage", "--json"])
        #expect(sound.status == 0, "\(sound.errors)")
        let whole = try table(sound.output)
        #expect(whole.holes.isEmpty && whole.rows.count > 2500)
        let letter = try #require(
            whole.rows.first {
                $0.channel == "letter" && $0.inquiry == "benefits" && $0.requester == "congressional"
            })
        #expect(
            letter.clocks
                == ["written.priority", "letter.priority-stamp", "follow-up"].sorted {
                    (letter.clocks.firstIndex(of: $0) ?? 0) < (letter.clocks.firstIndex(of: $1) ?? 0)
                })
        #expect(whole.rows.contains { $0.class == "grievance" && $0.clocks.contains("grievance.interim") })

        let folder = NSTemporaryDirectory() + "tl-coverage-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.copyItem(atPath: Programs.root + "/Topology", toPath: folder)
        defer {
            // A folder that stays behind is swept with the temporary folder.
            try? FileManager.default.removeItem(atPath: folder)
        }
        let file = URL(filePath: folder + "/standards.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let parts = text.components(separatedBy: "applies_to: {channels: [walk_in]}")
        try #require(parts.count == 2)
        try parts.joined(separator: "applies_to: {channels: [chat]}").write(
            to: file, atomically: true, encoding: .utf8)
        let broken = ["check", "--coverage", folder + "/single-host.yaml"]
        let holes = try tierline(broken + ["--json"])
        #expect(holes.status == 78)
        #expect(try table(holes.output).holes.allSatisfy { $0.channel == "walk_in" && $0.clause != nil })
        #expect(try !table(holes.output).holes.isEmpty)
        let said = try tierline(broken)
        #expect(said.status == 78)
        #expect(said.output.contains("hole: walk_in, benefits, "), "\(said.output.suffix(300))")
        #expect(try tierline(["check"]).status == 64)
    }

    @Test("vectors that agree, that disagree, and that are none end with exit status 0, 1 and 78")
    func vectors() throws {
        let path = NSTemporaryDirectory() + "tl-vectors-\(ProcessInfo.processInfo.processIdentifier).csv"
        defer {
            // A file that stays behind is swept with the temporary folder.
            try? FileManager.default.removeItem(atPath: path)
        }
        func judge(_ rows: String) throws -> Programs.Result {
            let header = "kind,zone,open,close,start_instant_utc,amount,due_instant_utc,tag\n"
            try Data((header + rows).utf8).write(to: URL(filePath: path))
            return try tierline(["business-time", "--vectors", path, "--json"])
        }
        let sound = "elapsed_hours,UTC,,,2026-12-31T23:15:10Z,0.75,2027-01-01T00:00:10Z,plain\n"
        let late = "elapsed_hours,UTC,,,2026-12-31T23:15:10Z,0.75,2027-01-01T00:00:11Z,plain\n"
        let agreed = try judge(sound)
        #expect(agreed.status == 0)
        #expect(agreed.output == #"{"agree":1,"disagree":[],"rows":1}"# + "\n")
        let disagreed = try judge(sound + late)
        #expect(disagreed.status == 1)
        #expect(disagreed.output == #"{"agree":1,"disagree":[2],"rows":2}"# + "\n")
        let refused = try judge(sound + late.split(separator: "UTC").joined(separator: "Mars/Olympus"))
        #expect(refused.status == 78)
        for part in [path + ":3:", "column zone", "value Mars/Olympus", "expected"] {
            #expect(refused.errors.contains(part), "\(part)")
        }
        #expect(try judge("").status == 78)
        #expect(try tierline(["erlang", "--vectors", path]).errors.contains("column lambda_per_hour"))
    }

    @Test("a policy, a format and a target that there are none of are refused with those that there are")
    func planning() throws {
        let simulate = ["simulate", "--trace", "none", "--topology", Programs.root + "/Topology/bank.yaml"]
        let policy = try tierline(simulate + ["--policy", "fastest"])
        #expect(policy.status == 64 && policy.errors.contains("static"))
        let format = try tierline(simulate + ["--format", "asterisk-queue-log"])
        #expect(format.status == 64 && format.errors.contains("anonymous-bank"))
        #expect(try tierline(simulate).status != 0)
        let target = try tierline(["staff", "--forecast", "none", "--target", "80"])
        #expect(target.status == 64 && target.errors.contains("80/20"))
        #expect(try tierline(["staff"]).status == 64)
        #expect(try tierline(["forecast"]).status == 64)
        #expect(try tierline(["forecast", "--history", "no-such-file.csv"]).status == 78)
    }

    @Test("generated traffic is simulated, its log verified, counted, forecast and staffed")
    func plan() throws {
        let folder = NSTemporaryDirectory() + "tl-plan-\(ProcessInfo.processInfo.processIdentifier)"
        defer {
            // A folder that stays behind is swept with the temporary folder.
            try? FileManager.default.removeItem(atPath: folder)
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let profiles = Programs.root + "/Topology/profiles/"
        let profile = try #require(FileManager.default.contentsOfDirectory(atPath: profiles).sorted().first)
        let topology = Programs.root + "/Topology/single-host.yaml"
        let steps = [
            [
                "generate", "--day", "2026-03-30", "--profile", profiles + profile, "--seed", "7", "--out",
                folder + "/day", "--topology", topology,
            ],
            [
                "simulate", "--trace", folder + "/day", "--roster", folder + "/day.roster.csv", "--date",
                "2026-03-30", "--topology", topology, "--audit-out", folder + "/log", "--json",
            ],
            ["audit", "verify", folder + "/log"],
            [
                "staff", "--history", folder + "/log", "--topology", topology, "--out",
                folder + "/history.csv",
            ],
            ["forecast", "--history", folder + "/history.csv", "--out", folder + "/forecast.csv", "--json"],
            ["staff", "--forecast", folder + "/forecast.csv", "--aht", "240", "--pool", "--json"],
        ]
        for step in steps {
            let result = try tierline(step)
            #expect(result.status == 0, "\(step[0]): \(result.errors)")
        }
    }

    @Test("wrong usage ends with exit status 64")
    func usage() throws {
        #expect(try tierline(["replay"]).status == 64)
        #expect(try Programs.run(Programs.folder + "/router", []).status == 64)
    }

    @Test(
        "a second router, a damaged journal and a journal of a newer version are refused with exit status 78")
    func journals() throws {
        let topology = try RunningTopology(rate: 1, origin: "2026-03-30T08:00:00-04:00")
        let router = ["--topology", topology.topology, "--state", topology.state, "--station", "router"]
        let second = try Programs.run(Programs.folder + "/router", router)
        #expect(second.status == 78)
        #expect(second.errors.contains("holds"))
        try topology.supervise("down")

        let journal = topology.state + "/journal/router.sqlite"
        let good = try Data(contentsOf: URL(filePath: journal))
        var damaged = good
        // Well inside the file: the first batch, which the chain covers.
        let marker = try #require(damaged.range(of: Data("version: 1".utf8)))
        damaged[marker.lowerBound] ^= 1
        try damaged.write(to: URL(filePath: journal))
        let flipped = try Programs.run(Programs.folder + "/router", router)
        #expect(flipped.status == 78)
        #expect(flipped.errors.contains("router.sqlite"))

        try good.write(to: URL(filePath: journal))
        let newer = try Programs.run("/usr/bin/sqlite3", [journal, "UPDATE meta SET schema_version = 999"])
        #expect(newer.status == 0, "\(newer.errors)")
        let refused = try Programs.run(Programs.folder + "/router", router)
        #expect(refused.status == 78)
        #expect(refused.errors.contains("999"))
    }
}
