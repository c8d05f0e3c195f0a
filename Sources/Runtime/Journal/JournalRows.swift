import Contacts
import Foundation
import GRDB
import Kernel

/// Reading columns of a file that may be damaged: GRDB's own subscripts stop the process on a wrong type.
extension Row {
    /// An integer column.
    func signed(_ index: Int) throws -> Int64 {
        let value: DatabaseValue = self[index]
        guard let number = Int64.fromDatabaseValue(value) else {
            throw DamagedRow(found: "column \(index) of a row is \(value), not a whole number")
        }
        return number
    }

    /// A sequence; a negative one in a damaged file becomes one that no chain contains.
    func sequence(_ index: Int) throws -> UInt64 { UInt64(bitPattern: try signed(index)) }

    /// A text column.
    func text(_ index: Int) throws -> String {
        let value: DatabaseValue = self[index]
        guard let text = String.fromDatabaseValue(value) else {
            throw DamagedRow(found: "column \(index) of a row is \(value), not a text")
        }
        return text
    }

    /// A blob column, copied once.
    func bytes(_ index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { found in
            guard let found else { throw DamagedRow(found: "column \(index) of a row is NULL, not bytes") }
            return [UInt8](found)
        }
    }

    /// A digest column.
    func digest(_ index: Int) throws -> ChainDigest {
        let found = try bytes(index)
        guard found.count == 32 else {
            throw DamagedRow(found: "a digest has \(found.count) bytes instead of 32")
        }
        return ChainDigest(bytes: found)
    }

    /// A batch selected as ``BatchRow/columns``.
    func batch() throws -> BatchRow {
        BatchRow(
            stored: StoredBatch(
                first: try sequence(0), last: try sequence(1), bytes: try bytes(4), digest: try digest(3)),
            at: Instant(microseconds: try signed(2)))
    }
}

/// A row of the table `batch`.
struct BatchRow {
    static let columns = "first, last, at_us, digest, bytes"

    var stored: StoredBatch
    var at: Instant
}

/// The newest thing that is no longer, or not yet, in the table `batch`.
struct Boundary: Hashable, Sendable {
    var sequence: UInt64
    var digest: ChainDigest
    var at: Instant
}

extension Database {
    /// Where the journal begins: everything at or below it is pruned.
    func floor() throws -> Boundary {
        let statement = try cachedStatement(sql: "SELECT sequence, digest, at_us FROM floor")
        guard let row = try Row.fetchOne(statement) else { throw DamagedRow(found: "its floor is missing") }
        return try row.boundary()
    }

    /// The newest batch that ends at or below `sequence`, or the floor when there is none.
    func boundary(atOrBelow sequence: UInt64) throws -> Boundary {
        let statement = try cachedStatement(
            sql: "SELECT last, digest, at_us FROM batch WHERE last <= ? ORDER BY last DESC LIMIT 1")
        let limit = Int64(clamping: sequence)
        guard let row = try Row.fetchOne(statement, arguments: [limit]) else { return try floor() }
        return try row.boundary()
    }

    /// The newest batch, or the floor.
    func head() throws -> Boundary { try boundary(atOrBelow: UInt64(Int64.max)) }

    /// Where each upstream was read to, by publisher.
    func cursors() throws -> [UpstreamCursor] {
        let rows = try Row.fetchCursor(
            self,
            sql: """
                SELECT publisher, journal, sequence, chain_sequence, chain_digest FROM cursor
                ORDER BY publisher
                """)
        var cursors: [UpstreamCursor] = []
        while let row = try rows.next() {
            let position = StreamPosition(
                sequence: try row.sequence(2), chainSequence: try row.sequence(3),
                chainDigest: try row.digest(4))
            cursors.append(
                UpstreamCursor(
                    publisher: StationName(try row.text(0)), journal: JournalID(try row.text(1)),
                    position: position))
        }
        return cursors
    }
}

extension Row {
    fileprivate func boundary() throws -> Boundary {
        Boundary(
            sequence: try sequence(0), digest: try digest(1), at: Instant(microseconds: try signed(2)))
    }
}

extension ChainDigest {
    /// The digest as SQLite stores it.
    var blob: Data { Data(bytes) }
}

extension UInt64 {
    /// A sequence as SQLite stores it.
    var column: Int64 { Int64(bitPattern: self) }
}
