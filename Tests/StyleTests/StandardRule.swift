/// What holds between the register of standards and the code: no standard is dropped in silence, and none is
/// called served without its witness.
enum StandardRule {
    /// The table that says what serves which standard.
    static let table = "Sources/Model/Standards/served.txt"

    /// A row of the table.
    struct Row: Hashable {
        let id: String
        let line: Int
        /// `Suite/function`; nil when nothing serves the standard yet.
        let witness: String?
    }

    /// The ids of the register, in its order.
    static func ids(inRegister text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "standards:") else { return [] }
        return lines[start...].filter { $0.hasPrefix("  - id: ") }.map { String($0.dropFirst(8)) }
    }

    /// The rows of the table: `standard | served by | witness`, or `standard | not yet`.
    static func rows(of table: String) -> [Row] {
        table.split(separator: "\n").enumerated().map { index, line in
            let parts = line.split(separator: " | ").map(String.init)
            return Row(id: parts[0], line: index + 1, witness: parts.count == 3 ? parts[2] : nil)
        }
    }

    /// The standards that rows of a file of `Tests/Witnesses` are about, or that it excuses from one.
    static func ids(inWitnesses text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard line.hasPrefix("= ") || line.hasPrefix("- "), words.count > 1 else { return nil }
            return String(words[1].prefix { $0 != ":" })
        }
    }

    /// Ids without a row, without a test that names them, or with a witness that is nowhere; `witnesses` are
    /// the files whose rows are tests too.
    static func violations(
        ids: [String], table: String, tests: [SwiftFile], witnesses: [String] = []
    ) -> [Violation] {
        let rows = Self.rows(of: table)
        let named = Set(tests.flatMap { $0.lines.flatMap { quoted(in: $0) } })
            .union(witnesses.flatMap { Self.ids(inWitnesses: $0) })
        let unserved = ids.filter { id in !rows.contains { $0.id == id } }.map { id in
            Violation(path: Self.table, line: 1, text: "`\(id)` has no row; say what serves it")
        }
        let untested = ids.filter { !named.contains($0) }.map { id in
            Violation(path: "Tests", line: 1, text: "no test names the standard `\(id)`")
        }
        let strangers = rows.filter { !ids.contains($0.id) }.map { row in
            Violation(path: Self.table, line: row.line, text: "`\(row.id)` is no standard of the register")
        }
        let lost = rows.compactMap { row -> Violation? in
            guard let witness = row.witness, !exists(witness, in: tests) else { return nil }
            return Violation(
                path: Self.table, line: row.line,
                text: "the witness `\(witness)` of `\(row.id)` is no test; write `Suite/function`")
        }
        return unserved + untested + strangers + lost
    }

    /// Whether a file of `tests` holds the suite and, in it, the function as a test.
    private static func exists(_ witness: String, in tests: [SwiftFile]) -> Bool {
        let parts = witness.split(separator: "/")
        guard parts.count == 2 else { return false }
        return tests.contains { file in
            !file.lines(with: "struct \(parts[0])").isEmpty && !file.lines(with: "func \(parts[1])(").isEmpty
        }
    }

    /// The texts of a line; good enough for tables, which escape nothing.
    static func quoted(in line: String) -> [String] {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
    }
}
