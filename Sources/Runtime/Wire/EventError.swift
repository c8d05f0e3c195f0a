/// A line of `POST /v1/events` that holds no event we take.
///
/// The value is what was sent, shortened; of content, tokens and fields we do not know only the kind and size
/// is said, so that an error can be logged and answered without repeating what must not be in it.
public enum EventError: Error, Hashable, Sendable {
    /// The line is no JSON that we take: where, what stands there and what was expected.
    case notJSON(offset: Int, found: String, expected: String)
    /// A field is missing, unknown, or holds what is not allowed; `inquiries[0].type` names one inside a
    /// list.
    case field(String, value: String, expected: String)

    /// The field at fault; empty when the line as a whole is.
    public var field: String {
        switch self {
        case .notJSON: ""
        case .field(let field, _, _): field
        }
    }
}

extension EventError: CustomStringConvertible {
    /// What is wrong and what was expected.
    public var description: String {
        switch self {
        case .notJSON(let offset, let found, let expected):
            "no JSON at byte \(offset): \(found), expected \(expected)"
        case .field(let field, let value, let expected):
            "\(field) is \(value), expected \(expected)"
        }
    }
}
