import BusinessTime
import Tables
import Workforce

/// A CSV file whose rows are texts by name of their column, as test vectors are.
enum VectorFile {
    /// Hands the wanted fields of every row to `body`, in the order of `columns`.
    ///
    /// - Throws: `RejectedFile` naming file, line, column, value and expectation; what `body` throws names
    ///   the column, and file and line are added here.
    static func read(_ path: String, columns: [String], _ body: ([String]) throws -> Void) throws {
        try withoutActuallyEscaping(body) { body in
            var taker = VectorTaker(columns: columns, body: body)
            try TableFile.read(path, into: &taker)
        }
    }
}

/// Hands rows on as texts, and says of what is thrown in which row it was.
private struct VectorTaker: TableTaker {
    let columns: [String]
    let body: ([String]) throws -> Void

    var forms: [[String]] { [columns] }

    func take(_ row: TableRow) throws(TableFault) {
        do {
            try body(row.texts(columns))
        } catch WorkforceError.vectorInvalid(let column, _, let expected) {
            throw row.fault(column, expected)
        } catch BusinessTimeError.vectorInvalid(let column, _, let expected) {
            throw row.fault(column, expected)
        } catch {
            throw row.fault("(row)", "a row of the form: \(error)")
        }
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
