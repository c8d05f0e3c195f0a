import Config
import Contacts
import Foundation
import Standards
import Testing
import TopologyFile

@Suite("Topology: the register of standards and the contract")
struct RegisterFileTests {
    private func register() throws -> [Standard] {
        try Topology.register("\(TopologyFolder.path)/standards.yaml")
    }

    /// The register with one line of the file changed.
    private func register(changing line: String, to other: String) throws -> [Standard] {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/standards.yaml", encoding: .utf8)
        try #require(text.contains(line))
        return try Topology.register(
            folder.write(text.replacingOccurrences(of: line, with: other), to: "standards.yaml"))
    }

    @Test("every standard is there, in the order of the documents, with its clause and in words")
    func complete() throws {
        let standards = try register()
        #expect(standards.map(\.id) == StandardService.all.map(\.id))
        #expect(standards.count == 142)
        #expect(standards.allSatisfy { !$0.clause.isEmpty && !$0.text.isEmpty && !$0.population.isEmpty })
        let counts = Dictionary(grouping: standards, by: \.kind).mapValues(\.count)
        #expect(counts == [.clock: 38, .metric: 30, .control: 61, .practice: 13])
    }

    @Test("a clock or a metric says how it is computed and what is owed")
    func computed() throws {
        for standard in try register() where standard.kind == .clock || standard.kind == .metric {
            #expect(standard.measure != nil, "\(standard.id)")
            #expect(!standard.thresholds.isEmpty, "\(standard.id)")
            #expect(!standard.windows.isEmpty, "\(standard.id)")
        }
    }

    /// The register that we are measured by, when it is beside the repository.
    private static let shared = FileManager.default.contents(
        atPath: "\(TopologyFolder.path)/../../shared/standards/standards.yaml")

    @Test(
        "a text is our own: eight words in a row never stand in the shared register",
        .enabled(if: shared != nil, "skipped: the shared register is not beside this package"))
    func ownWords() throws {
        let other = try #require(Self.shared)
        let text = String(decoding: other, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ").lowercased()
        for standard in try register() {
            let words = standard.text.lowercased().split(separator: " ")
            for start in 0..<max(1, words.count - 7) {
                let phrase = words[start..<min(start + 8, words.count)].joined(separator: " ")
                #expect(words.count < 8 || !text.contains(phrase), "\(standard.id): \(phrase)")
            }
        }
    }

    @Test("a percentage keeps its half, and another figure in the file is another demand")
    func exact() throws {
        let id: Standard.ID = "telephone-followup-resolution"
        let standard = try #require(register().first { $0.id == id })
        #expect(standard.thresholds == [.percent(try #require(Exact("99.5")), within: "limit")])
        let line = "      - {percent: 99.5, within: limit}"
        let changed = try register(changing: line, to: "      - {percent: 99.25, within: limit}")
        let other = try #require(changed.first { $0.id == id })
        #expect(standard.thresholds[0].limit.isMet(995, of: 1000))
        #expect(!standard.thresholds[0].limit.isMet(9949, of: 10_000))
        #expect(other.thresholds[0].limit.isMet(9949, of: 10_000))
    }

    @Test("a ramp by option period rises, and its last value holds on")
    func optionPeriods() throws {
        let topology = try Topology.load("\(TopologyFolder.path)/single-host.yaml")
        let contract = try #require(topology.contract)
        let standard = try #require(topology.standards.first { $0.id == "network-adequacy" })
        func owed(_ text: String) throws -> [Exact] {
            let date = try #require(CivilDate(text))
            return standard.thresholds(on: date, of: contract).map(\.limit.value)
        }
        #expect(try owed("2024-12-31") == [])
        #expect(try owed("2025-01-01") == [90])
        #expect(try owed("2026-11-25") == [91])
        #expect(try owed("2029-12-31") == [94])
        #expect(try owed("2035-01-01") == [94])
    }

    @Test("what is not owed has no thresholds: walk-ins at home, old duplicates too early")
    func notOwed() throws {
        let topology = try Topology.load("\(TopologyFolder.path)/single-host.yaml")
        var contract = try #require(topology.contract)
        let walkIn = try #require(topology.standards.first { $0.id == "walk-in-assisted" })
        let date = CivilDate(year: 2026, month: 1, day: 5)
        #expect(walkIn.thresholds(on: date, of: contract).isEmpty)
        contract.isOverseas = true
        #expect(walkIn.thresholds(on: date, of: contract).count == 2)
        let old = try #require(topology.standards.first { $0.id == "dcs-open-age" })
        #expect(contract.duplicateStandardStart == CivilDate(year: 2025, month: 9, day: 1))
        #expect(old.thresholds(on: CivilDate(year: 2025, month: 8, day: 31), of: contract).isEmpty)
        #expect(old.thresholds(on: CivilDate(year: 2025, month: 9, day: 1), of: contract).count == 1)
    }

    @Test(
        "a measure that asks for what is nowhere is told with the standard's line",
        arguments: [
            ("destination: [military, network]", "destination: [military, netwrok]", "destination: netwrok"),
            ("numerator: {edit: [passed]}", "numerator: {edits: [passed]}", "the fact \"edits\""),
            ("classes: [duplicate-set]", "classes: [duplicates]", "the class \"duplicates\""),
            ("[cycle-completed, transmitted]", "[cycle-done, transmitted]", "the event \"cycle-done\""),
            ("{clock: referral.determination}", "{clock: referral.other}", "the clock \"referral.other\""),
            ("{percent: 95, within: 60d}", "{percent: 95, within: 61d}", "within 61d"),
            ("    standards: [appeal-reversed]", "    standards: [appeal-reverted]", "\"appeal-reverted\""),
        ])
    func nowhere(line: String, other: String, value: String) throws {
        let folder = try ScratchFolder()
        for good in TopologyFolder.goodFiles {
            let text = try String(contentsOfFile: "\(TopologyFolder.path)/\(good)", encoding: .utf8)
            _ = try folder.write(
                good == "standards.yaml" ? text.replacingOccurrences(of: line, with: other) : text, to: good)
        }
        let findings = Topology.check(["\(folder.path)/single-host.yaml"])
        #expect(!findings.isEmpty)
        #expect(findings.contains { $0.value.contains(value) && $0.line > 1 }, "\(findings)")
    }

    @Test(
        "a threshold without its percentage, or a relief without its clause, is told with its line",
        arguments: [
            "threshold-without-percent.yaml", "exclusion-without-clause.yaml", "outage-without-clause.yaml",
        ])
    func told(name: String) {
        let findings = Topology.check(["\(TopologyFolder.path)/broken/\(name)"])
        #expect(findings.count == 1)
        #expect(findings.allSatisfy { $0.line > 1 && !$0.path.isEmpty && $0.value == "nothing" })
    }

    @Test("a reading that asks whether the member is content needs the length of silence beside it")
    func silence() throws {
        #expect { try register(changing: ", silence_days: 5}}", to: "}}") } throws: {
            "\($0)".contains("clock-attainment with silence_days, for the reading A14")
        }
        let changed = try register(changing: ", silence_days: 5}}", to: ", silence_days: 7}}")
        let found = changed.first { $0.acceptance == .recorded }
        #expect(
            found?.measure
                == .clockAttainment(.init("follow-up", channels: [.phone], silenceDays: 7)))
    }
}
