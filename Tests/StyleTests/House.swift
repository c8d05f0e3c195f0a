import Foundation
import Handbook

/// The repository as its style tests see it: found by walking up from this file, read once.
enum House {
    /// The folder with `Package.swift` and `Sources`, symbolic links resolved.
    static let root = Repository.root

    /// Every file that is tracked, or would be: what `.gitignore` names is left out.
    static let files: [TrackedFile] = {
        let ignored = ignoredNames()
        var found: [TrackedFile] = []
        var folders = [""]
        while let folder = folders.popLast() {
            for name in names(in: folder) where !ignored.contains(where: { $0.matches(name) }) {
                let path = folder.isEmpty ? name : folder + "/" + name
                var isFolder: ObjCBool = false
                let full = root.appendingPathComponent(path).path
                guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { continue }
                if isFolder.boolValue { folders.append(path) } else { found.append(TrackedFile(path: path)) }
            }
        }
        return found.sorted { $0.path < $1.path }
    }()

    /// The Swift files under `Sources` and `Tests` that people write.
    static let swift: [SwiftFile] = files.filter { file in
        file.path.hasSuffix(".swift") && !file.isGenerated
            && (file.path.hasPrefix("Sources/") || file.path.hasPrefix("Tests/"))
    }.compactMap { file in file.text.map { SwiftFile(path: file.path, text: $0) } }

    /// Those of them that become programs and libraries, and what several test targets share.
    static let sources = swift.filter { $0.isOfModule }

    private static func names(in folder: String) -> [String] {
        // A folder that vanished while it was walked has no files.
        (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
    }

    private static func ignoredNames() -> [IgnoredName] {
        let path = root.appendingPathComponent(".gitignore").path
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        let patterns = [".git"] + text.split(separator: "\n").map(String.init)
        return patterns.map { IgnoredName(pattern: $0) }
    }
}

/// One line of `.gitignore`: a name, with one asterisk at most.
struct IgnoredName {
    let pattern: String

    func matches(_ name: String) -> Bool {
        let wanted = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
        let parts = wanted.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return name == wanted }
        return name.hasPrefix(parts[0]) && name.hasSuffix(parts[1]) && name.count >= wanted.count - 1
    }
}

/// A file of the repository by its path from the root.
struct TrackedFile {
    let path: String

    /// True for what a generator wrote; no rule on writing holds for it.
    var isGenerated: Bool { path.contains("/Generated/") }

    /// Its bytes; empty when it has just gone.
    var bytes: Data {
        FileManager.default.contents(atPath: House.root.appendingPathComponent(path).path) ?? Data()
    }

    /// Its text; nil when it is none.
    var text: String? { String(data: bytes, encoding: .utf8) }
}
