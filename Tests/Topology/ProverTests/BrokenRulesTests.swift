import Config
import Contacts
import Foundation
import Handbook
import Prover
import Testing
import TopologyFile

@Suite("Prover: each deliberate error of a rule is found, with a contact that shows it")
struct BrokenRulesTests {
    private static let folder = Repository.root.path + "/Topology"

    /// A file of `Topology/broken` and what its counterexample has to say.
    struct Case: CustomTestStringConvertible {
        let file: String
        let kind: Proof.Kind
        let contact: [String?]
        let steps: [String]

        var testDescription: String { file }

        init(_ file: String, _ kind: Proof.Kind, _ contact: [String?], _ steps: [String]) {
            self.file = file
            self.kind = kind
            self.contact = contact
            self.steps = steps
        }
    }

    /// Channel, requester, inquiry, urgency and language of each counterexample, and words of its steps.
    static let cases = [
        Case(
            "row-behind-a-wider", .unreachableRow, ["phone", "beneficiary", "benefits", "routine", "es"],
            ["the routing row \"phone\" stands before \"phone-spanish\""]),
        Case(
            "row-behind-two", .unreachableRow, ["chat", "beneficiary", "benefits", "routine", "en"],
            ["the routing row \"chat-other\" stands before \"chat\""]),
        Case(
            "row-of-a-region", .unreachableRow, ["phone", "beneficiary", "benefits", "routine", "es-MX"],
            ["the routing row \"spanish\" stands before \"mexico\""]),
        Case(
            "move-behind-a-wider", .unreachableRow, [nil, nil, nil, nil, nil],
            ["from Tier 1 to Tier 3 (other, urgent_clinical)"]),
        Case(
            "handed-round", .escalationLoop, [nil, nil, nil, nil, nil],
            [
                "\"down\" hands it from Tier 2 to Tier 1", "\"up\" hands it from Tier 1 to Tier 2",
                "without end",
            ]),
        Case(
            "handed-back", .escalationLoop,
            ["work_item", "beneficiary", "technical_problem", "routine", "en"],
            [
                "row \"tier-3-work\" puts it into Tier 3",
                "\"back\" hands it from Tier 3 to Tier 1 (wrong_tier, routine)",
                "\"up\" hands it from Tier 1 to Tier 3", "without end",
            ]),
        Case(
            "skill-of-nobody", .unservedSkill, ["phone", "beneficiary", "benefits", "routine", "ja"],
            ["row \"phone-japanese\" puts it into Tier 1", "nobody at Tier 1"]),
        Case(
            "unreachable-skill", .unservedSkill, ["phone", "beneficiary", "benefits", "routine", "en"],
            ["row \"technical\" puts it into Tier 1", "nobody at Tier 1"]),
        Case(
            "expert-without-chat", .unservedSkill, ["chat", "beneficiary", "benefits", "routine", "en"],
            ["row \"chat-expert\" puts it into Tier 1", "nobody at Tier 1"]),
        Case(
            "needs-kept", .unservedSkill, ["phone", "beneficiary", "benefits", "routine", "es"],
            ["row \"phone-spanish\" puts it into Tier 1", "\"up\" hands it", "nobody at Tier 3"]),
        Case(
            "urgent-behind", .starvedClass, ["chat", "beneficiary", "benefits", "urgent_clinical", "en"],
            [
                "row \"urgent-clinical\" puts it into Tier 2", "A037",
                "\"phone-clinical\" first: a routine phone",
            ]),
        Case(
            "chat-behind-mail", .starvedClass, ["chat", "beneficiary", "benefits", "routine", "en"],
            ["row \"chat\" puts it into Tier 1", "A014", "\"mail\" first: a routine email"]),
        Case(
            "urgent-move-behind", .starvedClass, ["phone", "beneficiary", nil, "routine", nil],
            ["puts it into Tier 1", "\"urgent\" hands it", "the row \"priority\" handed there"]),
        Case(
            "closed-for-a-year", .closedHours, ["chat", nil, nil, nil, nil],
            ["\"chat-desk\" is closed then", "closed_hours"]),
    ]

    @Test("14.5: a broken file has one finding, of its kind, with its counterexample", arguments: cases)
    func found(one: Case) throws {
        let findings = Topology.check(["\(Self.folder)/broken/\(one.file).yaml"])
        try #require(findings.count == 1, "\(findings)")
        let proof = try #require(findings[0].proof)
        #expect(proof.kind == one.kind)
        let example = proof.counterexample
        let said = [example.channel, example.requester, example.inquiry, example.urgency, example.language]
        for (value, expected) in zip(said, one.contact) where expected != nil {
            #expect(value == expected, "\(example)")
        }
        if one.contact.allSatisfy({ $0 == nil }) { #expect(said.allSatisfy { $0 == nil }) }
        #expect((example.at != nil) == (one.kind == .closedHours))
        for words in one.steps { #expect(example.description.contains(words), "\(example)") }
        #expect(proof.text.hasSuffix("."))
        #expect(findings[0].description.contains("\(one.kind.rawValue): "))
    }

    @Test("14.5: every kind of finding has a broken file")
    func everyKind() {
        #expect(Set(Self.cases.map(\.kind)) == Set(Proof.Kind.allCases))
    }

    @Test("a topology with such a finding is not put to use")
    func refused() {
        let file = "\(Self.folder)/broken/urgent-behind.yaml"
        #expect(throws: TopologyError(Topology.check([file]))) { try Topology.load(file) }
    }

    @Test(
        "14.5: the shipped topologies have no finding, and what can starve in them is information",
        arguments: ["single-host.yaml", "bank.yaml", "bpi.yaml"])
    func clean(name: String) throws {
        #expect(Topology.check(["\(Self.folder)/\(name)"]) == [])
        let starving = Topology.starvation("\(Self.folder)/\(name)")
        #expect(starving.allSatisfy { !$0.behind.isEmpty && $0.agents > 0 })
        // Calls and chats go before mail at every tier; who sits with both can always have one of them.
        #expect(starving.contains { $0.contactClass == "letter" } == (name == "single-host.yaml"))
        // Nothing goes before what has the lowest rank and waits live.
        #expect(!starving.contains { $0.contactClass == "transfer-urgent-clinical" })
    }

    @Test("a finding is written with every key, and null where it has no value")
    func keys() throws {
        func json(_ finding: Finding) throws -> [String: Any] {
            let data = try JSONEncoder().encode(finding)
            return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        let place = ["file", "line", "path", "value", "expected", "kind", "text", "counterexample"]
        let proved = try json(
            #require(Topology.check(["\(Self.folder)/broken/handed-round.yaml"]).first))
        #expect(Set(proved.keys) == Set(place))
        #expect(proved["kind"] as? String == "escalation-loop")
        let example = try #require(proved["counterexample"] as? [String: Any])
        #expect(
            Set(example.keys)
                == ["channel", "requester", "inquiry", "urgency", "language", "at", "steps"])
        #expect(example["channel"] is NSNull && (example["steps"] as? [String])?.count == 3)
        let plain = try json(Finding(file: "a", line: 1, path: "b", value: "c", expected: "d"))
        #expect(Set(plain.keys) == Set(place) && plain["kind"] is NSNull && plain["text"] is NSNull)
    }
}
