import Foundation
import Testing

/// What `ops/kill-campaign --json` prints, every key of it.
struct CampaignAnswer: Decodable {
    static let keys: Set<String> = [
        "kills", "accepted", "terminal", "lost", "dup_terminal", "double_assigned", "over_capacity", "early",
        "late_ms_p99", "audit_missing", "audit_ok", "recovery_ms_p50", "recovery_ms_p99",
    ]
    var kills, accepted, terminal, lost: Int
}

@Suite("Faults of the real processes", .serialized, .timeLimit(.minutes(10)))
struct FaultTests {
    private func ops(_ script: String, _ arguments: String...) throws -> Programs.Result {
        try Programs.run(Programs.root + "/ops/" + script, arguments + ["--bin", Programs.folder])
    }

    @Test("random kills and failpoints under load break no promise that an outside oracle can check")
    func kills() throws {
        let result = try ops("kill-campaign", "--kills", "9", "--seed", "3", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let json = Data(result.output.utf8)
        let answer = try JSONDecoder().decode(CampaignAnswer.self, from: json)
        #expect(answer.kills == 9 && answer.accepted > 0)
        #expect(answer.terminal == answer.accepted && answer.lost == 0)
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        #expect(Set(object.keys) == CampaignAnswer.keys)
    }

    @Test("a second router on the same host ends at once and the first goes on", arguments: ["F8"])
    func fault(name: String) throws {
        let result = try ops("faults", name)
        #expect(result.status == 0, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("\(name)  held"))
    }

    @Test("11.3: a hang-up that nobody confirms is one effect, alarmed, and a release frees the agent")
    func unsettledEffect() throws {
        let result = try ops("faults", "EFFECT")
        #expect(result.status == 0, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("EFFECT held"))
    }

    @Test("11.3: a release names the contact, the reason and the person, and what is wrong with them")
    func releaseUsage() throws {
        for arguments in [["C0-0", "--reason", "r"], ["C1-1"], ["C1-1", "--reason", ""]] {
            let result = try Programs.run("\(Programs.folder)/tierline", ["release"] + arguments)
            #expect(result.status == 64, "\(arguments): \(result.errors)")
        }
        let other = try Programs.run(
            "\(Programs.folder)/tierline",
            ["release", "C99-1", "--reason", "r", "--topology", "\(Programs.root)/Topology/single-host.yaml"])
        #expect(other.status == 1 && other.errors.contains("no gateway of single-host"))
        let nobody = try Programs.run(
            "\(Programs.folder)/tierline",
            [
                "release", "C1-1", "--reason", "r", "--by", "nobody-at-all", "--topology",
                "\(Programs.root)/Topology/single-host.yaml",
            ])
        #expect(nobody.status == 1 && nobody.errors.contains("--by is \"nobody-at-all\""))
    }

    @Test("a fault that nobody knows is wrong usage")
    func usage() throws {
        #expect(try ops("faults", "F0").status == 64)
        #expect(try ops("kill-campaign", "--kills", "1").status == 64)
    }

    @Test("an older copy of a journal is refused with both positions; adopted, it drains and nothing is lost")
    func adopt() throws {
        let result = try ops("faults", "S6")
        #expect(result.status == 0, "\(result.output) \(result.errors)")
        #expect(result.output.contains("has read through") && result.output.contains("is now"))
    }
}
