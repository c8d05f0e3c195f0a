import Contacts
import Facts
import Foundation
import Handbook
import Standards
import Testing
import TopologyFile

/// No edit of a row can remove a clock of the law: what arrives at a gateway has the clocks that the register
/// says, whatever routing.yaml and escalation.yaml are (decision 0042).
@Suite("Legal clocks: they follow from what arrives, not from how it is routed")
struct LegalClockTests {
    /// The clocks that the watchdog watches after `line`, at nine on a Monday.
    private func clocks(_ line: String, on stage: Stage) throws -> Set<String> {
        stage.said = []
        try stage.perform(line)
        return Set(
            stage.said.filter { $0.contains(" watchdog ") }.compactMap { said in
                said.components(separatedBy: " clock ").last?.components(separatedBy: "@").first
                    .flatMap { said.contains(" watched: ") ? $0 : nil }
            })
    }

    private func stage(_ edit: (Stage) throws -> Void = { _ in }) throws -> Stage {
        let stage = try Stage()
        try edit(stage)
        try stage.perform("at 2026-03-30T09:00")
        return stage
    }

    /// routing.yaml loses every row but its last.
    private func removeRows(of stage: Stage) throws {
        let folder = Repository.root.appendingPathComponent("Topology")
        let text = try String(contentsOf: folder.appendingPathComponent("routing.yaml"), encoding: .utf8)
        let first = try #require(text.range(of: "\nrouting:\n"))
        let last = try #require(text.range(of: "  - name: everything-else\n"))
        try stage.edit("routing.yaml", String(text[first.upperBound..<last.lowerBound]), "")
    }

    private static let mail: [(line: String, clocks: Set<String>)] = [
        (
            "letter brings grievance",
            ["letter.grievance-stamp", "written.grievance-interim", "written.grievance"]
        ),
        ("email brings grievance", ["acknowledgement", "written.grievance-interim", "written.grievance"]),
        ("letter brings benefits by=congressional", ["letter.priority-stamp", "written.priority"]),
        ("email brings benefits by=congressional", ["acknowledgement", "resolution", "written.priority"]),
        (
            "letter brings grievance by=dha",
            [
                "letter.priority-stamp", "letter.grievance-stamp", "written.priority",
                "written.grievance-interim", "written.grievance",
            ]
        ),
        (
            "secure_message brings appeal",
            [
                "acknowledgement", "written.response", "written.appeal", "written.clinical-review",
                "written.clinical-decision",
            ]
        ),
        (
            "letter brings appeal",
            [
                "letter.stamp", "written.response", "written.appeal", "written.clinical-review",
                "written.clinical-decision",
            ]
        ),
        ("letter brings benefits", ["letter.stamp", "written.response"]),
        ("letter brings priority_correspondence", ["letter.priority-stamp", "written.priority"]),
        (
            "letter brings billing by=debt_collection_officer",
            ["letter.stamp", "written.response", "written.debt"]
        ),
        ("phone brings benefits", ["phone.answer", "phone.hold"]),
        (
            "work_item brings routine-written requester=congressional",
            ["priority-written.stamp", "priority-written.response"]
        ),
        (
            "work_item brings routine-written requester=provider",
            ["routine-written.stamp", "routine-written.response"]
        ),
        (
            "work_item brings grievance requester=asd_ha",
            [
                "grievance.stamp", "grievance.interim", "grievance.completion", "priority-written.stamp",
                "priority-written.response",
            ]
        ),
    ]

    @Test(
        "13.B9: a letter about a grievance, mail of Congress and mail about an appeal start their clocks",
        arguments: mail.indices)
    func mailed(_ place: Int) throws {
        let (line, expected) = Self.mail[place]
        #expect(try clocks(line, on: stage()) == expected, "\(line)")
    }

    @Test("13.B9: with every row of routing but the last removed, the same clocks start")
    func rowsRemoved() throws {
        let (whole, bare) = (try stage(), try stage(removeRows))
        for (line, expected) in Self.mail {
            #expect(try clocks(line, on: bare) == expected, "\(line)")
            let rows = bare.said.compactMap { said -> String? in
                guard said.contains(", needs [") else { return nil }
                return said.components(separatedBy: " by rule ").dropFirst().first
            }
            #expect(rows.allSatisfy { $0 == "everything-else" }, "\(line): \(rows)")
        }
        for channel in Channel.allCases where channel != .workItem {
            for type in ["benefits", "grievance", "appeal", "debt_collection", "clinical_question"] {
                for urgency in Urgency.allCases {
                    let line = "\(channel.rawValue) brings \(type) urgency=\(urgency.rawValue)"
                    #expect(try clocks(line, on: bare) == clocks(line, on: whole), "\(line)")
                }
            }
        }
    }

    @Test("13.B9: what `check --coverage` says of a combination is what the stations start for it")
    func tableIsTrue() throws {
        let stage = try stage()
        let path = Repository.root.appendingPathComponent("Topology/single-host.yaml").path
        let rows = try #require(Topology.coverage(path).coverage).rows
        // What begins only with an end that leaves the inquiry open.
        let later = Set(
            stage.rules.topology.clocks.filter { $0.countsFrom == .leftUnresolved }.map(\.name.rawValue))
        var seen = 0
        for row in rows where row.kind == .contacts && row.subject.channel != .workItem {
            let subject = row.subject
            guard let channel = subject.channel, let type = subject.inquiryType,
                let requester = subject.requester, let urgency = subject.urgency
            else { continue }
            // A share that has every value of each with every value of another.
            guard (seen % 5) == 0 || requester == .congressional && urgency == .routine else {
                seen += 1
                continue
            }
            seen += 1
            let line =
                "\(channel.rawValue) brings \(type) by=\(requester.rawValue) urgency=\(urgency.rawValue)"
            let expected = Set(row.clocks.map(\.rawValue)).subtracting(later)
            #expect(try clocks(line, on: stage) == expected, "\(line)")
        }
        #expect(seen > 2000)
    }

    @Test("13.B9: with the clocks of a hand-off taken for no row's, each hand-off to Tier 3 has its own")
    func handoffs() throws {
        for (asked, clock) in [
            ("technical_escalation routine", "tier3.standard"), ("clinical priority", "tier3.priority"),
            ("clinical urgent_clinical", "tier3.priority"), ("sla_breach routine", "tier3.priority"),
        ] {
            let stage = try stage(leaveOneRow)
            for line in [
                "A001 signs in", "A001 ready", "phone brings benefits", "A001 accepts O1-1",
            ] { try stage.perform(line) }
            #expect(try clocks("A001 escalates C1-1 to 3 \(asked)", on: stage) == [clock], "\(asked)")
        }
    }

    /// escalation.yaml loses every row, and has one for every hand-off of a call in Tier 1 to Tier 3; beside
    /// the others they would be findings, for it would decide what they are for.
    private func leaveOneRow(of stage: Stage) throws {
        let folder = Repository.root.appendingPathComponent("Topology")
        let text = try String(contentsOf: folder.appendingPathComponent("escalation.yaml"), encoding: .utf8)
        let first = try #require(text.range(of: "\nescalation:\n"))
        try stage.edit("escalation.yaml", String(text[first.upperBound...]), Self.oneRow)
    }

    private static let oneRow = """
          - name: anything
            from: 1
            to: 3
            needs: {escalations: 1}
            owner: lead-tier-3
            backup: operations-manager
            allowed: true

        """

    @Test("13.B9: 72 hours to an authorization's deadline select what is urgent, and limit nothing (A28)")
    func urgencySelects() throws {
        let stage = try stage()
        let topology = stage.rules.topology
        let standard = try #require(topology.standards.first { $0.id == "urgent-clinical-72h" })
        #expect(standard.measure == nil && standard.thresholds.isEmpty)
        #expect(topology.clocks.allSatisfy { !$0.standards.contains("urgent-clinical-72h") })
        for (hours, contactClass) in [(72, "urgent-clinical-message"), (73, "message")] {
            var attributes = ContactAttributes(inquiries: [.init(type: "benefits")])
            attributes.authorizationDeadline = stage.now.advanced(by: .seconds(hours * 3600))
            stage.said = []
            try stage.submit(
                .arrived(
                    Arrival(
                        channel: .email, received: stage.now, attributes: attributes, hours: .observed,
                        key: "")),
                to: "email")
            #expect(stage.said.contains { $0.contains(" class \(contactClass), ") }, "\(hours) hours")
        }
    }
}
