import Contacts
import Foundation
import Standards
import Testing

/// A row of `Tests/Witnesses`: the sentence of a standard as events, and what the report says of them.
///
/// Its header names the standard, one of its thresholds by place, and the clock that the events are about, if
/// it is one; `as` names the entry whose measure shows a control that has none. What follows are inputs of a
/// scenario, indented; `each 1..3` repeats the lines that are indented further, with the number for `#` (and
/// `#+2` for two more), and the last line is the window that is reported. Then come the cases, whose values
/// stand for `$1`, `$2` and so on: `pass` is good enough, `edge` exactly what is demanded, in the last
/// instant in time, `fail` one step beyond.
struct WitnessRow: Sendable, CustomTestStringConvertible {
    /// The entry of the register.
    let standard: Standard.ID
    /// The place of the threshold in the entry, from 1.
    let place: Int
    /// The clock that serves it here; nil when it is measured by none.
    let clock: ClockName?
    /// The entry whose measure is looked at; the same but for controls.
    let measured: Standard.ID
    /// The clause with its sentence, and the figure that is demanded, as the register has them.
    var law: [String]
    /// What happens, with `report` at the end.
    let inputs: [String]
    /// What is seen of it.
    var cases: [Case]

    /// One run of the events.
    struct Case: Sendable {
        let kind: Kind
        let values: [String]
        /// What the report says.
        var said: String
    }

    enum Kind: String, Sendable, CaseIterable {
        case pass, edge, fail
    }

    var header: String {
        let parts = [standard.rawValue, String(place)] + (clock.map { [$0.rawValue] } ?? [])
        return (parts + (measured == standard ? [] : ["as", measured.rawValue])).joined(separator: " ")
    }

    var testDescription: String { header }

    /// Reads the lines of a row, the first without its `= `.
    init(_ lines: [String]) throws {
        var words = lines[0].split(separator: " ").map(String.init)
        guard lines.count > 3, words.count >= 2, let place = Int(words[1]) else {
            throw ScenarioError("no row: \(lines[0])")
        }
        standard = Standard.ID(words[0])
        self.place = place
        words.removeFirst(2)
        clock = words.first == "as" ? nil : words.first.map { ClockName($0) }
        measured = words.firstIndex(of: "as").map { Standard.ID(words[$0 + 1]) } ?? standard
        law = Array(lines[1...2])
        inputs = lines[3...].filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
        cases = try lines[3...].filter { !$0.hasPrefix("  ") }.map(Self.readCase)
    }

    private static func readCase(_ line: String) throws -> Case {
        let sides = line.split(separator: " -> ", maxSplits: 1).map(String.init)
        let words = (sides.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        guard sides.count == 2, words.count == 2, let kind = Kind(rawValue: words[0]) else {
            throw ScenarioError("no case: \(line)")
        }
        let values = words[1].split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
        return Case(kind: kind, values: values, said: sides[1])
    }

    /// The row as it is written.
    var text: String {
        let cases = cases.map { "\($0.kind) \($0.values.joined(separator: " | ")) -> \($0.said)" }
        return (["= \(header)"] + law + inputs.map { "  \($0)" } + cases).joined(separator: "\n")
    }

    /// The inputs of a case, one after the other.
    func lines(with values: [String]) throws -> [String] {
        let filled = inputs.map { line in
            values.indices.reduce(line) { $0.replacing("$\($1 + 1)", with: values[$1]) }
        }
        var lines: [String] = []
        var rest = filled[...]
        while let line = rest.popFirst() {
            guard line.hasPrefix("each ") else {
                lines.append(line)
                continue
            }
            let block = rest.prefix { $0.hasPrefix("  ") }
            rest = rest.dropFirst(block.count)
            for number in try Self.numbers(line) {
                lines += block.map { Self.numbered(String($0.dropFirst(2)), number) }
            }
        }
        return lines
    }

    /// `each 3..5` is 3, 4 and 5; `each 1..0` is nothing.
    private static func numbers(_ line: String) throws -> [Int] {
        let ends = line.dropFirst("each ".count).components(separatedBy: "..").compactMap { Int($0) }
        guard ends.count == 2 else { throw ScenarioError("no range: \(line)") }
        return ends[0] <= ends[1] ? Array(ends[0]...ends[1]) : []
    }

    private static func numbered(_ line: String, _ number: Int) -> String {
        let parts = line.split(separator: "#", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { text, part in
            let more = part.first == "+" ? part.dropFirst().prefix { $0.isNumber } : ""
            let rest = more.isEmpty ? part : part.dropFirst(more.count + 1)
            return text + String(number + (Int(more) ?? 0)) + rest
        }
    }
}
