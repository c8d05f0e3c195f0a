import Foundation
import Standards
import TopologyFile

/// Registers in which the figures are others, written, read and checked as the shipped one is.
///
/// Where the answer stays the same by them, nothing was shown.
enum EditedRegister {
    /// Every threshold asks for nothing.
    static let easier = Result { try register { threshold($0, nothing) } }
    /// Every threshold is moved by a hundredth, so that what stood exactly at it stands on its other
    /// side; 100 percent cannot be moved.
    static let moved = Result { try register { threshold($0, other) } }
    /// Every number of a measure is another.
    static let remeasured = Result { try register(measures: true) { remeasured($0) } }
    /// The rules as shipped, but that nobody asks every quarter of a minute what waits, nor every quarter of
    /// an hour whether it can be done: letters wait for months here.
    static let shipped = Result { try rules { _ in } }
    /// The rules of a topology all of whose clocks allow one unit more, with each hand-off's promise.
    static let longer = Result { try rules(lengthen) }

    // MARK: Lines

    private static func register(
        measures: Bool = false, _ edit: (String) -> String
    ) throws -> [Standard.ID: Standard] {
        let url = StageRules.folder.appendingPathComponent("standards.yaml")
        var isOfMeasure = false
        let lines = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n").map { line in
            if line.hasPrefix("    measure:") { isOfMeasure = true }
            if line.hasPrefix("    served_by:") { isOfMeasure = false }
            return isOfMeasure == measures ? edit(line) : line
        }
        let file = NSTemporaryDirectory() + "register-\(UUID().uuidString).yaml"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }  // Swept with the temporary folder.
        let standards = try Topology.register(file)
        return Dictionary(standards.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The line with another figure, when it is a threshold with a percentage or a value.
    private static func threshold(_ line: String, _ change: (Exact, _ comparison: String) -> Exact?) -> String
    {
        let isRow = line.hasPrefix("      - {percent:") || line.hasPrefix("      - {op:")
        guard isRow, let found = line.firstMatch(of: #/(percent|value): (-?[0-9.]+)/#),
            let value = Exact(String(found.2)),
            let changed = change(value, found.1 == "percent" ? ">=" : comparison(of: line))
        else { return line }
        return line.replacingCharacters(in: found.range, with: "\(found.1): \(changed)")
    }

    private static func comparison(of line: String) -> String {
        line.firstMatch(of: #/op: "([<>=]+)"/#).map { String($0.1) } ?? ">="
    }

    private static func nothing(_ value: Exact, _ comparison: String) -> Exact? {
        switch comparison {
        case ">=": 0
        case "=": nil
        default: value <= 100 ? 100 : 99_999
        }
    }

    private static func other(_ value: Exact, _ comparison: String) -> Exact? {
        switch comparison {
        case ">=" where value != 100: Exact(tenThousandths: value.tenThousandths + 100)
        case "<": Exact(tenThousandths: value.tenThousandths + 100)
        case "<=": Exact(tenThousandths: value.tenThousandths - 100)
        default: nil
        }
    }

    private static func remeasured(_ line: String) -> String {
        line.replacing(#/\b(within|days|repeat_days|times|satisfied_from): ([0-9]+)/#) { found in
            let number = Int(found.2) ?? 0
            return "\(found.1): \(found.1 == "satisfied_from" ? number + 1 : number - 1)"
        }
    }

    private static func rules(
        _ change: (_ folder: URL) throws -> Void
    ) throws -> (folder: URL, topology: Topology) {
        let folder = try StageRules.makeCopy(of: StageRules.folder)
        for (file, old, new) in [
            ("single-host.yaml", "roll_call: 15s", "roll_call: 1h"),
            ("foresight.yaml", "every: 15m", "every: 24h"),
        ] {
            let url = folder.appendingPathComponent(file)
            let text = try String(contentsOf: url, encoding: .utf8)
            try text.replacing(old, with: new).write(to: url, atomically: true, encoding: .utf8)
        }
        try change(folder)
        return (folder, try StageRules.load(folder))
    }

    private static func lengthen(_ folder: URL) throws {
        for (file, end) in [("standards.yaml", "\nreadings:\n"), ("escalation.yaml", "\nnowhere")] {
            let url = folder.appendingPathComponent(file)
            let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: end)
            let clocks = parts[0].replacing(#/(after|window): ([0-9]+)( ?)([a-z ]+?)s?(?=[,}\n])/#) { found in
                let number = (Int(found.2) ?? 0) + 1
                return "\(found.1): \(number)\(found.3)\(found.4)" + (found.4.contains(" ") ? "s" : "")
            }
            try ([clocks] + parts.dropFirst()).joined(separator: end)
                .write(to: url, atomically: true, encoding: .utf8)
        }
    }
}
