public import Foundation

/// Files that lie beside the repository where it is worked on, and are absent elsewhere.
public enum SharedFile {
    /// The file or folder at `path` there, found by walking up from this file; nil when it is not there.
    public static func url(_ path: String) -> URL? {
        var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            let found = folder.appendingPathComponent("../shared/" + path).standardizedFileURL
            if FileManager.default.fileExists(atPath: found.path) { return found }
            folder = folder.deletingLastPathComponent().standardizedFileURL
        }
        return nil
    }
}
