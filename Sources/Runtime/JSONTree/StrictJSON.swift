/// A JSON value as it was written: the order of fields is kept, and no field occurs twice.
///
/// Numbers that are read are whole, because no event, no fact and no request of ours has another kind, and
/// stay the digits that were written, because a packed contact needs all 64 bits.
public indirect enum StrictJSON: Hashable, Sendable {
    case null
    case truth(Bool)
    /// Digits, as JSON writes numbers.
    case number(String)
    case text(String)
    case list([StrictJSON])
    case object([Field])

    /// One field of an object.
    public struct Field: Hashable, Sendable {
        /// What it is called.
        public var name: String
        /// What it holds.
        public var value: StrictJSON

        /// Makes a field.
        public init(name: String, value: StrictJSON) {
            self.name = name
            self.value = value
        }
    }

    /// A whole number.
    public static func whole(_ number: some BinaryInteger) -> StrictJSON { .number("\(number)") }

    /// A text, or null.
    public static func optional(_ text: String?) -> StrictJSON { text.map { .text($0) } ?? .null }

    /// An object of fields, each of another name.
    public static func fields(_ pairs: [(String, StrictJSON)]) -> StrictJSON {
        .object(pairs.map { Field(name: $0.0, value: $0.1) })
    }

    /// What kind of value it is, without saying any of it: what was refused may be member content.
    public var outline: String {
        switch self {
        case .null: "null"
        case .truth(let value): "\(value)"
        case .number(let digits): "the number \(digits)"
        case .text(let text): "a text of \(text.utf8.count) bytes"
        case .list(let items): "a list of \(items.count)"
        case .object(let fields): "an object of \(fields.count) fields"
        }
    }
}

/// Why bytes are no JSON that we take.
public enum JSONFlaw: Error, Hashable {
    /// After `offset` bytes something else stands than was expected.
    case unexpected(offset: Int, found: String, expected: String)
    /// An object names a field twice.
    case repeated(field: String)
}
