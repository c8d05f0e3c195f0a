public import Contacts

/// One row of a file, its fields by the name of their column.
public struct TableRow: Sendable {
    let header: TableHeader
    let fields: [TableScanner.Field]

    /// Which of the reader's forms the file has, the first being 0.
    public var form: Int { header.form }
    /// The line on which the row begins.
    public var line: Int { fields[0].line }

    /// A field's text; nil when it is empty or the file has no such column.
    public func text(_ column: String) -> String? {
        guard let place = header.places[column], !fields[place].text.isEmpty else { return nil }
        return fields[place].text
    }

    /// The texts of `columns` in their order, empty ones included.
    public func texts(_ columns: [String]) -> [String] { columns.map { text($0) ?? "" } }

    /// What is wrong with a field.
    public func fault(_ column: String, _ expected: String) -> TableFault {
        let place = header.places[column]
        return TableFault(
            line: place.map { fields[$0].line } ?? line, column: column, value: text(column) ?? "",
            expected: expected)
    }

    // MARK: Fields that must be there

    /// A text that is not empty.
    public func needed(_ column: String, _ expected: String) throws(TableFault) -> String {
        guard let text = text(column) else { throw fault(column, expected) }
        return text
    }

    /// What `read` makes of the field.
    public func value<Value>(
        _ column: String, _ expected: String, _ read: (String) -> Value?
    ) throws(TableFault) -> Value {
        guard let value = text(column).flatMap(read) else { throw fault(column, expected) }
        return value
    }

    /// A whole number in `range`.
    public func whole(_ column: String, in range: ClosedRange<Int>) throws(TableFault) -> Int {
        guard let number = text(column).flatMap({ Numeral.whole($0) }), range.contains(number) else {
            throw fault(column, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Whole seconds in `range`, with a fraction or without.
    public func seconds(_ column: String, in range: ClosedRange<Int>) throws(TableFault) -> Duration {
        guard let time = text(column).flatMap({ Seconds.parse($0) }),
            (Duration.seconds(range.lowerBound)...Duration.seconds(range.upperBound)).contains(time)
        else {
            throw fault(column, "seconds from \(range.lowerBound) to \(range.upperBound), such as 120.5")
        }
        return time
    }

    /// A date `YYYY-MM-DD`.
    public func date(_ column: String) throws(TableFault) -> CivilDate {
        try value(column, "a date YYYY-MM-DD") { text in
            Numeral.isLike("0000-00-00", text) ? CivilDate(text) : nil
        }
    }

    // MARK: Fields that may be empty

    /// What the field holds when it holds something; nil when it is empty or missing.
    public func ifAny<Value>(
        _ column: String, _ read: (String) throws(TableFault) -> Value
    ) throws(TableFault) -> Value? {
        guard text(column) != nil else { return nil }
        return try read(column)
    }
}
