/// Habits that style.md#errors, style.md#comments and style.md#avoid ask for or rule out.
enum HabitRule {
    /// Words that no file may hold, with what to write instead.
    static let banned = [
        PurityRule.Ban(word: "nonisolated(unsafe)", instead: "a Mutex, or an actor that owns the value"),
        PurityRule.Ban(word: "Task.detached", instead: "a task group, or an actor that owns the task"),
    ]

    /// Words that no program may hold: what writes so ends the process, or drops the text and says nothing.
    static let bannedInSources = [
        PurityRule.Ban(word: "FileHandle.standardError", instead: "a Logger, or Outcome.say in tierline"),
        PurityRule.Ban(word: "FileHandle.standardOutput", instead: "print or Output.write of tierline"),
        PurityRule.Ban(word: "fputs(", instead: "a Logger, or Outcome.say in tierline"),
        PurityRule.Ban(word: "Swift.print(", instead: "print of tierline"),
    ]

    /// Words that no test may hold.
    static let bannedInTests = [
        PurityRule.Ban(word: "Task.sleep", instead: "virtual time, or wait for an event with a time limit"),
        PurityRule.Ban(word: "sleep(", instead: "virtual time, or wait for an event with a time limit"),
        PurityRule.Ban(word: "usleep(", instead: "virtual time, or wait for an event with a time limit"),
        PurityRule.Ban(word: "XCTest", instead: "Swift Testing"),
    ]

    /// Banned words in the code of `file`.
    static func words(in file: SwiftFile) -> [Violation] {
        let bans = banned + (file.path.hasPrefix("Tests/") ? bannedInTests : bannedInSources)
        return bans.flatMap { ban in
            file.lines(with: ban.word).map { line in
                Violation(path: file.path, line: line, text: "`\(ban.word)`; write \(ban.instead)")
            }
        }
    }

    /// A dropped error that nobody says why it may be dropped.
    static func droppedErrors(in file: SwiftFile) -> [Violation] {
        file.lines(with: "try?").filter { !file.isExplained(line: $0) }.map { line in
            Violation(
                path: file.path, line: line,
                text: "`try?` without a comment on or above the line; say why the error may be dropped")
        }
    }

    /// An unchecked promise that nobody says why it holds.
    static func uncheckedSendables(in file: SwiftFile) -> [Violation] {
        file.lines(with: "@unchecked Sendable").compactMap { line in
            var above: [String] = []
            var index = line - 2
            while index >= 0, file.lines[index].trimmed.hasPrefix("///") {
                above.append(file.lines[index])
                index -= 1
            }
            guard !above.joined(separator: " ").contains("endable because") else { return nil }
            return Violation(
                path: file.path, line: line,
                text: "`@unchecked Sendable` whose doc comment does not say `Sendable because ...`")
        }
    }

    /// Notes to oneself.
    static func notes(in path: String, _ lines: [String]) -> [Violation] {
        let words = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
        return lines.indices.flatMap { index in
            words.filter { lines[index].holds(word: $0) }.map { word in
                Violation(path: path, line: index + 1, text: "\(word); do it, or write an issue")
            }
        }
    }

    /// Public types that say nothing of themselves.
    static func undocumentedTypes(in file: SwiftFile) -> [Violation] {
        guard file.isOfModule else { return [] }
        let kinds = ["struct", "enum", "class", "actor", "protocol"]
        return file.code.indices.filter { index in
            let words = file.code[index].split(separator: " ").filter { $0 != "final" && $0 != "indirect" }
            guard words.count > 2, words[0] == "public", kinds.contains(String(words[1]))
            else { return false }
            var above = index - 1
            while above >= 0, file.lines[above].trimmed.hasPrefix("@") { above -= 1 }
            return above < 0 || !file.lines[above].trimmed.hasPrefix("///")
        }.map { index in
            Violation(
                path: file.path, line: index + 1, text: "a public type without a doc comment; say why it is")
        }
    }

    /// Modules none of whose files says what the module is for.
    static func silentModules(in files: [SwiftFile]) -> [Violation] {
        Dictionary(grouping: files) { $0.room + "/" + $0.module }.compactMap { module, files in
            if files.contains(where: { saysWhy($0) }) { return nil }
            return Violation(
                path: "Sources/" + module, line: 1,
                text: "no file of the module says what it is for; give its first type a doc comment")
        }.sorted { $0.path < $1.path }
    }

    /// A type's doc comment, or for a program the lines that open its main file.
    private static func saysWhy(_ file: SwiftFile) -> Bool {
        if file.lines.contains(where: { $0.trimmed.hasPrefix("///") }) { return true }
        return file.path.hasSuffix("main.swift") && file.lines.prefix(2).allSatisfy { $0.hasPrefix("// ") }
    }
}
