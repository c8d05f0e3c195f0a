import Foundation
import Testing

/// Holds reports against a reckoning of what was sent, which knows nothing of what made them.
@Suite("An independent reckoning", .serialized, .timeLimit(.minutes(15)))
struct ReckoningTests {
    @Test(
        "13: each figure is what was sent adds up to: days in virtual time with kills, hours by HTTP",
        arguments: ["RECKONING", "PROCESSDAY"])
    func reckoning(name: String) throws {
        let result = try Programs.run(Programs.root + "/ops/faults", [name, "--bin", Programs.folder])
        #expect(result.status == 0, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("\(name) held"))
        #expect(result.output.contains(" 0 disagree"))
    }

    /// What `tierline play` answers to each of `lines`.
    private func play(_ lines: [String]) throws -> [[String: Any]] {
        let folder = NSTemporaryDirectory() + "tl-play-\(UInt64.random(in: 0...(.max)))"
        // A folder that stays behind is swept with the temporary folder.
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let said = lines.map { "'\($0)'" }.joined(separator: " ")
        let script = "printf '%s\\n' \(said) | \(Programs.folder)/tierline play --audit \(folder)"
        let result = try Programs.run(
            "/bin/bash", ["-o", "pipefail", "-c", script + " --start 2026-03-02T09:00:00-05:00"])
        #expect(result.status == 0, "\(result.errors)")
        return try result.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func call(_ key: String) -> String {
        #"{"do":"event","station":"phone","event":{"type":"arrived","key":"\#(key)","channel":"phone","#
            + #""inquiries":[{"type":"benefits"}]}}"#
    }

    private func kill(_ moment: String) -> String {
        #"{"do":"kill","station":"phone","moment":"\#(moment)","back":"2026-03-02T14:00:10Z"}"#
    }

    @Test(
        "13: a station that is killed before its commit knows nothing of the event, after it everything",
        arguments: [("before", "accepted"), ("after", "known")])
    func kills(moment: String, again: String) throws {
        let pass = #"{"do":"pass","to":"2026-03-02T14:00:20Z"}"#
        let answers = try play([kill(moment), call("a"), call("a"), pass, call("a"), call("b")])
        let said = answers.map { $0["answer"] as? [String: Any] }
        #expect(said[1]?["status"] as? String == "died")
        #expect(said[1]?["committed"] as? Bool == (moment == "after"))
        #expect(said[2] == nil, "nobody is there")
        #expect(said[4]?["status"] as? String == again)
        #expect(said[4]?["contact"] as? String == "C1-1")
        #expect(said[5]?["contact"] as? String == "C1-2")
    }

    @Test("13: what is said to a play that it cannot know is refused by its name")
    func nonsense() throws {
        for (line, words) in [
            (#"{"do":"dance"}"#, "do dance, expected pass, event, ask or kill"),
            (#"{"do":"pass","to":"noon"}"#, "to noon, expected an ISO 8601 instant"),
            (#"{"do":"kill","station":"phone","moment":"now","back":"2026-03-02T14:00:10Z"}"#, "moment now"),
            (#"{"do":"event","station":"fax","event":{}}"#, "station fax, expected one of the topology"),
        ] {
            let folder = NSTemporaryDirectory() + "tl-play-\(UInt64.random(in: 0...(.max)))"
            // A folder that stays behind is swept with the temporary folder.
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let result = try Programs.run(
                "/bin/bash",
                [
                    "-o", "pipefail", "-c",
                    "echo '\(line)' | \(Programs.folder)/tierline play --audit \(folder) "
                        + "--start 2026-03-02T09:00",
                ])
            #expect(result.status == 1)
            #expect(result.errors.contains(words), "\(result.errors)")
        }
    }
}
