/// What may not stand in pure modules: everything whose answer differs from one run to the next.
enum PurityRule {
    /// The rooms whose modules are pure.
    static let rooms = ["Model", "Kernel", "Machine"]

    /// A banned word with what to write instead.
    struct Ban {
        let word: String
        let instead: String
    }

    /// Modules that a pure module may not import.
    static let imports = [
        Ban(word: "Foundation", instead: "use the standard library, or let the runtime pass the value in"),
        Ban(word: "FoundationEssentials", instead: "let the runtime pass the value in"),
        Ban(word: "Glibc", instead: "let the runtime ask the system and pass the answer in"),
        Ban(word: "Dispatch", instead: "return facts; the station's threads do the work"),
        Ban(word: "Synchronization", instead: "a value needs no lock; its owner is one thread"),
        Ban(word: "Logging", instead: "record a fact: facts are the log"),
    ]

    /// Words that a pure module may not say.
    static let words = [
        Ban(word: "Date", instead: "take `at now: Instant`"),
        Ban(word: "ContinuousClock", instead: "take `at now: Instant`"),
        Ban(word: "SuspendingClock", instead: "take `at now: Instant`"),
        Ban(word: "UUID", instead: "count: ids are numbers of their owner's journal"),
        Ban(word: ".random", instead: "take a seeded generator `inout`"),
        Ban(word: ".randomElement", instead: "take a seeded generator `inout`"),
        Ban(word: ".shuffled", instead: "take a seeded generator `inout`"),
        Ban(word: "SystemRandomNumberGenerator", instead: "take a seeded generator `inout`"),
        Ban(word: "Task", instead: "return a fact; the shell acts on it"),
        Ban(word: "async", instead: "decide at once; the shell waits"),
        Ban(word: "await", instead: "decide at once; the shell waits"),
        Ban(word: "actor", instead: "a struct: the shell owns the thread"),
        Ban(word: "Mutex", instead: "a value needs no lock"),
        Ban(word: "Double", instead: "integers, or a table made when the configuration is loaded"),
        Ban(word: "Float", instead: "integers, or a table made when the configuration is loaded"),
        Ban(word: "print", instead: "record a fact: facts are the log"),
    ]

    /// Files that need a banned word, each with its reason; none does today.
    static let exceptions: [Exception] = []

    /// One file's leave to use one banned word.
    struct Exception {
        let path: String
        let word: String
        let reason: String
    }

    /// What is banned in `file`.
    static func violations(in file: SwiftFile) -> [Violation] {
        guard rooms.contains(file.room) else { return [] }
        var found: [Violation] = []
        for (line, module) in file.imports {
            guard let ban = imports.first(where: { $0.word == module }) else { continue }
            found.append(violation(of: ban, in: file, line))
        }
        for ban in words {
            for line in file.lines(with: ban.word) { found.append(violation(of: ban, in: file, line)) }
        }
        return found.filter { violation in
            !exceptions.contains { $0.path == file.path && violation.text.hasPrefix("`\($0.word)`") }
        }
    }

    /// A `default:` in a decision: a new case would be decided by nobody.
    static func defaults(in file: SwiftFile) -> [Violation] {
        guard file.room == "Machine" else { return [] }
        return file.code.indices.filter { file.code[$0].trimmed.hasPrefix("default:") }.map { index in
            Violation(
                path: file.path, line: index + 1,
                text: "`default:` in a decision; name the cases, so that a new one stops the build here")
        }
    }

    private static func violation(of ban: Ban, in file: SwiftFile, _ line: Int) -> Violation {
        Violation(path: file.path, line: line, text: "`\(ban.word)` in a pure module; \(ban.instead)")
    }
}
