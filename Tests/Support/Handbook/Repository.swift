public import Foundation

/// The repository that the running tests were built from.
public enum Repository {
    /// The folder with `Package.swift` and `Sources`, symbolic links resolved.
    public static let root: URL = {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            let marks = ["Package.swift", "Sources", "Topology"].map(folder.appendingPathComponent)
            if marks.allSatisfy({ FileManager.default.fileExists(atPath: $0.path) }) { return folder }
            folder.deleteLastPathComponent()
        }
        preconditionFailure("no folder above \(#filePath) holds Package.swift, Sources and Topology")
    }()
}
