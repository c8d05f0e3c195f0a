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

/// Reads a text file line by line, in pieces, so that a month of calls needs no month of memory.
struct LineReader {
    /// Hands every line of the file at `path` to `body`, without its line feed.
    static func forEach(_ path: String, _ body: (String) throws -> Void) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw RejectedFile(description: "\(path): cannot be read, expected a readable file")
        }
        defer { file.closeFile() }
        guard path.hasSuffix(".gz") else { return try forEach(file, body) }
        let unpacking = try Unpacking(path)
        try forEach(unpacking.output, body)
        try unpacking.finish()
    }

    private static func forEach(_ handle: FileHandle, _ body: (String) throws -> Void) throws {
        var rest: [UInt8] = []
        while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
            rest.append(contentsOf: piece)
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: 0x0A) {
                try body(String(decoding: rest[start..<end], as: UTF8.self))
                start = end + 1
            }
            rest.removeSubrange(..<start)
        }
        if !rest.isEmpty { try body(String(decoding: rest, as: UTF8.self)) }
    }
}
