import Foundation
import Handbook

/// What is wrong with a line of a scenario.
struct ScenarioError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A scenario as people write it: what arrives, `----`, and what the stations say to that.
///
/// Lines before `----` are inputs in the words of ``Stage/perform(_:)``, empty, or comments with `#`. An
/// input that begins with `given` leads up to what is shown, and what is said to it is left out. What is said
/// ends with an empty line.
struct ScenarioFile {
    /// Inputs that are given together, and what is said to them.
    struct Step {
        /// The lines before `----`, comments and empty ones too.
        var asked: [String] = []
        /// The lines after it.
        var said: [String] = []
    }

    /// The file's name, without `.txt`.
    let name: String
    /// Its steps, in order.
    var steps: [Step] = []

    private static let mark = "----"
    private static let folder = Repository.root.appendingPathComponent("Tests/Scenarios")

    /// Every scenario that there is, sorted; none when the folder cannot be read, which the test counts.
    static let names: [String] = {
        let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }()

    init(named name: String) throws {
        self.init(try String(contentsOf: Self.url(name), encoding: .utf8), name: name)
    }

    init(_ text: String, name: String) {
        self.name = name
        var step = Step()
        var isSaid = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if !isSaid, line == Self.mark {
                isSaid = true
            } else if isSaid, line.isEmpty {
                steps.append(step)
                step = Step()
                isSaid = false
            } else if isSaid {
                step.said.append(line)
            } else {
                step.asked.append(line)
            }
        }
        if isSaid { steps.append(step) }
    }

    /// The file as it is written.
    var text: String {
        steps.map { ($0.asked + [Self.mark] + $0.said + [""]).joined(separator: "\n") }
            .joined(separator: "\n")
    }

    func write() throws { try text.write(to: Self.url(name), atomically: true, encoding: .utf8) }

    /// The same inputs with what is said to them now.
    func played() throws -> ScenarioFile {
        var played = self
        let stage = try Stage()
        for index in steps.indices {
            var said: [String] = []
            for line in steps[index].asked where !line.isEmpty && !line.hasPrefix("#") {
                let isGiven = line.hasPrefix("given ")
                try stage.perform(isGiven ? String(line.dropFirst("given ".count)) : line)
                if !isGiven { said += stage.said }
                stage.said = []
            }
            played.steps[index].said = said
        }
        return played
    }

    /// Where what is written here and what was played differ, by line: `-` was not said, `+` was.
    ///
    /// A line that was said has the number that it would have in the file written anew as far as its step.
    func differences(from played: ScenarioFile) -> [String] {
        var first = 1
        return zip(steps, played.steps).flatMap { written, now -> [String] in
            first += written.asked.count + 1
            defer { first += written.said.count + 1 }
            let changes = now.said.difference(from: written.said).map { change in
                switch change {
                case .remove(let offset, let line, _): (first + offset, "- \(line)")
                case .insert(let offset, let line, _): (first + offset, "+ \(line)")
                }
            }
            return changes.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }
        }
    }

    private static func url(_ name: String) -> URL { folder.appendingPathComponent(name + ".txt") }
}
