import Foundation

/// A file packed by gzip, unpacked by that program while it is read.
struct Unpacking {
    /// What was packed.
    let output: FileHandle
    private let path: String
    private let gzip = Process()

    /// Begins to unpack the file at `path`.
    init(_ path: String) throws {
        let pipe = Pipe()
        self.path = path
        output = pipe.fileHandleForReading
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-dc", "--", path]
        gzip.standardOutput = pipe
        try gzip.run()
    }

    /// Ends when all was read; the file must have been whole.
    func finish() throws {
        gzip.waitUntilExit()
        guard gzip.terminationStatus == 0 else {
            throw RejectedFile(
                description:
                    "\(path):1: column (file): value cannot be unpacked: expected a whole file of gzip")
        }
    }
}
