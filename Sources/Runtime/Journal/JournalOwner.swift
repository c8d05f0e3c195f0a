import Contacts
import Foundation
import GRDB
import Glibc

/// What a station is in its topology beside its name: what must not change under a journal, because the ids
/// in it and in every log that heard of it were given out as that.
public struct JournalOwner: Hashable, Sendable, CustomStringConvertible {
    /// The program's name.
    public var program: String
    /// The number of a gateway or a tier; nil for programs that there is one of.
    public var number: Int?

    /// Makes an owner.
    public init(program: String, number: Int? = nil) {
        self.program = program
        self.number = number
    }

    /// As a person names it.
    public var description: String { program + (number.map { " number \($0)" } ?? "") }

    /// True when two of them would give out the same ids.
    func shares(numbersOf other: JournalOwner) -> Bool {
        let bothAreGateways = program.hasSuffix("-gateway") && other.program.hasSuffix("-gateway")
        return number != nil && number == other.number && (bothAreGateways || program == other.program)
    }
}

/// Where a journal's file lies: its path, and what the file system calls it.
///
/// A folder that is moved keeps the second, one that is restored in its place keeps the first. A copy beside
/// the original has neither: two of them would give out the same ids.
struct JournalPlace: Hashable {
    var path: String
    var device: Int64
    var inode: Int64

    /// The place of the file at `path`, which is there.
    init(of path: String) throws(JournalError) {
        var status = stat()
        guard stat(path, &status) == 0, let real = realpath(path, nil) else {
            throw .failed(path: path, operation: "looking at", cause: String(cString: strerror(errno)))
        }
        defer { free(real) }
        self.path = String(cString: real)
        device = Int64(bitPattern: UInt64(status.st_dev))
        inode = Int64(bitPattern: UInt64(status.st_ino))
    }

    fileprivate init(path: String, device: Int64, inode: Int64) {
        self.path = path
        self.device = device
        self.inode = inode
    }

    /// True when a journal that was at `other` can be the only one that is here now.
    func continues(_ other: JournalPlace) -> Bool {
        path == other.path || (device == other.device && inode == other.inode)
    }
}

/// The one row that says who owns a journal and where it lies; journals of before have none.
enum JournalOwnership {
    private static let table = """
        CREATE TABLE IF NOT EXISTS owner (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            program TEXT NOT NULL,
            number INTEGER,
            path TEXT NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL
        ) STRICT;
        """

    /// Refuses a journal that another owner wrote or that is a copy beside the original, and notes the rest.
    ///
    /// - Throws: `JournalError` naming both.
    static func check(_ file: JournalFile, for owner: JournalOwner) throws(JournalError) {
        let here = try JournalPlace(of: file.path)
        let written = try read(file)
        if let written {
            guard written.owner == owner else {
                throw .otherOwner(
                    path: file.path, found: "\(written.owner)", expected: "\(owner)")
            }
            guard here.continues(written.place) else {
                throw .copied(path: file.path, original: written.place.path)
            }
        }
        guard written?.place != here else { return }
        try write(owner, at: here, to: file)
    }

    /// Refuses to begin a journal for numbers that a journal beside it has given out.
    static func checkNumbers(beside path: String, for owner: JournalOwner) throws(JournalError) {
        guard owner.number != nil else { return }
        let folder = (path as NSString).deletingLastPathComponent
        // A folder that cannot be listed has no journals that could be opened either.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".sqlite") {
            let other = folder + "/" + name
            // What is no journal, or a damaged one, is refused by the station that it belongs to.
            guard other != path, let file = try? JournalFile(at: other, for: .reading) else { continue }
            // The same holds for its rows.
            let written = try? read(file)
            // And for its name.
            let station = try? JournalSchema.identity(of: file)?.station
            try file.close()
            guard let found = written?.owner, found.shares(numbersOf: owner) else { continue }
            throw .numbersInUse(
                path: path, owner: "\(owner)", other: other, station: station?.rawValue ?? "unknown")
        }
    }

    /// Notes that the journal lies where it does on purpose.
    ///
    /// - Returns: Where it was before; nil when it never said.
    static func declare(_ file: JournalFile) throws(JournalError) -> String? {
        guard let written = try read(file) else { return nil }
        try write(written.owner, at: try JournalPlace(of: file.path), to: file)
        return written.place.path
    }

    private static func read(
        _ file: JournalFile
    ) throws(JournalError) -> (
        owner: JournalOwner, place: JournalPlace
    )? {
        try file.perform("reading the owner") { database in
            guard try database.tableExists("owner"),
                let row = try Row.fetchOne(
                    database, sql: "SELECT program, number, path, device, inode FROM owner")
            else { return nil }
            let number: DatabaseValue = row[1]
            return (
                JournalOwner(
                    program: try row.text(0), number: number.isNull ? nil : Int(try row.signed(1))),
                JournalPlace(path: try row.text(2), device: try row.signed(3), inode: try row.signed(4))
            )
        }
    }

    private static func write(
        _ owner: JournalOwner, at place: JournalPlace, to file: JournalFile
    ) throws(JournalError) {
        try file.transaction("noting the owner") { database in
            try database.execute(sql: table)
            try database.execute(
                sql: "INSERT OR REPLACE INTO owner VALUES (1, ?, ?, ?, ?, ?)",
                arguments: [
                    owner.program, owner.number.map { Int64($0) }, place.path, place.device, place.inode,
                ])
        }
    }
}
