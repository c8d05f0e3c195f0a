/// Bytes that hold no fact, submission or reply of ours; the only error of Wire's codecs.
///
/// Every case says what was read, what stood there and what was expected, so that the peer at fault can be
/// found from one line of a log.
public enum WireError: Error, Hashable, Sendable {
    /// No fact has this kind; the peer runs a newer version, or the header is damaged.
    case unknownKind(UInt16)
    /// The bytes are not an encoding of `message`: they end early, or are no protobuf at all.
    case malformed(message: String, bytes: Int, expected: String)
    /// A field of `message` is missing, or holds what the model does not allow.
    case field(message: String, field: String, value: String, expected: String)
}

extension WireError: CustomStringConvertible {
    /// What is wrong and what was expected.
    public var description: String {
        switch self {
        case .unknownKind(let kind):
            "fact kind \(kind) is unknown, expected a number of FactKind"
        case .malformed(let message, let bytes, let expected):
            "\(bytes) bytes are no \(message), expected \(expected)"
        case .field(let message, let field, let value, let expected):
            "\(message).\(field) is \(value), expected \(expected)"
        }
    }
}
