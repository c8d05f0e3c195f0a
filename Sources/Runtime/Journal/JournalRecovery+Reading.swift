import GRDB
import Kernel

extension Database {
    /// Has SQLite look at the structure of every page and the type of every row.
    func quickCheck() throws {
        let answers = try String.fetchAll(self, sql: "PRAGMA quick_check(8)")
        guard answers == ["ok"] else {
            throw DamagedRow(found: "SQLite's check says \(answers.joined(separator: "; "))")
        }
    }

    /// What a station goes on from, with the chain proven from the newest checkpoint to the head.
    ///
    /// What the checkpoint covers is not folded again, so it is left to `tierline journal verify`.
    func recovery(of journal: JournalID) throws -> (JournalRecovery, head: Boundary) {
        let checkpoint = try newestCheckpoint()
        let floor = try floor()
        let head = try head()
        try checkOrder(floor: floor, checkpoint: checkpoint?.sequence, head: head)
        let start = try boundary(atOrBelow: checkpoint?.sequence ?? 0)
        var walk = ChainWalk(from: start, depth: .chain)
        if let broken = try walk.run(over: self) { throw DamagedRow(found: "\(broken)") }
        let recovery = JournalRecovery(
            journal: journal, head: head.sequence, digest: head.digest, lastInstant: head.at,
            cursors: try cursors(), checkpoint: checkpoint, floor: floor.sequence)
        return (recovery, head)
    }

    /// Refuses a file in which the floor, the newest checkpoint and the head are not in this order.
    func checkOrder(floor: Boundary, checkpoint: UInt64?, head: Boundary) throws {
        let covered = checkpoint ?? 0
        guard floor.sequence <= covered else {
            throw DamagedRow(
                found: "it is pruned through \(floor.sequence), above its checkpoint at \(covered)")
        }
        guard covered <= head.sequence else {
            throw DamagedRow(found: "its checkpoint at \(covered) is above its head \(head.sequence)")
        }
    }
}
