/// Which states something has, and what takes it from one to another, as a table of a page.
///
/// Filled from a pair table: every state with every input, of which only those pairs become rows that change
/// the state. States that one thing takes to one place, with the same facts, share a row, and so do things
/// that take the same states there.
public struct LifecycleTable: Sendable {
    /// What leads where, apart from where it began.
    private struct Move: Hashable {
        let cause: String
        let by: String
        let facts: String
        let to: String
    }

    /// A row, apart from its causes.
    private struct Row: Hashable {
        let from: [String]
        let by: String
        let facts: String
        let to: String
    }

    private var moves: [(move: Move, from: [String])] = []

    /// A table without rows.
    public init() {}

    /// Notes that `cause`, said or done by `by`, took it from a state to another; nothing when both are one.
    ///
    /// - Parameters:
    ///   - from: The state before; `inService` is written as words.
    ///   - to: The state after.
    ///   - cause: What came, as the pair table names it.
    ///   - by: Who may say or do it.
    ///   - facts: What was recorded, in order.
    public mutating func note(
        from: String, to: String, cause: String, by: String, facts: [String]
    ) {
        guard from != to else { return }
        let recorded = facts.map { "`\($0)`" }.joined(separator: ", ")
        let move = Move(cause: Self.words(cause), by: by, facts: recorded, to: Self.words(to))
        let from = Self.words(from)
        guard let index = moves.firstIndex(where: { $0.move == move }) else {
            moves.append((move, [from]))
            return
        }
        if !moves[index].from.contains(from) { moves[index].from.append(from) }
    }

    /// The rows in the order noted, as Markdown.
    public var text: String {
        let head = ["| from | what comes | from whom | to | recorded |", "|---|---|---|---|---|"]
        var rows: [(row: Row, causes: [String])] = []
        for (move, from) in moves {
            let row = Row(from: from, by: move.by, facts: move.facts, to: move.to)
            if let index = rows.firstIndex(where: { $0.row == row }) {
                rows[index].causes.append(move.cause)
            } else {
                rows.append((row, [move.cause]))
            }
        }
        let lines = rows.map { row, causes in
            let cells = [
                row.from.joined(separator: ", "), causes.joined(separator: "; "), row.by, row.to, row.facts,
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        return (head + lines).joined(separator: "\n")
    }

    /// `memberLeft` and `member_left` as `member left`; a name that is words already stays.
    private static func words(_ name: String) -> String {
        name.map { letter in
            letter.isUppercase ? " \(letter.lowercased())" : letter == "_" ? " " : "\(letter)"
        }.joined()
    }
}
