import Foundation
import Glibc
import Hosting

/// What goes to standard output.
enum Output {
    /// The status of a command whose reader has left: what a shell says of any filter in its place.
    static let readerLeft: Int32 = 128 + SIGPIPE

    /// Writes all of `bytes`.
    ///
    /// When the reader has left, as `head` does, the process ends quietly; when they cannot be written for
    /// another reason, it says why and ends with status 1, since a part of an answer is none.
    static func write(_ bytes: some Sequence<UInt8>) {
        switch StandardStream.output.write([UInt8](bytes)) {
        case 0: return
        case EPIPE: exit(readerLeft)
        case let code:
            Outcome.say("tierline: standard output: \(String(cString: strerror(code)))")
            exit(1)
        }
    }

    /// Prints one JSON object on one line.
    static func json(_ value: some Encodable) throws { write(try jsonLine(value)) }

    /// One JSON object on one line, keys sorted so that scripts and people can compare runs.
    static func jsonLine(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + [0x0A]
    }

    /// Writes the lines of a file, whole or not at all.
    static func write(_ lines: [String], to path: String) throws {
        let text = lines.joined(separator: "\n") + "\n"
        try Foundation.Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

/// `print` of this program: in place of Swift's, which drops what it cannot write and says nothing.
func print(_ line: some CustomStringConvertible, terminator: String = "\n") {
    Output.write((line.description + terminator).utf8)
}

/// Standard output and standard error.
enum StandardStream {
    case output, error

    /// Writes all of `bytes`; the error's number, or 0.
    func write(_ bytes: [UInt8]) -> Int32 {
        DescriptorOutput.write(bytes, to: self == .output ? STDOUT_FILENO : STDERR_FILENO).error
    }
}
