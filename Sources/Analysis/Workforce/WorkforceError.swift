/// Why a test vector cannot be used.
public enum WorkforceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A field is not of its column's form.
    case vectorInvalid(column: String, value: String, expected: String)

    /// The column, its value and what was expected.
    public var description: String {
        switch self {
        case .vectorInvalid(let column, let value, let expected):
            "column \(column): value \(value): expected \(expected)"
        }
    }
}
