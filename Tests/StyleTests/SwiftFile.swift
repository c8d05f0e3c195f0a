/// A Swift file, and what is left of it without comments and texts.
struct SwiftFile {
    /// From the root of the repository.
    let path: String
    /// As written.
    let lines: [String]
    /// Comments and texts replaced by spaces, line by line: what the compiler acts on.
    let code: [String]

    /// Takes a file apart; a snippet in a test gets a path that says where it would stand.
    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = CodeOnly.of(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The room that the file lies in: which other rooms its module may import, see ``DirectionRule``.
    ///
    /// A role has several: `Machine` of `Sources/Roles/Router/Machine/RouterMachine.swift`; its edges and
    /// logs are one. The station without I/O is apart from the rest of the runtime. Empty in tests.
    var room: String {
        switch part(1) {
        case "Roles": ["Machine", "Config"].contains(part(3)) ? part(3) : "Edge"
        case "Runtime": ["Kernel", "Deciding", "JSONTree"].contains(part(2)) ? "Kernel" : "Runtime"
        default: part(1)
        }
    }

    /// The role whose room it is, `Router`; empty for files that are no role's.
    var role: String { part(1) == "Roles" ? part(2) : "" }

    /// The module, as `Package.swift` names the folder's target; mostly the folder's own name.
    var module: String {
        switch (part(1), part(2), part(3)) {
        case ("Roles", let role, "Machine"), ("Roles", let role, "Log"): role
        case ("Roles", let role, let folder): role + folder
        case ("Simulation", "Faults", _): "Simulation"
        case ("CLI", _, _): "CLI"
        case (_, let folder, _): folder
        }
    }

    /// True for a file of a module: a program, a library, or what several test targets share.
    var isOfModule: Bool { path.hasPrefix("Sources/") || isSupport }

    /// True for what several test targets share: a room like the others, among the tests.
    var isSupport: Bool { path.hasPrefix("Tests/Support/") }

    private func part(_ index: Int) -> String {
        let place = isSupport ? "Sources/Testing/" + path.dropFirst("Tests/Support/".count) : path
        let parts = place.split(separator: "/")
        guard parts.first == "Sources", parts.count > index else { return "" }
        return String(parts[index])
    }

    /// Every imported module with its line, from 1.
    var imports: [(line: Int, module: String)] {
        code.enumerated().compactMap { index, line in
            var words = line.split(separator: " ").map(String.init)
            let modifiers = ["public", "package", "internal", "fileprivate", "private"]
            while let first = words.first, modifiers.contains(first) || first.hasPrefix("@") {
                words.removeFirst()
            }
            guard words.first == "import", words.count >= 2 else { return nil }
            let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
            return (index + 1, String(name.prefix { $0 != "." }))
        }
    }

    /// The lines, from 1, in whose code `word` stands with no letter, digit or underscore against its ends.
    func lines(with word: String) -> [Int] {
        code.indices.filter { code[$0].holds(word: word) }.map { $0 + 1 }
    }

    /// True when line `number` ends in a comment, or the line above it is one.
    func isExplained(line number: Int) -> Bool {
        let own = lines[number - 1]
        if own.contains("//"), !code[number - 1].contains("//") { return true }
        guard number > 1 else { return false }
        return lines[number - 2].trimmed.hasPrefix("//")
    }
}

extension String {
    /// Without the spaces at its ends.
    var trimmed: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }

    /// True when `word` stands in it as a word of its own; an end that is no letter needs nothing beside it.
    func holds(word: String) -> Bool {
        let text = Array(utf8)
        let wanted = Array(word.utf8)
        guard let first = wanted.first, let last = wanted.last, text.count >= wanted.count
        else { return false }
        for start in 0...(text.count - wanted.count) where text[start] == first {
            let end = start + wanted.count
            guard text[start..<end].elementsEqual(wanted) else { continue }
            if first.isOfName, start > 0, text[start - 1].isOfName { continue }
            if last.isOfName, end < text.count, text[end].isOfName { continue }
            return true
        }
        return false
    }
}

extension UInt8 {
    /// A letter, a digit or an underscore.
    var isOfName: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
