/// How long a line, a function and a file may be.
enum SizeRule {
    /// Characters of a line.
    static let line = 110
    /// Lines of a function; dispatch switches apart.
    static let function = 70
    /// Lines of a source file.
    static let source = 400
    /// Lines of a test file.
    static let test = 600
    /// Bytes of any file that people write.
    static let bytes = 256 * 1024

    /// Lines that are too long.
    static func longLines(in file: SwiftFile) -> [Violation] {
        file.lines.indices.filter { file.lines[$0].count > line }.map { index in
            Violation(
                path: file.path, line: index + 1,
                text: "\(file.lines[index].count) characters, at most \(line); break the line")
        }
    }

    /// A file with two nouns in it.
    static func longFile(_ file: SwiftFile) -> [Violation] {
        let limit = file.path.hasPrefix("Tests/") ? test : source
        let count = file.lines.last == "" ? file.lines.count - 1 : file.lines.count
        guard count > limit else { return [] }
        return [
            Violation(
                path: file.path, line: count,
                text: "\(count) lines, at most \(limit); there are two nouns in it, give each its file")
        ]
    }

    /// Functions that do more than one thing.
    static func longFunctions(in file: SwiftFile) -> [Violation] {
        FunctionFinder.functions(in: file.code).compactMap { found in
            let length = found.lines.count - DispatchSwitch.lines(in: file.code, within: found.lines)
            guard length > function else { return nil }
            return Violation(
                path: file.path, line: found.lines.lowerBound + 1,
                text: "`\(found.name)` has \(length) lines, at most \(function); name its parts")
        }
    }

    /// A file that is no text people write.
    static func violation(of file: TrackedFile, size: Int) -> Violation? {
        guard !file.isGenerated, size > bytes else { return nil }
        return Violation(
            path: file.path, line: 1,
            text: "\(size) bytes, at most \(bytes); generate it, or keep it elsewhere")
    }
}

/// Finds functions and initialisers by their braces.
enum FunctionFinder {
    /// A function with the lines from its name to its last brace, counted from 0.
    struct Function {
        let name: String
        let lines: ClosedRange<Int>
    }

    /// The functions of a file whose comments and texts are blanked.
    static func functions(in code: [String]) -> [Function] {
        code.indices.compactMap { index in
            guard let name = name(declaredOn: code[index]) else { return nil }
            guard let opened = body(after: index, in: code) else { return nil }
            guard let closed = Braces.end(in: code, from: opened) else { return nil }
            return Function(name: name, lines: index...closed)
        }
    }

    private static func name(declaredOn line: String) -> String? {
        let words = line.trimmed.split(separator: " ").map(String.init)
        if let index = words.firstIndex(of: "func"), index + 1 < words.count {
            return String(words[index + 1].prefix { $0 != "(" && $0 != "<" })
        }
        let modifiers = ["public", "package", "internal", "private", "fileprivate", "convenience", "required"]
        guard let first = words.first(where: { !modifiers.contains($0) }) else { return nil }
        return ["init(", "init?(", "init<"].contains { first.hasPrefix($0) } ? "init" : nil
    }

    /// Where the body's brace is; nil for a requirement of a protocol, which has none.
    private static func body(after start: Int, in code: [String]) -> (line: Int, column: Int)? {
        var depth = 0
        for line in start..<min(start + 30, code.count) {
            let bytes = Array(code[line].utf8)
            if line > start, depth == 0, !goesOn(code[line].trimmed) { return nil }
            for (column, byte) in bytes.enumerated() {
                switch byte {
                case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
                case UInt8(ascii: "{") where depth == 0: return (line, column)
                case UInt8(ascii: "}") where depth == 0: return nil
                default: break
                }
            }
        }
        return nil
    }

    private static func goesOn(_ line: String) -> Bool {
        ["{", "->", "throws", "async", "where", "rethrows", ")"].contains { line.hasPrefix($0) }
    }
}

/// Matches braces in blanked code.
enum Braces {
    /// The line of the brace that closes the one at `start`.
    static func end(in code: [String], from start: (line: Int, column: Int)) -> Int? {
        var depth = 0
        for line in start.line..<code.count {
            let bytes = Array(code[line].utf8)
            for byte in line == start.line ? bytes[start.column...] : bytes[...] {
                if byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "}") { depth -= 1 }
                if depth == 0 { return line }
            }
        }
        return nil
    }
}

/// A switch whose every case is one line: a table, which is read by looking up and may be long.
enum DispatchSwitch {
    /// How many of `lines` belong to such switches.
    static func lines(in code: [String], within lines: ClosedRange<Int>) -> Int {
        var count = 0
        var line = lines.lowerBound
        while line <= lines.upperBound {
            if let found = table(in: code, at: line) {
                count += found.count
                line = found.upperBound
            }
            line += 1
        }
        return count
    }

    private static func table(in code: [String], at line: Int) -> ClosedRange<Int>? {
        let text = code[line]
        guard text.holds(word: "switch"), text.trimmed.hasSuffix("{") else { return nil }
        let opened = (line: line, column: text.utf8.count - text.reversedBrace)
        guard let end = Braces.end(in: code, from: opened) else { return nil }
        var statements = 0
        var inLabel = false
        var depth = 0
        for index in (line + 1)..<max(end, line + 1) {
            var rest = code[index].trimmed[...]
            if !inLabel, ["case ", "default:", "@unknown "].contains(where: { rest.hasPrefix($0) }) {
                (inLabel, statements, depth) = (true, 0, 0)
            }
            if inLabel {
                guard let after = afterLabel(rest, &depth) else { continue }
                (inLabel, rest) = (false, after)
            }
            if !rest.allSatisfy({ $0 == " " }) { statements += 1 }
            if statements > 1 { return nil }
        }
        return line...end
    }

    /// What follows the colon of a label; nil when the label goes on in the next line.
    private static func afterLabel(_ text: Substring, _ depth: inout Int) -> Substring? {
        for index in text.indices {
            switch text[index] {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case ":" where depth == 0: return text[text.index(after: index)...]
            default: break
            }
        }
        return nil
    }
}

extension String {
    /// How far from the end the last opening brace is.
    fileprivate var reversedBrace: Int {
        var count = 0
        for byte in utf8.reversed() {
            count += 1
            if byte == UInt8(ascii: "{") { return count }
        }
        return 0
    }
}
