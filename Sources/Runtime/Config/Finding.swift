/// One thing wrong in one file of a topology: where it stands, what stands there, and what was expected.
///
/// A person must be able to put it right from this line alone, and a script to find the place.
public struct Finding: Hashable, Sendable {
    /// The file, as it was named.
    public let file: String
    /// The line, from 1; 0 when it is about the file as a whole.
    public let line: Int
    /// The place inside the file, JSON-like: `stations[3].tier`; empty for the whole file.
    public let path: String
    /// What stands there; `nothing` when it is missing.
    public let value: String
    /// What was expected.
    public let expected: String
    /// What the prover shows of rules that are well formed each; nil for anything else.
    public let proof: Proof?

    /// Makes a finding.
    public init(
        file: String, line: Int, path: String, value: String, expected: String, proof: Proof? = nil
    ) {
        self.file = file
        self.line = line
        self.path = path
        self.value = value
        self.expected = expected
        self.proof = proof
    }
}

extension Finding: CustomStringConvertible {
    /// `file:line: path: value ...: expected ...`, and behind it what the prover shows.
    public var description: String {
        "\(file):\(line): \(path.isEmpty ? "(file)" : path): value \(value): expected \(expected)"
            + (proof.map { "\n    \($0)" } ?? "")
    }
}

extension Finding: Comparable {
    public static func < (left: Finding, right: Finding) -> Bool {
        (left.file, left.line, left.path, left.value, left.expected)
            < (right.file, right.line, right.path, right.value, right.expected)
    }
}

/// Why a topology, or a file of its state directory, was rejected: everything found, not only the first.
public struct TopologyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was found, by file and line.
    public let findings: [Finding]

    /// Makes the error of `findings`.
    public init(_ findings: [Finding]) {
        self.findings = findings
    }

    /// One line per finding.
    public var description: String {
        findings.map(\.description).joined(separator: "\n")
    }
}

/// Collects what is wrong while files are read, so that a person mends a topology in one go.
package struct Findings {
    package private(set) var list: [Finding] = []

    /// Nothing is wrong yet.
    package init() {}

    /// Notes that `field` holds something else than `expected`.
    package mutating func add(_ field: Field, expected: String) {
        add(field, value: field.shown, expected: expected)
    }

    /// Notes that `field` holds `value`, which it shows better than its own text, and not `expected`.
    package mutating func add(_ field: Field, value: String, expected: String, proof: Proof? = nil) {
        list.append(
            Finding(
                file: field.file, line: field.line, path: field.path, value: value, expected: expected,
                proof: proof))
    }

    /// Notes something about a file as a whole.
    package mutating func add(
        file: String, line: Int = 0, path: String = "", value: String, expected: String
    ) {
        list.append(Finding(file: file, line: line, path: path, value: value, expected: expected))
    }

    /// What was found, by file and line, each once.
    package var sorted: [Finding] {
        list.sorted().reduce(into: []) { kept, finding in
            if kept.last != finding { kept.append(finding) }
        }
    }
}
