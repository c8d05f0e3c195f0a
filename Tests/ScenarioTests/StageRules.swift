import Foundation
import Handbook
import TopologyFile

/// The rules in force: `Topology/` as shipped, until a scenario edits one of its files in a copy.
final class StageRules {
    private(set) var topology: Topology
    private let base: URL
    private var copy: URL?

    /// The folder as shipped.
    static let folder = Repository.root.appendingPathComponent("Topology")
    private static let shipped = Result { try load(folder) }

    init() throws {
        base = Self.folder
        topology = try Self.shipped.get()
    }

    /// The rules of another folder, whose topology is `topology`.
    init(_ base: URL, _ topology: Topology) {
        self.base = base
        self.topology = topology
    }

    deinit {
        // A folder that stays behind is swept with the temporary folder.
        if let copy { try? FileManager.default.removeItem(at: copy) }
    }

    /// Replaces `old` by `new` in `file`, where it must stand exactly once.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        try rewrite([file]) { _, text in
            guard text.components(separatedBy: old).count == 2 else {
                throw ScenarioError("\(file) has not exactly one \"\(old)\"")
            }
            return text.replacingOccurrences(of: old, with: new)
        }
    }

    /// Writes each of `files` as `change` has it, and then reads them all together.
    func rewrite(_ files: [String], _ change: (_ file: String, _ text: String) throws -> String) throws {
        let folder = try copy ?? Self.makeCopy(of: base)
        copy = folder
        for file in files {
            let url = folder.appendingPathComponent(file)
            let text = try String(contentsOf: url, encoding: .utf8)
            try change(file, text).write(to: url, atomically: true, encoding: .utf8)
        }
        topology = try Self.load(folder)
    }

    static func makeCopy(of base: URL) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.copyItem(at: base, to: folder)
        return folder
    }

    static func load(_ folder: URL) throws -> Topology {
        try Topology.load(folder.appendingPathComponent("single-host.yaml").path, state: "state")
    }
}
