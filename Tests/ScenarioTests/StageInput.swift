/// An input line: its words in order, and what it says as `name=value`.
struct StageInput {
    /// The whole line, for who is told that it is not understood.
    let line: String
    private var words: ArraySlice<String>
    private var values: [String: String] = [:]

    init(_ line: String) {
        self.line = line
        var words: [String] = []
        for word in line.split(separator: " ").map(String.init) {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { values[parts[0]] = parts[1] } else { words.append(word) }
        }
        self.words = words[...]
    }

    /// The next word.
    mutating func next() throws -> String {
        guard let word = words.popFirst() else { throw misunderstood }
        return word
    }

    /// The next word as `Value`.
    mutating func next<Value>(_ read: (String) -> Value?) throws -> Value {
        guard let value = read(try next()) else { throw misunderstood }
        return value
    }

    /// Takes `word` if it is the next one.
    mutating func takes(_ word: String) -> Bool {
        guard words.first == word else { return false }
        words.removeFirst()
        return true
    }

    /// What the line says of `name`; nil when nothing.
    mutating func value(_ name: String) -> String? { values.removeValue(forKey: name) }

    /// What the line says of `name` as `Value`; nil when nothing.
    mutating func value<Value>(_ name: String, _ read: (String) -> Value?) throws -> Value? {
        guard let text = value(name) else { return nil }
        guard let value = read(text) else { throw misunderstood }
        return value
    }

    /// Everything that the line says and nobody asked for, by name.
    mutating func otherValues() -> [(name: String, value: String)] {
        defer { values = [:] }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Throws when something of the line was not understood.
    func end() throws {
        guard words.isEmpty, values.isEmpty else { throw misunderstood }
    }

    var misunderstood: ScenarioError { ScenarioError("not understood: \(line)") }
}
