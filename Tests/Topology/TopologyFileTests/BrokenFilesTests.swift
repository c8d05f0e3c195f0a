import Config
import Foundation
import Testing
import TopologyFile

@Suite("Topology: what is rejected, and how")
struct BrokenFilesTests {
    /// The first line of a broken file: `# expect: <file suffix>:<line> <path> <text fragment>`.
    private struct Expectation {
        var place: String
        var path: String
        var fragment: String

        init?(_ text: String) {
            guard let line = text.split(separator: "\n").first, line.hasPrefix("# expect: ") else {
                return nil
            }
            let parts = line.dropFirst(10).split(separator: " ", maxSplits: 2)
            guard parts.count == 3 else { return nil }
            (place, path, fragment) = (String(parts[0]), String(parts[1]), String(parts[2]))
        }
    }

    @Test(
        "each broken file gives exactly the finding that it announces", arguments: TopologyFolder.brokenFiles)
    func rejected(name: String) throws {
        let file = "\(TopologyFolder.path)/broken/\(name)"
        let expected = try #require(Expectation(String(contentsOfFile: file, encoding: .utf8)))
        let findings = Topology.check([file])
        try #require(findings.count == 1, "\(findings.map(\.description).joined(separator: "\n"))")
        let finding = findings[0]
        #expect("\(finding.file):\(finding.line)".hasSuffix("/" + expected.place))
        #expect(finding.description.contains(": \(expected.path): value "), "\(finding)")
        #expect(finding.description.contains(expected.fragment), "\(finding)")
    }

    @Test("the files under test are there: at least eleven good and fourteen broken ones")
    func enough() {
        #expect(TopologyFolder.goodFiles.count >= 11)
        #expect(TopologyFolder.brokenFiles.count >= 14)
    }

    @Test("a broken topology does not load, and the error says what its check says")
    func loadRefuses() {
        let file = "\(TopologyFolder.path)/broken/two-routers.yaml"
        #expect(throws: TopologyError(Topology.check([file]))) { try Topology.load(file) }
    }

    @Test("all findings are told at once, over all files")
    func together() {
        let files = ["not-yaml.yaml", "two-routers.yaml", "unknown-zone.yaml"]
        let findings = Topology.check(files.map { "\(TopologyFolder.path)/broken/\($0)" })
        #expect(findings.count == 3)
    }

    @Test("11.1: more stations than the header of an entry has room for are refused")
    func tooManyStations() throws {
        let folder = try ScratchFolder()
        let good = try String(contentsOfFile: "\(TopologyFolder.path)/single-host.yaml", encoding: .utf8)
        let more = (100..<153).map { number in
            "  - {name: mail-\(number), program: email-gateway, number: \(number), channels: [email], "
                + "http: {host: 127.0.0.1, port: \(9000 + number)}}\n"
        }
        func found(_ count: Int) throws -> [String] {
            let text = good.trimmingCharacters(in: .newlines) + "\n" + more.prefix(count).joined()
            return Topology.check([try folder.write(text, to: "many.yaml")]).map(\.description)
                .filter { $0.contains(": stations: ") }
        }
        #expect(try found(52) == [], "with the twelve of the file these are 64")
        let tooMany = try found(53)
        #expect(tooMany.count == 1 && tooMany[0].hasSuffix("value 65 stations: expected at most 64"))
    }

    @Test("a finding reads as file, line, path, value and expectation")
    func form() {
        let finding = Finding(
            file: "a.yaml", line: 7, path: "stations[3].tier", value: "\"two\"", expected: "1, 2 or 3")
        #expect(finding.description == "a.yaml:7: stations[3].tier: value \"two\": expected 1, 2 or 3")
    }

    @Test("a file that does not exist is a finding, not a crash")
    func absent() {
        #expect(Topology.check(["\(TopologyFolder.path)/nowhere.yaml"]).count == 1)
    }

    @Test(
        "a good file without any one of its lines is accepted or rejected, never a crash",
        arguments: TopologyFolder.goodFiles)
    func lineRemoved(name: String) throws {
        let folder = try ScratchFolder()
        for good in TopologyFolder.goodFiles {
            let text = try String(contentsOfFile: "\(TopologyFolder.path)/\(good)", encoding: .utf8)
            _ = try folder.write(TopologyFolder.withoutRegister(text), to: good)
        }
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/\(name)", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let family = ["bank", "bpi"].first { name.hasPrefix($0) }
        let topology = "\(family ?? "single-host").yaml"
        for index in TopologyFolder.changeable(lines) where lines[index].contains(":") {
            var fewer = lines
            fewer.remove(at: index)
            _ = try folder.write(TopologyFolder.text(of: fewer, changedAt: index), to: name)
            let findings = Topology.check(["\(folder.path)/\(topology)"])
            #expect(findings.allSatisfy { !$0.expected.isEmpty })
        }
    }

    @Test(
        "a good file cut off anywhere is accepted or rejected, never a crash",
        arguments: TopologyFolder.goodFiles)
    func cutOff(name: String) throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/\(name)", encoding: .utf8)
        for length in stride(from: 0, to: text.utf8.count, by: max(97, text.utf8.count / 150)) {
            let file = try folder.write(String(decoding: text.utf8.prefix(length), as: UTF8.self), to: name)
            #expect(Topology.check([file]).allSatisfy { !$0.expected.isEmpty })
        }
    }

    @Test(
        "a value of another type in any place is a finding, never a crash",
        arguments: TopologyFolder.goodFiles)
    func typeChanged(name: String) throws {
        let folder = try ScratchFolder()
        let text = try String(contentsOfFile: "\(TopologyFolder.path)/\(name)", encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (turn, index) in TopologyFolder.changeable(lines).enumerated() {
            guard let colon = lines[index].range(of: ": ") else { continue }
            // In turn, so that every kind of line meets every value without checking each file thousands of
            // times.
            let others = ["[1, {a: b}]", "{a: [1]}", "-9223372036854775809", "~", "\"\""]
            var changed = lines
            changed[index] = lines[index][..<colon.upperBound] + others[turn % others.count]
            let file = try folder.write(TopologyFolder.text(of: changed, changedAt: index), to: name)
            #expect(Topology.check([file]).allSatisfy { !$0.expected.isEmpty })
        }
    }
}
