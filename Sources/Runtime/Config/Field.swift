package import Contacts
package import Yams

/// A value of a file together with the place it stands at, so that whoever finds fault with it can say where.
package struct Field {
    /// The file, as people named it.
    package let file: String
    /// JSON-like: `stations[3].tier`.
    package let path: String
    /// From 1.
    package let line: Int
    /// What stands there.
    package let node: Node

    /// Makes a value that stands at a place; in a file that is absent there is none, and it holds nothing.
    package init(file: String = "", path: String = "", line: Int = 0, node: Node = Node("")) {
        self.file = file
        self.path = path
        self.line = line
        self.node = node
    }

    /// What stands there, short enough for one line.
    package var shown: String {
        switch node {
        case .scalar(let scalar):
            isNull ? "nothing" : "\"\(scalar.string.prefix(120))\""
        case .mapping(let mapping):
            mapping.isEmpty ? "an empty mapping" : "a mapping"
        case .sequence(let sequence):
            sequence.isEmpty ? "an empty list" : "a list"
        case .alias: "an alias"
        }
    }

    /// True for `key:` with nothing behind it.
    package var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null"].contains(scalar.string)
    }

    /// The bare text, or nil when it is no scalar.
    package var scalar: String? {
        guard case .scalar(let scalar) = node, !isNull else { return nil }
        return scalar.string
    }

    // MARK: Scalars

    /// Its text, which may not be empty; what a fact repeats may be no longer than facts can be.
    package func text(
        _ findings: inout Findings, expected: String = "text", limit: Int = Limit.text
    ) -> String? {
        guard let scalar, !scalar.isEmpty else {
            findings.add(self, expected: expected)
            return nil
        }
        guard scalar.utf8.count <= limit else {
            findings.add(self, expected: "\(expected) of at most \(limit) bytes")
            return nil
        }
        return scalar
    }

    /// A name of letters, digits, dots, hyphens and underscores, as stations, agents and clocks have.
    package func name<Kind>(_ findings: inout Findings, expected: String = "a name") -> Name<Kind>? {
        guard let scalar, (1...64).contains(scalar.utf8.count), scalar.utf8.allSatisfy(Self.isNameByte) else {
            findings.add(self, expected: "\(expected) of 1 to 64 letters, digits, '.', '-' or '_'")
            return nil
        }
        return Name(scalar)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// A whole number within `range`.
    package func integer(_ range: ClosedRange<Int>, _ findings: inout Findings) -> Int? {
        guard let scalar, let number = Int(scalar), range.contains(number) else {
            let upper = range.upperBound == .max ? "or more" : "to \(range.upperBound)"
            findings.add(self, expected: "a whole number, \(range.lowerBound) \(upper)")
            return nil
        }
        return number
    }

    /// A word of `words`, which are given by their raw value.
    package func word<Word: RawRepresentable<String>>(_ words: [Word], _ findings: inout Findings) -> Word? {
        guard let scalar, let word = words.first(where: { $0.rawValue == scalar }) else {
            findings.add(self, expected: Self.choice(words.map(\.rawValue)))
            return nil
        }
        return word
    }

    /// `true` or `false`.
    package func truth(_ findings: inout Findings) -> Bool? {
        guard let scalar, scalar == "true" || scalar == "false" else {
            findings.add(self, expected: "true or false")
            return nil
        }
        return scalar == "true"
    }

    /// A tier.
    package func tier(_ findings: inout Findings) -> Tier? {
        guard let scalar, let tier = Int(scalar).flatMap(Tier.init(rawValue:)) else {
            findings.add(self, expected: "1, 2 or 3")
            return nil
        }
        return tier
    }

    /// A calendar date.
    package func date(_ findings: inout Findings) -> CivilDate? {
        guard let scalar, let date = CivilDate(scalar) else {
            findings.add(self, expected: "a date YYYY-MM-DD")
            return nil
        }
        return date
    }

    /// A positive length of elapsed time: `20s`, `2m`, `4h`.
    package func elapsed(_ findings: inout Findings) -> Duration? {
        guard let scalar, case .elapsed(let microseconds)? = TimeLength(scalar) else {
            findings.add(self, expected: "a length of time such as 20s, 2m or 4h")
            return nil
        }
        return .microseconds(microseconds)
    }

    /// A positive length of time in any unit.
    package func timeLength(_ findings: inout Findings) -> TimeLength? {
        guard let scalar, let length = TimeLength(scalar) else {
            findings.add(self, expected: TimeLength.forms)
            return nil
        }
        return length
    }

    // MARK: Collections

    /// Its items, which may not be none unless `size` says so.
    package func items(_ findings: inout Findings, _ size: ListSize = .atLeastOne) -> [Field]? {
        guard case .sequence(let sequence) = node, size == .any || !sequence.isEmpty else {
            findings.add(self, expected: size == .any ? "a list" : "a list of at least one")
            return nil
        }
        return sequence.enumerated().map { index, item in
            Field(file: file, path: "\(path)[\(index)]", line: item.mark?.line ?? line, node: item)
        }
    }

    /// Its items, at least one and at most as many as a fact may tell of.
    package func few(_ findings: inout Findings, limit: Int = Limit.clocks) -> [Field] {
        let items = items(&findings) ?? []
        guard items.count > limit else { return items }
        findings.add(items[limit], value: "\(items.count) items", expected: "at most \(limit)")
        return []
    }

    /// How many items a list may have.
    package enum ListSize {
        case any, atLeastOne
    }

    /// Its keys with their values, in the order written; only text is a key.
    package func entries(_ findings: inout Findings) -> [(key: String, value: Field)]? {
        guard case .mapping(let mapping) = node else {
            findings.add(self, expected: "a mapping")
            return nil
        }
        var entries: [(key: String, value: Field)] = []
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                findings.add(self, value: "a key that is no text", expected: "keys that are text")
                return nil
            }
            let inner = path.isEmpty ? scalar.string : "\(path).\(scalar.string)"
            let place = key.mark?.line ?? line
            entries.append((scalar.string, Field(file: file, path: inner, line: place, node: value)))
        }
        return entries
    }

    /// `a, b or c`.
    package static func choice(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    }
}
