import Foundation
import Handbook
import TopologyFile

/// The rules in force: `Topology/` as shipped, until a scenario edits one of its files in a copy.
final class StageRules {
    private(set) var topology: Topology
    private var copy: URL?

    private static let folder = Repository.root.appendingPathComponent("Topology")
    private static let shipped = Result { try load(folder) }

    init() throws { topology = try Self.shipped.get() }

    deinit {
        // A folder that stays behind is swept with the temporary folder.
        if let copy { try? FileManager.default.removeItem(at: copy) }
    }

    /// Replaces `old` by `new` in `file`, where it must stand exactly once.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let folder = try copy ?? makeCopy()
        let url = folder.appendingPathComponent(file)
        let text = try String(contentsOf: url, encoding: .utf8)
        guard text.components(separatedBy: old).count == 2 else {
            throw ScenarioError("\(file) has not exactly one \"\(old)\"")
        }
        try text.replacingOccurrences(of: old, with: new).write(to: url, atomically: true, encoding: .utf8)
        topology = try Self.load(folder)
    }

    private func makeCopy() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.copyItem(at: Self.folder, to: folder)
        copy = folder
        return folder
    }

    private static func load(_ folder: URL) throws -> Topology {
        try Topology.load(folder.appendingPathComponent("single-host.yaml").path, state: "state")
    }
}
