/// Which states something has, and what takes it from one to another, as a table of a page.
///
/// Filled from a pair table: every state with every input, of which only those pairs become rows that change
/// the state. States that the same thing leads to the same place, with the same facts, share a row.
public struct LifecycleTable: Sendable {
    /// What leads where, apart from where it began.
    private struct Move: Hashable {
        let cause: String
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
        let rows = moves.map { move, from in
            "| \(from.joined(separator: ", ")) | \(move.cause) | \(move.by) | \(move.to) | \(move.facts) |"
        }
        return (head + rows).joined(separator: "\n")
    }

    /// `memberLeft` as `member left`; a name that is words already stays.
    private static func words(_ name: String) -> String {
        name.map { $0.isUppercase ? " \($0.lowercased())" : "\($0)" }.joined()
    }
}
