import Config
import Contacts
import Foundation
import Standards
import Testing
import TopologyFile

@Suite("segments.yaml: a kind of call for everything that can come")
struct SegmentFileTests {
    private func findings(
        _ old: String, _ new: String, in file: String = "segments.yaml"
    ) throws -> [String] {
        let folder = try ScratchFolder()
        for name in TopologyFolder.goodFiles {
            try FileManager.default.copyItem(
                atPath: "\(TopologyFolder.path)/\(name)", toPath: "\(folder.path)/\(name)")
        }
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/\(file)", encoding: .utf8)
        try #require(text.components(separatedBy: old).count == 2, "\(old)")
        _ = try folder.write(text.replacing(old, with: new), to: file)
        return Topology.check(["\(folder.path)/single-host.yaml"]).map(\.description)
    }

    @Test("13.B16: a hole of the table is told, with the combination and how many there are")
    func holes() throws {
        // Of a grievance those are left out that another row has: the urgent, and offices of the Government.
        let open = Channel.allCases.count * 2 * 3
        let grievance = try findings("[grievance, correspondence, ", "[correspondence, ")
        let first = "no row for phone, grievance, beneficiary, routine"
        #expect(grievance.count == 1 && grievance.first?.contains(first) == true, "\(grievance)")
        #expect(grievance.first?.contains("and \(open - 1) more combinations") == true, "\(grievance)")
        let added = try findings("  - benefits\n", "  - benefits\n  - dental\n", in: "routing.yaml")
        let dental = "no row for phone, dental, beneficiary, routine"
        #expect(added.count == 1 && added.first?.contains(dental) == true, "\(added)")
        let urgent = try findings("      - {urgencies: [urgent_clinical]}\n", "")
        #expect(urgent.isEmpty, "whatever is urgent is of the kind of its inquiry then: \(urgent)")
    }

    @Test("13.B16: a channel without who asks, a row for nothing and a type that routing has not are told")
    func others() throws {
        let channel = try findings("  letter: beneficiary\n", "")
        let key = "requester_unless_said.letter"
        #expect(channel.count == 1 && channel.first?.contains(key) == true, "\(channel)")
        let idle = try findings(
            "call_types:\n",
            "call_types:\n  - {type: mixed, when: {urgencies: [routine, priority, urgent_clinical]}}\n")
        #expect(idle.count == 5 && idle.allSatisfy { $0.contains("a row that decides nothing") }, "\(idle)")
        let type = try findings("technical_problem]", "technical_problem, dental]")
        #expect(type.count == 1 && type.first?.contains("the inquiry type \"dental\"") == true, "\(type)")
    }

    @Test("13.B16: the coverage says the kind of call of each combination, without a hole")
    func coverage() throws {
        let (found, findings) = Topology.coverage("\(TopologyFolder.path)/single-host.yaml")
        #expect(findings.isEmpty)
        let rows = try #require(found).rows
        #expect(rows.filter { $0.kind == .contacts }.allSatisfy { $0.callType != nil })
        #expect(rows.filter { $0.kind != .contacts }.allSatisfy { $0.callType == nil })
        let types = Set(rows.compactMap(\.callType))
        #expect(types == Set(CallType.allCases), "each kind is some contact's")
    }
}
