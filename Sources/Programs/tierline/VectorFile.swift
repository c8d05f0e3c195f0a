import Foundation
import Replaying

/// A CSV file of test vectors: a header that names columns, then a row a line.
///
/// Columns are found by name, in any order; those that nobody asks for are passed over.
struct VectorFile {
    private let path: String
    /// Where each wanted column stands.
    private let places: [Int]
    private let header: [String]

    /// Hands the wanted fields of every row to `body`, in the order of `columns`.
    ///
    /// - Throws: `RejectedFile` naming line, column, value and expectation; what `body` throws names the
    ///   column, and the line is added here.
    static func read(_ path: String, columns: [String], _ body: ([String]) throws -> Void) throws {
        var file: VectorFile?
        var line = 0
        var rows = 0
        do {
            try LineReader.forEach(path) { text in
                line += 1
                let fields = CSVLine.fields(text)
                guard fields != [""] else { return }
                if let file {
                    try body(file.wanted(of: fields, line: line))
                    rows += 1
                } else {
                    file = try VectorFile(path, header: fields, columns: columns, line: line)
                }
            }
        } catch let rejected as RejectedFile {
            throw rejected
        } catch {
            let reason = line == 0 ? "(file): cannot be read, expected a readable file" : "\(error)"
            throw RejectedFile(description: "\(path):\(line): \(reason)")
        }
        guard rows > 0 else {
            throw RejectedFile(
                description: "\(path):\(line): (file): value no row: expected a header and one row or more")
        }
    }

    private init(_ path: String, header: [String], columns: [String], line: Int) throws {
        self.path = path
        self.header = header
        places = try columns.map { column in
            guard let place = header.firstIndex(of: column) else {
                throw RejectedFile(
                    description: "\(path):\(line): column \(column): value nothing: expected in the header")
            }
            return place
        }
    }

    private func wanted(of fields: [String], line: Int) throws -> [String] {
        guard fields.count == header.count else {
            let column = fields.count < header.count ? header[fields.count] : "after \(header.last ?? "")"
            let value = fields.count < header.count ? "nothing" : fields[header.count]
            throw RejectedFile(
                description: "\(path):\(line): column \(column): value \(value): expected "
                    + "\(header.count) fields, as the header has, not \(fields.count)")
        }
        return places.map { fields[$0] }
    }
}

/// How many rows of a file of vectors agree with what is computed here.
struct VectorReport: Encodable {
    private let rows: Int
    private let agree: Int
    private let disagree: [Int]

    /// Makes the report of `rows` rows of which those of `disagree` do not agree.
    init(rows: Int, disagree: [Int]) {
        self.rows = rows
        agree = rows - disagree.count
        self.disagree = disagree
    }

    /// Prints it, with a line for each row that disagrees when people read it, and fails if there is one.
    func tell(json: Bool, details: [String]) throws {
        if json {
            try Output.json(self)
        } else {
            print("\(rows) rows, \(agree) agree, \(disagree.count) disagree")
            for line in details { print("  \(line)") }
        }
        if !disagree.isEmpty { throw Outcome.failed }
    }
}
