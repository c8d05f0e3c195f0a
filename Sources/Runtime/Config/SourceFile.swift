package import Foundation
import Yams

/// One file's bytes and its root, read once; every digest and every finding speaks of the same bytes.
package struct SourceFile {
    /// Above this a file is not a configuration; nothing so large is given to the parser.
    package static let sizeLimit = 4 * 1024 * 1024

    /// The file, as people named it.
    package let name: String
    /// Its bytes.
    package let bytes: Data
    /// Its root.
    package let root: Field

    /// Reads the file at `path`; nil after adding to `findings` when it cannot be read or is not YAML.
    package init?(path: String, _ findings: inout Findings) {
        guard let data = FileManager.default.contents(atPath: path) else {
            findings.add(file: path, value: "no readable file", expected: "a readable file")
            return nil
        }
        self.init(name: path, bytes: data, &findings)
    }

    /// Parses `bytes`; nil after adding to `findings` when they are not one YAML document.
    package init?(name: String, bytes: Data, _ findings: inout Findings) {
        guard bytes.count <= Self.sizeLimit, let text = String(data: bytes, encoding: .utf8) else {
            findings.add(
                file: name, value: "\(bytes.count) bytes",
                expected: "UTF-8 text of at most \(Self.sizeLimit) bytes")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                findings.add(file: name, line: 1, value: "nothing", expected: "a YAML document")
                return nil
            }
            self.name = name
            self.bytes = bytes
            root = Field(file: name, path: "", line: node.mark?.line ?? 1, node: node)
        } catch let error as YamlError {
            let (line, problem) = Self.place(of: error)
            findings.add(file: name, line: line, value: problem, expected: "well-formed YAML")
            return nil
        } catch {
            findings.add(file: name, value: "\(error)", expected: "well-formed YAML")
            return nil
        }
    }

    /// The line and the problem of a parser's error, without the excerpt that it adds for terminals.
    private static func place(of error: YamlError) -> (line: Int, problem: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "the key \(duplicates.sorted().joined(separator: ", ")) twice")
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
            .representer(let problem):
            (1, problem)
        case .no, .memory, .dataCouldNotBeDecoded:
            (1, "unreadable text")
        }
    }
}
