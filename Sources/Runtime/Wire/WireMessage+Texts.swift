import Contacts
import SwiftProtobuf

// Texts are checked by length alone: which names exist is the business of the machines and their
// configuration.

extension WireMessage {
    /// A name of any kind, which is never empty.
    func readName<Kind>(_ text: String, _ field: String) throws(WireError) -> Name<Kind> {
        Name(try readLabel(text, field))
    }

    /// A name that may be absent.
    func readName<Kind>(_ text: String?, _ field: String) throws(WireError) -> Name<Kind>? {
        guard let text else { return nil }
        return try readName(text, field) as Name<Kind>
    }

    /// Names whose number is within `allowed`.
    func readNames<Kind>(
        _ texts: [String], _ field: String, _ allowed: ClosedRange<Int>
    ) throws(WireError) -> [Name<Kind>] {
        guard allowed.contains(texts.count) else {
            throw wrong(
                field, "\(texts.count) items", "\(allowed.lowerBound) to \(allowed.upperBound) items")
        }
        var names: [Name<Kind>] = []
        for text in texts { names.append(try readName(text, field)) }
        return names
    }

    /// A name that has no type of its own: a threshold, a language.
    func readLabel(_ text: String, _ field: String) throws(WireError) -> String {
        guard !text.isEmpty else { throw wrong(field, "empty", "a name") }
        return try checkLength(text, field, Limit.name)
    }

    /// A label that may be absent.
    func readLabel(_ text: String?, _ field: String) throws(WireError) -> String? {
        guard let text else { return nil }
        return try readLabel(text, field) as String
    }

    /// A text for people; it may be empty.
    func readText(_ text: String, _ field: String) throws(WireError) -> String {
        try checkLength(text, field, Limit.text)
    }

    /// An idempotency key; empty when repeats are not absorbed.
    func readKey(_ text: String, _ field: String) throws(WireError) -> String {
        try checkLength(text, field, Limit.key)
    }

    /// The text of a case id.
    func readCase(_ text: String, _ field: String) throws(WireError) -> Case.ID {
        guard !text.isEmpty else { throw wrong(field, "empty", "a case id") }
        return Case.ID(text: try checkLength(text, field, Limit.caseID))
    }

    private func checkLength(_ text: String, _ field: String, _ limit: Int) throws(WireError) -> String {
        let count = text.utf8.count
        guard count <= limit else { throw wrong(field, "\(count) bytes", "at most \(limit) bytes") }
        return text
    }
}
