import Foundation
import Testing

/// Plays each file of `Tests/Scenarios` and compares what the stations say with what stands there.
///
/// With `TIERLINE_REWRITE=1` in the environment the files are written anew with what is said now; read the
/// difference before you keep it.
@Suite("Scenarios")
struct ScenarioTests {
    private static let isRewriting = ProcessInfo.processInfo.environment["TIERLINE_REWRITE"] == "1"

    @Test("the stations say what the scenario says", arguments: ScenarioFile.names)
    func plays(_ name: String) throws {
        let written = try ScenarioFile(named: name)
        let played = try written.played()
        if Self.isRewriting { return try played.write() }
        let differences = written.differences(from: played)
        #expect(differences.isEmpty, "\(name):\n\(differences.joined(separator: "\n"))")
    }

    @Test("each scenario says what it shows and expects something, and there are enough of them")
    func shape() throws {
        #expect(ScenarioFile.names.count >= 25)
        for name in ScenarioFile.names {
            let file = try ScenarioFile(named: name)
            let begins = file.steps.first?.asked.first?.hasPrefix("# ")
            #expect(begins == true, "\(name) begins with what it shows")
            #expect(file.steps.contains { !$0.said.isEmpty }, "\(name) expects something")
        }
    }

    @Test("a line that is missing, one too many and another one are each told, with the number of the line")
    func differences() throws {
        let written = ScenarioFile("# Shows.\nask\n----\none\ntwo\n\nask\n----\nthree\n", name: "x")
        let played = ScenarioFile("# Shows.\nask\n----\none\n\nask\n----\nthree\nfour\n", name: "x")
        #expect(written.differences(from: played) == ["5 - two", "10 + four"])
        #expect(written.differences(from: written).isEmpty)
        #expect(written.text == "# Shows.\nask\n----\none\ntwo\n\nask\n----\nthree\n")
    }

    @Test(
        "an input that nobody understands is refused",
        arguments: [
            "A001 dances", "phone benefits", "after 3 moons", "at 08:59",
            "edit roster.yaml: no such words -> others",
        ])
    func misunderstood(_ line: String) {
        let file = ScenarioFile("# Shows.\ngiven at 2026-03-30T09:00\n\(line)\n----\n", name: "x")
        #expect(throws: ScenarioError.self) { try file.played() }
    }
}
