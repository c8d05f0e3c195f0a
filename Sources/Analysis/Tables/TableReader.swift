/// Reads a file of rows under a header, piece by piece: the one reader of every CSV file that people bring.
///
/// The header names the columns, in any order; those that nobody asks for are passed over. Each row has as
/// many fields as the header, or else columns have shifted and nothing of it can be believed. Empty lines are
/// passed over.
public struct TableReader: Sendable {
    private let forms: [[String]]
    private var scanner: TableScanner
    private var header: TableHeader?
    /// How many rows were read.
    public private(set) var rows = 0

    /// What stands between two fields.
    public enum Separator: UInt8, Sendable {
        case comma = 0x2C
        case tab = 0x09
    }

    /// Has read nothing yet.
    ///
    /// - Parameters:
    ///   - forms: the columns that a file needs; of several forms a file has that which its header names.
    ///   - separator: what stands between two fields.
    public init(_ forms: [[String]], separator: Separator = .comma) {
        self.forms = forms
        scanner = TableScanner(separator: separator.rawValue)
    }

    /// The next row that ends in `piece` at `place` or behind it; nil when the next piece is wanted.
    public mutating func next(in piece: [UInt8], from place: inout Int) throws(TableFault) -> TableRow? {
        while place < piece.count {
            let hasEnded = try scanner.take(piece[place])
            place += 1
            if hasEnded, let row = try record() { return row }
        }
        return nil
    }

    /// The row that ends with the file, when its last line has no line feed.
    public mutating func last() throws(TableFault) -> TableRow? {
        try scanner.finish() ? try record() : nil
    }

    /// Ends the file, which must have had a header and a row.
    public func finish() throws(TableFault) {
        guard header != nil else {
            throw TableFault(line: 1, column: "(header)", value: "", expected: "a header with \(wanted)")
        }
        guard rows > 0 else {
            throw TableFault(
                line: scanner.line, column: "(row)", value: "", expected: "one row or more below the header")
        }
    }

    private mutating func record() throws(TableFault) -> TableRow? {
        if scanner.isBlank { return nil }
        guard let header else {
            let header = try TableHeader(scanner.fields, forms: forms)
            scanner.names = header.names
            self.header = header
            return nil
        }
        let fields = scanner.fields
        let (found, wanted) = (fields.count, header.names.count)
        guard found == wanted else {
            throw TableFault(
                line: fields[0].line,
                column: found < wanted ? header.names[found] : "after \(header.names[wanted - 1])",
                value: found < wanted ? "" : fields[wanted].text,
                expected: "\(wanted) fields, as the header has, not \(found)")
        }
        rows += 1
        return TableRow(header: header, fields: fields)
    }

    private var wanted: String { forms.map { $0.joined(separator: ",") }.joined(separator: " or ") }
}

/// The columns of a file.
struct TableHeader: Sendable {
    let names: [String]
    let places: [String: Int]
    /// Which of the forms the file has.
    let form: Int

    init(_ fields: [TableScanner.Field], forms: [[String]]) throws(TableFault) {
        var places: [String: Int] = [:]
        for (place, field) in fields.enumerated() {
            guard !field.text.isEmpty else {
                throw TableFault(
                    line: field.line, column: "\(place + 1)", value: "", expected: "the name of a column")
            }
            guard places[field.text] == nil else {
                throw TableFault(
                    line: field.line, column: field.text, value: "the name a second time",
                    expected: "one column of each name")
            }
            places[field.text] = place
        }
        names = fields.map(\.text)
        self.places = places
        let line = fields[0].line
        guard let form = forms.firstIndex(where: { form in form.allSatisfy { places[$0] != nil } }) else {
            if forms.count == 1, let missing = forms[0].first(where: { places[$0] == nil }) {
                throw TableFault(line: line, column: missing, value: "", expected: "the column in the header")
            }
            throw TableFault(
                line: line, column: "(header)", value: names.joined(separator: ","),
                expected: forms.map { $0.joined(separator: ",") }.joined(separator: " or "))
        }
        self.form = form
    }
}

/// Who makes something of the rows of one kind of file.
public protocol TableTaker {
    /// The columns that a file needs; of several forms, each has its own.
    var forms: [[String]] { get }
    /// What stands between two fields.
    var separator: TableReader.Separator { get }
    /// Takes the next row.
    mutating func take(_ row: TableRow) throws(TableFault)
}

extension TableTaker {
    /// A comma, as the name of these files says.
    public var separator: TableReader.Separator { .comma }

    /// Takes a whole file.
    public mutating func takeAll(_ bytes: [UInt8]) throws(TableFault) {
        var reader = TableReader(forms, separator: separator)
        try take(bytes, of: &reader)
        try finish(&reader)
    }

    /// Takes the rows that end in `piece`.
    public mutating func take(_ piece: [UInt8], of reader: inout TableReader) throws(TableFault) {
        var place = 0
        while let row = try reader.next(in: piece, from: &place) { try take(row) }
    }

    /// Takes the row that ends with the file.
    public mutating func finish(_ reader: inout TableReader) throws(TableFault) {
        if let row = try reader.last() { try take(row) }
        try reader.finish()
    }
}
