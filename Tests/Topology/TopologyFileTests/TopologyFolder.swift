import Foundation
import Handbook
import Testing
import TopologyFile

/// The committed files under test.
enum TopologyFolder {
    /// `Topology/`, of this repository.
    static let path = Repository.root.path + "/Topology"

    /// The good topologies.
    static let topologies = ["single-host.yaml", "bank.yaml"]

    /// Every good file, topologies included.
    static var goodFiles: [String] { files(in: path) }

    /// Every file that must be rejected.
    static var brokenFiles: [String] { files(in: "\(path)/broken") }

    /// The text of a good file without the register, which is long and which no other file looks into.
    static func withoutRegister(_ text: String) -> String {
        text.components(separatedBy: "\nreadings:\n")[0] + "\n"
    }

    /// Which of `lines` a test changes: each, but of the register's alike entries every thirteenth, and of
    /// its clocks behind the first twenty every fourth.
    static func changeable(_ lines: [String]) -> [Int] {
        let register = lines.firstIndex(of: "readings:")
        return lines.indices.filter { index in
            guard !lines[index].hasPrefix("#") else { return false }
            guard let register else { return true }
            return index < 250 || index % (index <= register ? 4 : 13) == 0
        }
    }

    /// `lines` as a file; without the register where what was changed stands before it.
    static func text(of lines: [String], changedAt index: Int) -> String {
        let text = lines.joined(separator: "\n")
        let register = lines.firstIndex(of: "readings:") ?? lines.count
        return index < register ? withoutRegister(text) : text
    }

    private static func files(in folder: String) -> [String] {
        // A folder that is missing has no files, and the test that counts them fails.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }
}

/// A directory that lasts as long as a test.
struct ScratchFolder: ~Copyable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "topology-file-tests-\(ProcessInfo.processInfo.globallyUniqueString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What is left of a scratch folder harms nobody.
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}
