import Foundation
import Handbook
import Testing

/// Runs the real programs that this same build made.
enum Programs {
    /// The repo's root.
    static let root = Repository.root.path

    /// The folder of the built programs: beside the test bundle.
    static let folder: String = {
        let bundle = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
        let found = [bundle.map { ($0 as NSString).deletingLastPathComponent }, root + "/.build/debug"]
        return found.compactMap(\.self).first {
            FileManager.default.isExecutableFile(atPath: $0 + "/tierline")
        } ?? root + "/.build/debug"
    }()

    /// What a command came to.
    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    /// Runs a command to its end.
    static func run(_ path: String, _ arguments: [String]) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: root)
        let outputFile = try scratchFile()
        let errorFile = try scratchFile()
        process.standardOutput = outputFile.handle
        process.standardError = errorFile.handle
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        defer {
            // A scratch file that stays behind is swept with the temporary folder.
            for file in [outputFile, errorFile] { try? FileManager.default.removeItem(atPath: file.path) }
        }
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOfFile: outputFile.path, encoding: .utf8),
            errors: try String(contentsOfFile: errorFile.path, encoding: .utf8))
    }

    /// Starts a command and does not wait for it.
    static func start(_ path: String, _ arguments: [String], output: FileHandle) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: root)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs `tierline`.
    static func tierline(_ arguments: String...) throws -> Result {
        try run(folder + "/tierline", arguments)
    }

    private static func scratchFile() throws -> (path: String, handle: FileHandle) {
        let path = NSTemporaryDirectory() + "tl-out-\(UInt64.random(in: 0...(.max)))"
        try Data().write(to: URL(filePath: path))
        guard let handle = FileHandle(forWritingAtPath: path) else { throw CocoaError(.fileWriteUnknown) }
        return (path, handle)
    }
}

/// A topology under ops/supervise in a temporary state folder; taken down when the test lets go of it.
final class RunningTopology {
    let topology: String
    let state: String

    init(_ topology: String = "Topology/single-host.yaml", rate: Int, origin: String) throws {
        self.topology = Programs.root + "/" + topology
        // Short, because ipc paths have at most 107 bytes.
        state = "/tmp/tl-\(UInt32.random(in: 0...(.max)))"
        let up = try supervise("up", "--rate", "\(rate)", "--clock-origin", origin)
        try #require(up.status == 0, "up: \(up.errors)")
    }

    deinit {
        // Whatever state it is in, nothing of it may outlive the test.
        _ = try? supervise("down")
        // So is a state folder.
        try? FileManager.default.removeItem(atPath: state)
    }

    @discardableResult
    func supervise(_ arguments: String...) throws -> Programs.Result {
        try Programs.run(
            Programs.root + "/ops/supervise",
            arguments + ["--topology", topology, "--state", state, "--bin", Programs.folder])
    }

    /// A row of `ops/supervise status --json`.
    struct Row: Decodable {
        var name: String
        var pid: Int32
        var state: String
        var restarts: Int
    }

    func rows() throws -> [Row] {
        struct Answer: Decodable { var stations: [Row] }
        let answer = try supervise("status", "--json")
        return try JSONDecoder().decode(Answer.self, from: Data(answer.output.utf8)).stations
    }

    /// Waits until every station is ready again; the suite's time limit bounds it.
    func waitUntilReady() throws {
        while try !rows().allSatisfy({ $0.state == "ready" }) {}
    }
}
