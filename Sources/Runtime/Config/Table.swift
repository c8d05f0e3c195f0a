package import Contacts

/// A mapping whose keys are known: an unknown key is a finding, because it is nearly always a known one
/// misspelt.
package struct Table {
    /// The mapping itself.
    package let field: Field
    private let entries: [(key: String, value: Field)]

    /// Reads `field` as a mapping of `keys`; nil when it is none.
    ///
    /// Keys of `gone` were there once: whoever still writes one is told what to do instead.
    package init?(_ field: Field, keys: [String], gone: [String: String] = [:], _ findings: inout Findings) {
        guard let entries = field.entries(&findings) else { return nil }
        for entry in entries where !keys.contains(entry.key) {
            let expected = gone[entry.key] ?? Field.choice(keys)
            findings.add(entry.value, value: "the key \"\(entry.key)\"", expected: expected)
        }
        self.field = field
        self.entries = entries
    }

    /// The value of `key`, or nil when it is absent or left blank.
    package func optional(_ key: String) -> Field? {
        entries.first { $0.key == key }.flatMap { $0.value.isNull ? nil : $0.value }
    }

    /// The value of `key`; a finding when it is absent or left blank.
    package func required(_ key: String, _ findings: inout Findings, expected: String? = nil) -> Field? {
        if let field = optional(key) { return field }
        let place = entries.first { $0.key == key }?.value
        let path = field.path.isEmpty ? key : "\(field.path).\(key)"
        findings.add(
            file: field.file, line: place?.line ?? field.line, path: path, value: "nothing",
            expected: expected ?? "the key \"\(key)\"")
        return nil
    }

    /// The items of the list at `key`; none when it is absent.
    package func list(
        _ key: String, _ findings: inout Findings, _ size: Field.ListSize = .atLeastOne
    ) -> [Field] {
        optional(key)?.items(&findings, size) ?? []
    }

    /// The items of the list at `key`, each as a word of an enumeration; none when it is absent.
    package func words<Word: RawRepresentable<String>>(
        _ key: String, _ words: [Word], _ findings: inout Findings
    ) -> [Word] {
        list(key, &findings).compactMap { $0.word(words, &findings) }
    }

    /// The text at `key`, as a name.
    package func name<Kind>(
        _ key: String, _ findings: inout Findings, expected: String = "a name"
    ) -> Name<Kind>? {
        required(key, &findings)?.name(&findings, expected: expected)
    }

    /// The text at `key`, as a name, or nil when it is absent.
    package func optionalName<Kind>(
        _ key: String, _ findings: inout Findings, expected: String = "a name"
    ) -> Name<Kind>? {
        optional(key)?.name(&findings, expected: expected)
    }

    /// The names of the list at `key` with their places, each once; none when it is absent.
    package func names<Kind>(
        _ key: String, _ findings: inout Findings, _ size: Field.ListSize = .atLeastOne
    ) -> [Placed<Name<Kind>>] {
        var seen: Set<Name<Kind>> = []
        return list(key, &findings, size).compactMap { field in
            guard let name: Name<Kind> = field.name(&findings) else { return nil }
            guard seen.insert(name).inserted else {
                findings.add(field, expected: "each name once")
                return nil
            }
            return Placed(name, field)
        }
    }

    /// The entries of the mapping at `key`; none when it is absent.
    package func mapping(_ key: String, _ findings: inout Findings) -> [(key: String, value: Field)] {
        optional(key)?.entries(&findings) ?? []
    }

    /// Requires the form of the file to be the one this program reads.
    package func requireVersion(_ findings: inout Findings) {
        _ = required("version", &findings)?.integer(1...1, &findings)
    }
}

/// A value that was read, with the place it came from, for what is checked once every file is read.
package struct Placed<Value> {
    package let value: Value
    package let field: Field

    package init(_ value: Value, _ field: Field) {
        self.value = value
        self.field = field
    }
}
