public import Contacts
import JSONTree

/// The fields of a request's JSON object, taken off one by one; what is left at the end is refused.
public struct RequestFields: Sendable {
    private var fields: [String: StrictJSON]
    private let path: String

    /// Reads a body; an empty one is an object without fields.
    ///
    /// - Throws: `RequestError` 400 when it is no JSON object, or one that names a field twice.
    public init(_ body: [UInt8]) throws(RequestError) {
        guard !body.isEmpty else {
            self.init(fields: [:], path: "")
            return
        }
        let value: StrictJSON
        do {
            value = try JSONReader.read(body)
        } catch {
            throw RequestError(
                .malformed, field: "body", value: "\(body.count) bytes of something else",
                expected: "a JSON object")
        }
        try self.init(value, path: "")
    }

    private init(_ value: StrictJSON, path: String) throws(RequestError) {
        guard case .object(let fields) = value else {
            throw RequestError(
                .malformed, field: path.isEmpty ? "body" : path, value: value.shown,
                expected: "a JSON object")
        }
        self.init(
            fields: Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.value) }), path: path)
    }

    private init(fields: [String: StrictJSON], path: String) {
        self.fields = fields
        self.path = path
    }

    /// A word that must be there: a reason's code, a person.
    public mutating func word<Kind>(_ name: String) throws(RequestError) -> Name<Kind> {
        guard let word: Name<Kind> = try optionalWord(name) else {
            throw wrong(name, "absent", Word.form)
        }
        return word
    }

    /// A word; nil when absent.
    public mutating func optionalWord<Kind>(_ name: String) throws(RequestError) -> Name<Kind>? {
        guard let value = fields.removeValue(forKey: name) else { return nil }
        guard case .text(let text) = value, Word.isOne(text) else {
            throw wrong(name, value.shown, Word.form)
        }
        return Name(text)
    }

    /// One of the cases of an enum of texts; `otherwise` when absent, or an error when that is nil.
    public mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, otherwise: Choice? = nil
    ) throws(RequestError) -> Choice where Choice.RawValue == String {
        guard let choice: Choice = try optionalChoice(name) ?? otherwise else {
            throw wrong(name, "absent", Self.oneOf(Choice.self))
        }
        return choice
    }

    /// One of the cases of an enum of texts; nil when absent.
    public mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: String
    ) throws(RequestError) -> Choice? where Choice.RawValue == String {
        guard let value = fields.removeValue(forKey: name) else { return nil }
        guard case .text(let text) = value, let choice = Choice(rawValue: text) else {
            throw wrong(name, value.shown, Self.oneOf(Choice.self))
        }
        return choice
    }

    private static func oneOf<Choice: RawRepresentable & CaseIterable>(
        _ choices: Choice.Type
    ) -> String where Choice.RawValue == String {
        "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    /// Says that a field that was taken does not fit another one.
    public func misfit(_ name: String, _ value: String, expected: String) -> RequestError {
        wrong(name, value, expected)
    }

    /// A whole number within `range` that must be there.
    public mutating func number(_ name: String, in range: ClosedRange<Int64>) throws(RequestError) -> Int64 {
        let value = fields.removeValue(forKey: name)
        guard case .number(let digits)? = value, let number = Int64(digits), range.contains(number) else {
            throw wrong(
                name, value?.shown ?? "absent",
                "a whole number of \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// A list of objects that must be there.
    public mutating func objects(
        _ name: String, count: ClosedRange<Int>
    ) throws(RequestError) -> [RequestFields] {
        let value = fields.removeValue(forKey: name)
        guard case .list(let items)? = value, count.contains(items.count) else {
            throw wrong(
                name, value?.shown ?? "absent",
                "a list of \(count.lowerBound) to \(count.upperBound) objects")
        }
        var objects: [RequestFields] = []
        for (index, item) in items.enumerated() {
            objects.append(try RequestFields(item, path: "\(full(name))[\(index)]"))
        }
        return objects
    }

    /// A whole number in `range`; nil when absent.
    public mutating func optionalNumber(
        _ name: String, in range: ClosedRange<Int64>
    ) throws(RequestError) -> Int64? {
        fields[name] == nil ? nil : try number(name, in: range)
    }

    /// A text that `read` knows, which has this form; nil when absent.
    public mutating func optional<Value>(
        _ name: String, _ form: String, _ read: (String) -> Value?
    ) throws(RequestError) -> Value? {
        guard let value = fields.removeValue(forKey: name) else { return nil }
        guard case .text(let text) = value, let known = read(text) else {
            throw wrong(name, value.shown, form)
        }
        return known
    }

    /// Fails when a field was not taken.
    public func finish() throws(RequestError) {
        guard let name = fields.keys.min() else { return }
        throw wrong(String(name.prefix(100)), "unknown", "only the fields of this request")
    }

    private func full(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private func wrong(_ name: String, _ value: String, _ expected: String) -> RequestError {
        RequestError(.malformed, field: full(name), value: value, expected: expected)
    }
}

/// A word of the topology's lists as it may stand in a path, a header or a field.
public enum Word {
    /// The form, for error answers.
    public static let form = "1 to 200 letters, digits and _ . -"

    /// True when `text` has the form.
    public static func isOne(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}

extension StrictJSON {
    /// What it is, as a person is told; a text is shown only when it is a word, because it may be content.
    fileprivate var shown: String {
        if case .text(let text) = self, Word.isOne(text) { "\"\(text.prefix(60))\"" } else { outline }
    }
}
