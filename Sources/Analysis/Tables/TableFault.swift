/// What is wrong in a file of rows: where, what stands there, and what was expected.
public struct TableFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, the first being 1; of a field that goes over several lines, the first of them.
    public var line: Int
    /// The column by its name; by its number from 1 where there is no name; in brackets what is no column.
    public var column: String
    /// What stands there.
    public var value: String
    /// What was expected.
    public var expected: String

    /// Makes a fault; an empty value is shown as nothing.
    public init(line: Int, column: String, value: String, expected: String) {
        self.line = line
        self.column = column
        self.value = value.isEmpty ? "nothing" : value
        self.expected = expected
    }

    /// `LINE: column NAME: value VALUE: expected WHAT`, on one line; the file's name comes before it.
    public var description: String {
        "\(line): column \(Self.oneLine(column)): value \(Self.oneLine(value)): expected \(expected)"
    }

    /// As much of a text as helps to find it, without characters that would break the line.
    private static func oneLine(_ text: String) -> String {
        let longest = 80
        var shown = ""
        for (place, scalar) in text.unicodeScalars.enumerated() {
            guard place < longest else { return shown + "..." }
            shown += isShown(scalar) ? "\(scalar)" : scalar.escaped(asASCII: true)
        }
        return shown
    }

    /// False for what breaks a line or is not seen in it.
    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return false
        default: return true
        }
    }
}
