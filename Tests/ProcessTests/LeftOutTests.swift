import Foundation
import Testing

@Suite("Readers of a log with an entry that cannot be read")
struct LeftOutTests {
    private let folder = NSTemporaryDirectory() + "tl-spoiled-\(UInt64.random(in: 0...(.max)))"

    /// Every reader, on the log between two readable entries of which one holds no fact.
    private var readers: [[String]] {
        [
            ["explain", "C1-1", "--audit", folder], ["alarms", "--audit", folder],
            ["inversions", "--audit", folder], ["audit", "verify", folder],
            ["exceptions", "--audit", folder, "--topology", Programs.root + "/Topology/single-host.yaml"],
            [
                "report", "--audit", folder, "--from", "2026-03-30", "--to", "2026-03-30", "--topology",
                Programs.root + "/Topology/single-host.yaml",
            ],
        ]
    }

    @Test("11.1: each names it by station, sequence and kind, goes on, and says so in JSON and exit status")
    func named() throws {
        let made = try Programs.tierline("bench", "fuzz-facts", "--spoiled", folder)
        try #require(made.status == 0, "\(made.errors)")
        defer {
            // What stays behind is swept with the temporary folder.
            try? FileManager.default.removeItem(atPath: folder)
        }
        for reader in readers {
            let isReport = reader[0] == "report"
            let result = try Programs.run(
                Programs.folder + "/tierline", reader + (isReport ? [] : ["--json"]))
            #expect(result.status == 1, "\(reader[0])")
            #expect(result.errors.contains("left out: router entry 2, workItemChanged: "), "\(reader[0])")
            let said = #""left_out":["router entry 2, workItemChanged: "#
            #expect(result.output.contains(said), "\(reader[0])")
        }
        let explained = try Programs.tierline("explain", "C1-1", "--audit", folder)
        #expect(explained.output.components(separatedBy: "on hold").count == 3, "what follows it is told")
        let shown = try Programs.tierline("journal", "show", folder + "/audit.sqlite")
        #expect(shown.status == 1 && shown.errors.contains("left out: router entry 2, workItemChanged: "))
        #expect(shown.output.components(separatedBy: "contactHeld").count == 3)
    }

    @Test("11.1: facts at, below and over each limit are read by every reader as they were committed")
    func fuzzed() throws {
        let result = try Programs.tierline("bench", "fuzz-facts", "--seconds", "2", "--seed", "11", "--json")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains(#""faults":[]"#), "\(result.output)")
    }
}
