import Foundation

/// What goes to standard output.
enum Output {
    /// Prints one JSON object on one line, keys sorted so that scripts and people can compare runs.
    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Writes the lines of a file, whole or not at all.
    static func write(_ lines: [String], to path: String) throws {
        let text = lines.joined(separator: "\n") + "\n"
        try Foundation.Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
