import Foundation
import Tables

/// Files of rows that people bring, read in pieces, so that a month of calls needs no month of memory.
enum TableFile {
    private static let piece = 1 << 18

    /// Hands every row of the file at `path` to `taker`; a name that ends in `.gz` is unpacked first.
    ///
    /// - Throws: `RejectedFile` naming file, line, column, value and what was expected.
    static func read(_ path: String, into taker: inout some TableTaker) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw unreadable(path) }
        defer { file.closeFile() }
        do {
            guard path.hasSuffix(".gz") else { return try read(file, of: path, into: &taker) }
            let unpacking = try Unpacking(path)
            try read(unpacking.output, of: path, into: &taker)
            try unpacking.finish()
        } catch let fault as TableFault {
            throw RejectedFile(description: "\(path):\(fault)")
        }
    }

    private static func read(
        _ handle: FileHandle, of path: String, into taker: inout some TableTaker
    ) throws {
        var reader = TableReader(taker.forms, separator: taker.separator)
        while let bytes = try next(of: handle, path) { try taker.take(bytes, of: &reader) }
        try taker.finish(&reader)
    }

    /// Nil at the end; a folder can be opened, but not read.
    private static func next(of handle: FileHandle, _ path: String) throws -> [UInt8]? {
        do {
            return try handle.read(upToCount: piece).flatMap { $0.isEmpty ? nil : [UInt8]($0) }
        } catch {
            throw unreadable(path)
        }
    }

    private static func unreadable(_ path: String) -> RejectedFile {
        let fault = TableFault(
            line: 1, column: "(file)", value: "cannot be read", expected: "a readable file")
        return RejectedFile(description: "\(path):\(fault)")
    }
}
