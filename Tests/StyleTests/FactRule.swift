/// No file names a fact only to say that it is not concerned: the schema says whom a fact concerns, and a
/// role's own enums hold nothing else (decision 0032).
///
/// A switch is over facts when each of its cases begins with a kind of fact, `told` or `nil`; other enums
/// share some of the words, but not all of a switch.
enum FactRule {
    /// What a case says that does nothing.
    private static let nothing: Set<String> = [
        "break", "return", "continue", "nil", "return nil", "[]", "return []", "false", "return false", "()",
        "{}",
    ]

    /// One case of a switch.
    private struct Case {
        var line: Int
        var names: [String]
        var body: String
    }

    /// The names of the kinds in the text of `FactKind.swift`.
    static func kinds(in text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").map { String($0).trimmed }.filter { $0.hasPrefix("case ") }
                .map { String($0.dropFirst(5).prefix { $0.isLetter }) })
    }

    /// Cases of `file` that name facts and do nothing.
    static func violations(in file: SwiftFile, kinds: Set<String>) -> [Violation] {
        file.code.indices.filter { file.code[$0].isSwitch }.flatMap { start -> [Violation] in
            let cases = cases(of: file.code, from: start)
            let names = cases.flatMap(\.names)
            guard names.contains(where: kinds.contains),
                names.allSatisfy({ kinds.contains($0) || $0 == "told" || $0 == "nil" })
            else { return [] }
            let idle = cases.filter { nothing.contains($0.body) && $0.names.contains(where: kinds.contains) }
            return idle.map { one in
                let names = one.names.joined(separator: ", ")
                return Violation(
                    path: file.path, line: one.line,
                    text: "\(names) is named only to be ignored; let the schema say whom a fact is for, or "
                        + "take what concerns you with `if case` or a `default`")
            }
        }
    }

    /// The cases of the switch that opens in line `start`; its closing bracket stands under the first letter.
    private static func cases(of code: [String], from start: Int) -> [Case] {
        let margin = String(code[start].prefix { $0 == " " })
        var cases: [Case] = []
        var text = ""
        var first = start
        func finish() {
            if let read = read(text, line: first + 1) { cases.append(read) }
        }
        for line in code.indices.dropFirst(start + 1) {
            if code[line].hasPrefix(margin + "}") || code[line].hasPrefix(margin + "default") { break }
            if code[line].hasPrefix(margin + "case ") {
                finish()
                (text, first) = ("", line)
            }
            text += " " + code[line].trimmed
        }
        finish()
        return cases
    }

    /// Takes `case .a(let b), .c: body` apart at its colon outside of brackets.
    private static func read(_ text: String, line: Int) -> Case? {
        let text = text.trimmed
        guard text.hasPrefix("case ") else { return nil }
        var depth = 0
        var label = ""
        var rest = text.dropFirst(5)
        var patterns: [String] = []
        while let sign = rest.popFirst() {
            if "([{".contains(sign) { depth += 1 }
            if ")]}".contains(sign) { depth -= 1 }
            if depth == 0, sign == "," || sign == ":" {
                patterns.append(label.trimmed)
                label = ""
                if sign == ":" { break }
            } else {
                label.append(sign)
            }
        }
        let names = patterns.map { String($0.drop { $0 == "." }.prefix { $0.isLetter || $0.isNumber }) }
        return Case(line: line, names: names, body: String(rest).trimmed)
    }
}

extension String {
    /// True when a switch opens in this line, whatever is before it.
    fileprivate var isSwitch: Bool { holds(word: "switch") && trimmed.hasSuffix("{") }
}
