import Contacts
import JSONTree

/// The fields of one JSON object of an event, taken off one by one; what is left at the end is unknown.
struct EventFields {
    private var fields: [StrictJSON.Field]
    private let path: String

    /// Fields by which somebody might send content or identifiers in clear; refused until there is a vault
    /// for them.
    private static let content: Set<String> = [
        "subject", "body", "text", "content", "message", "transcript", "attachment", "attachments", "notes",
        "html",
        "name", "first_name", "last_name", "ssn", "dob", "date_of_birth", "address", "email", "phone",
        "phone_number", "caller", "caller_id", "from", "sponsor_ssn", "dod_id",
    ]

    /// Takes an object apart; `path` names it in errors, empty for the event itself.
    init(_ value: StrictJSON, path: String) throws(EventError) {
        guard case .object(let fields) = value else {
            throw .field(path.isEmpty ? "event" : path, value: value.outline, expected: "an object")
        }
        self.fields = fields
        self.path = path
        for field in fields where Self.content.contains(field.name.lowercased()) {
            throw .field(
                full(field.name),
                value: field.value.outline,
                expected: "nothing: only tokens and routing attributes are taken until the vault exists"
            )
        }
    }

    /// Fails when a field was not taken; `allowed` says what would have been.
    func finish(_ allowed: String) throws(EventError) {
        guard let field = fields.first else { return }
        throw .field(
            full(shortened(field.name)),
            value: field.value.outline,
            expected: "no unknown \(allowed)"
        )
    }

    /// One of `choices`, which must be there.
    mutating func choice<Value>(
        _ name: String,
        _ choices: [Value],
        by text: (Value) -> String
    ) throws(EventError) -> Value {
        guard let value = try optionalChoice(name, choices, by: text) else {
            throw absent(name, oneOf(choices.map(text)))
        }
        return value
    }

    /// One of `choices`; nil when absent or null.
    mutating func optionalChoice<Value>(
        _ name: String,
        _ choices: [Value],
        by text: (Value) -> String
    ) throws(EventError) -> Value? {
        let expected = oneOf(choices.map(text))
        guard let written = try optionalText(name, expected) else { return nil }
        for choice in choices where text(choice) == written { return choice }
        throw .field(full(name), value: "\"\(shortened(written))\"", expected: expected)
    }

    /// Some of `choices`, each at most once; nil when absent or null.
    mutating func optionalChoices<Value>(
        _ name: String, _ choices: [Value], by text: (Value) -> String
    ) throws(EventError) -> [Value]? {
        guard let value = take(name), value != .null else { return nil }
        let expected = "a list of " + choices.map(text).joined(separator: ", ") + ", each at most once"
        guard case .list(let items) = value else {
            throw .field(full(name), value: value.outline, expected: expected)
        }
        var found: [Value] = []
        for item in items {
            guard case .text(let written) = item, let choice = choices.first(where: { text($0) == written }),
                !found.contains(where: { text($0) == written })
            else { throw .field(full(name), value: item.outline, expected: expected) }
            found.append(choice)
        }
        return found
    }

    /// An idempotency key; empty when absent or null.
    mutating func key(_ name: String) throws(EventError) -> String {
        let expected = "a printable text of 1 to \(Limit.key) bytes"
        guard let text = try optionalText(name, expected) else { return "" }
        guard (1...Limit.key).contains(text.utf8.count), isPrintable(text) else {
            throw .field(full(name), value: "\"\(shortened(text))\"", expected: expected)
        }
        return text
    }

    /// A printable text that must be there: an effect's id, a reason.
    mutating func label(_ name: String) throws(EventError) -> String {
        let expected = "a printable text of 1 to \(Limit.name) bytes"
        guard let text = try optionalText(name, expected) else { throw absent(name, expected) }
        guard (1...Limit.name).contains(text.utf8.count), isPrintable(text) else {
            throw .field(full(name), value: "\"\(shortened(text))\"", expected: expected)
        }
        return text
    }

    /// A word of the topology's lists that must be there: an inquiry's type.
    mutating func word(_ name: String) throws(EventError) -> String {
        let expected = "1 to \(Limit.name) letters, digits and _ . -"
        guard let text = try optionalText(name, expected) else { throw absent(name, expected) }
        guard isWord(text) else {
            throw .field(full(name), value: "\"\(shortened(text))\"", expected: expected)
        }
        return text
    }

    /// A token for a member or an issue; nil when absent or null, and never repeated in errors.
    mutating func token<Kind>(_ name: String) throws(EventError) -> Name<Kind>? {
        let expected =
            "a token of 1 to \(Limit.name) letters, digits and _ . -, and no identifier in clear"
        guard let text = try optionalText(name, expected) else { return nil }
        guard isWord(text), !isSocialSecurityNumber(text) else {
            throw .field(full(name), value: StrictJSON.text(text).outline, expected: expected)
        }
        return Name(text)
    }

    /// A BCP 47 language tag; nil when absent or null.
    mutating func language(_ name: String) throws(EventError) -> String? {
        let expected = "a language tag of 2 to 35 letters, digits and -"
        guard let text = try optionalText(name, expected) else { return nil }
        guard (2...35).contains(text.utf8.count), text.utf8.allSatisfy({ isAlphanumeric($0) || $0 == 0x2D })
        else {
            throw .field(full(name), value: "\"\(shortened(text))\"", expected: expected)
        }
        return text
    }

    /// A contact that must be there.
    mutating func contact(_ name: String) throws(EventError) -> Contact.ID {
        let expected = "a contact id, as C1-42"
        guard let text = try optionalText(name, expected) else { throw absent(name, expected) }
        guard let contact = Contact.ID(text), contact.rawValue != 0, contact.description == text else {
            throw .field(full(name), value: "\"\(shortened(text))\"", expected: expected)
        }
        return contact
    }

    /// An instant; nil when absent or null.
    mutating func instant(_ name: String) throws(EventError) -> Instant? {
        guard let text = try optionalText(name, ISO8601.form) else { return nil }
        guard let instant = ISO8601.instant(text) else {
            throw .field(full(name), value: "\"\(shortened(text))\"", expected: ISO8601.form)
        }
        return instant
    }

    /// An instant that must be there.
    mutating func requiredInstant(_ name: String) throws(EventError) -> Instant {
        guard let instant = try instant(name) else { throw absent(name, ISO8601.form) }
        return instant
    }

    /// A whole number of `range`; nil when absent or null.
    mutating func integer(_ name: String, _ range: ClosedRange<Int>) throws(EventError) -> Int? {
        guard let value = take(name), value != .null else { return nil }
        guard case .number(let digits) = value, let number = Int(digits), range.contains(number) else {
            throw .field(
                full(name), value: value.outline,
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A whole number of `range` that must be there.
    mutating func requiredInteger(_ name: String, _ range: ClosedRange<Int>) throws(EventError) -> Int {
        guard let number = try integer(name, range) else {
            throw absent(name, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A list of as many items as `allowed` says, which must be there.
    mutating func list(_ name: String, _ allowed: ClosedRange<Int>) throws(EventError) -> [StrictJSON] {
        let expected = "a list of \(allowed.lowerBound) to \(allowed.upperBound)"
        guard let value = take(name) else { throw absent(name, expected) }
        guard case .list(let items) = value, allowed.contains(items.count) else {
            throw .field(full(name), value: value.outline, expected: expected)
        }
        return items
    }

    /// The names of an object with their texts, each a word; none when absent or null.
    mutating func words(_ name: String) throws(EventError) -> [(name: String, value: String)] {
        let expected = "an object of words"
        guard let value = take(name), value != .null else { return [] }
        guard case .object(let list) = value, list.count <= Limit.workFacts else {
            throw .field(full(name), value: value.outline, expected: expected)
        }
        var inner = try EventFields(value, path: full(name))
        var words: [(name: String, value: String)] = []
        for field in list {
            guard isWord(field.name) else {
                throw .field(full(name), value: "\"\(shortened(field.name))\"", expected: expected)
            }
            words.append((field.name, try inner.word(field.name)))
        }
        return words
    }

    private mutating func optionalText(_ name: String, _ expected: String) throws(EventError) -> String? {
        guard let value = take(name), value != .null else { return nil }
        guard case .text(let text) = value else {
            throw .field(full(name), value: value.outline, expected: expected)
        }
        return text
    }

    /// True when a field of that name is there.
    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    private mutating func take(_ name: String) -> StrictJSON? {
        guard let index = fields.firstIndex(where: { $0.name == name }) else { return nil }
        return fields.remove(at: index).value
    }

    private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private func absent(_ name: String, _ expected: String) -> EventError {
        .field(full(name), value: "absent", expected: expected)
    }
}

private func oneOf(_ choices: [String]) -> String { "one of \(choices.joined(separator: ", "))" }

private func isPrintable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            false
        default: true
        }
    }
}

private func isWord(_ text: String) -> Bool {
    (1...Limit.name).contains(text.utf8.count)
        && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D }
}

private func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: false
    }
}

/// Nine digits, bare or as 123-45-6789: the identifier most likely to be sent where a token belongs.
private func isSocialSecurityNumber(_ text: String) -> Bool {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    let sizes = groups.map(\.utf8.count)
    return groups.joined().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        && (sizes == [9] || sizes == [3, 2, 4])
}
