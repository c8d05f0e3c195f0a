import Config
import Contacts
import Foundation
import Router
import Standards
import Testing
import TopologyFile

@Suite("Coverage: what the register demands, and which clocks it starts")
struct CoverageTests {
    @Test(
        "13.B9: every combination that a clause covers has its clocks, in each shipped topology",
        arguments: [("single-host.yaml", true), ("bank.yaml", false), ("bpi.yaml", false)])
    func whole(name: String, tracksWork: Bool) throws {
        let (found, findings) = Topology.coverage("\(TopologyFolder.path)/\(name)")
        let coverage = try #require(found)
        #expect(findings.isEmpty, "\(findings)")
        #expect(coverage.holes.isEmpty, "\(coverage.holes)")
        let topology = try Topology.load("\(TopologyFolder.path)/\(name)")
        let contacts = coverage.rows.filter { $0.kind == .contacts }
        let types = Set(contacts.compactMap(\.subject.inquiryType))
        let own = topology.routing.rules.flatMap(\.match.inquiryTypes)
        #expect(own.allSatisfy(types.contains))
        #expect(
            Set(contacts.map(\.subject)).count
                == Channel.allCases.count * types.count * Requester.allCases.count * Urgency.allCases.count)
        let items = coverage.rows.filter { $0.kind == .items }
        #expect(Set(items.compactMap(\.subject.workClass)).isSuperset(of: topology.work.map(\.name)))
        #expect(items.isEmpty != tracksWork)
    }

    /// What is written in place of what, and what is then missing for whom.
    private static let edits: [(old: String, new: String, hole: String)] = [
        (
            "{channels: [email, secure_message, letter, work_item], requesters: [congressional, asd_ha, dha]}"
                + "\n      - {channels: [email, secure_message, letter, work_item], "
                + "inquiry_types: [priority_correspondence]}\n    counts_from",
            "{channels: [letter], requesters: [congressional, asd_ha, dha]}\n    counts_from",
            "priority-written-final-response for email,"
        ),
        (
            "applies_to: {channels: [letter], inquiry_types: [grievance]}",
            "applies_to: {channels: [email], inquiry_types: [grievance]}",
            "grievance-date-stamp for letter, grievance,"
        ),
        (
            "applies_to: {channels: [email, secure_message, letter, work_item], inquiry_types: [appeal]}",
            "applies_to: {channels: [email, secure_message, letter], inquiry_types: [appeal]}",
            "appeal-factual for work_item, appeal,"
        ),
        (
            "applies_to: {tiers: [3], priorities: [routine]}",
            "applies_to: {tiers: [2], priorities: [routine]}",
            "tier3-standard-response for to Tier 3, "
        ),
        (
            "applies_to: {classes: [claim]}\n    except:\n",
            "applies_to: {classes: [claim], where: {network: \"yes\"}}\n    except:\n",
            "claims-retained-30 for claim"
        ),
        (
            "applies_to: {classes: [filing]}",
            "applies_to: {classes: [filing], requesters: [beneficiary]}",
            "filing-timeliness for filing"
        ),
    ]

    @Test(
        "13.B9: a clock that applies to less leaves a hole with its standard and the combination",
        arguments: edits.indices)
    func hole(_ place: Int) throws {
        let edit = Self.edits[place]
        let folder = try ScratchFolder()
        try copy(to: folder)
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/standards.yaml", encoding: .utf8)
        try #require(text.components(separatedBy: edit.old).count == 2, "\(edit.old)")
        _ = try folder.write(text.replacing(edit.old, with: edit.new), to: "standards.yaml")
        let path = "\(folder.path)/single-host.yaml"
        let (coverage, findings) = Topology.coverage(path)
        let said = findings.map(\.description)
        #expect(
            said.contains { $0.contains("standards.yaml:") && $0.contains("no clock of \(edit.hole)") },
            "\(said)")
        #expect(try !#require(coverage).holes.isEmpty)
        #expect(throws: TopologyError.self) { try Topology.load(path) }
    }

    @Test("13.B9: a clause that sets a clock and demands nothing is told")
    func demanded() throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/standards.yaml", encoding: .utf8)
        let row = "  - clause: TOM 1-3 ¶2.2\n    standards: [information-availability]\n    of: items\n"
        let parts = text.components(separatedBy: row + "    covers: {classes: [information-request]}\n")
        try #require(parts.count == 2)
        let file = try folder.write(parts.joined(), to: "standards.yaml")
        let said = Topology.check([file]).map(\.description)
        #expect(said.count == 1 && said[0].contains("no demand of \"information-availability\""), "\(said)")
        let none = try folder.write(
            text.components(separatedBy: "\ndemands:\n")[0] + "\n", to: "standards.yaml")
        #expect(Topology.check([none]).map(\.value) == ["no section demands"])
    }

    private func copy(to folder: borrowing ScratchFolder) throws {
        for name in TopologyFolder.goodFiles {
            try FileManager.default.copyItem(
                atPath: "\(TopologyFolder.path)/\(name)", toPath: "\(folder.path)/\(name)")
        }
    }
}
