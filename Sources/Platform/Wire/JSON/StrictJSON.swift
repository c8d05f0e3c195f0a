/// A JSON value as it was written: the order of fields is kept, and no field occurs twice.
///
/// Numbers are whole, because no event and no fact of ours has another kind, and stay the digits that were
/// written, because a packed contact needs all 64 bits.
indirect enum StrictJSON: Hashable, Sendable {
    case null
    case truth(Bool)
    case number(String)
    case text(String)
    case list([StrictJSON])
    case object([Field])

    /// One field of an object.
    struct Field: Hashable, Sendable {
        var name: String
        var value: StrictJSON
    }

    /// What kind of value it is, without saying any of it: what was refused may be member content.
    var outline: String {
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
enum JSONFlaw: Error, Hashable {
    /// After `offset` bytes something else stands than was expected.
    case unexpected(offset: Int, found: String, expected: String)
    /// An object names a field twice.
    case repeated(field: String)
}
