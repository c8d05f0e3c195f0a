import Tables
import Testing

/// Every row of a file as texts.
private struct Texts: TableTaker {
    let columns: [String]
    var rows: [[String]] = []

    var forms: [[String]] { [columns] }

    mutating func take(_ row: TableRow) { rows.append(row.texts(columns)) }
}

@Suite("Rows of files")
struct TableReaderTests {
    private func read(_ bytes: [UInt8], _ columns: [String] = ["a", "b"]) throws(TableFault) -> [[String]] {
        var texts = Texts(columns: columns)
        try texts.takeAll(bytes)
        return texts.rows
    }

    private func read(_ text: String, _ columns: [String] = ["a", "b"]) throws(TableFault) -> [[String]] {
        try read([UInt8](text.utf8), columns)
    }

    @Test(
        "11.15: a byte order mark, both line ends, quotes and quoted line feeds are read as what they mean",
        arguments: [
            "a,b\n1,2\n", "a,b\n1,2", "\u{FEFF}a,b\n1,2\n", "\u{FEFF}\"a\",b\n1,2\n", "a,b\r\n1,2\r\n",
            "\"a\",\"b\"\r\n\"1\",\"2\"\r\n", "\na,b\n\n1,2\n\n", "b,x,a\n2,,1\n",
        ])
    func alike(text: String) throws {
        #expect(try read(text) == [["1", "2"]])
    }

    @Test("a quoted field may hold a comma, a doubled quote and a line feed, however the file ends its lines")
    func quoted() throws {
        #expect(try read("a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n") == [["x, \"y\"", "1\n2"]])
        #expect(try read("a,b\r\nx,\"1\r\n2\"\r\n") == [["x", "1\n2"]])
        #expect(try read("a,b\n\"\",\n") == [["", ""]])
    }

    @Test(
        "11.15: what cannot have been meant is refused with its line, column and value",
        arguments: [
            ("a,b\n1,2,3\n", 2, "after b", "3"), ("a,b\n1\n", 2, "b", "nothing"),
            ("a,b\n1,2\n\n1,2,\n", 4, "after b", "nothing"),
            ("a,b\r1,2\r", 1, "2", "a carriage return alone"),
            ("a,b\n1,2\r", 2, "b", "a carriage return alone"),
            ("a,b\n1,\"2\r3\"\n", 2, "b", "a carriage return alone"),
            ("a,b\n1,x\"y\"\n", 2, "b", "x\""), ("a,b\n1,\"x\"y\n", 2, "b", "x\""),
            ("a,b\n\"1\n,2\n", 2, "a", "a quote that is never closed"), ("a,b\n1, 2\n", 2, "b", "\" 2\""),
            ("a,b\n1,2\u{A0}\n", 2, "b", "\"2\u{A0}\""), ("a,b\n1,2\u{200B}3\n", 2, "b", "U+200B"),
            ("a,b\n1,\u{0}\n", 2, "b", "byte 0x00"), ("a,b\n\"1\n2\",3,4\n", 2, "after b", "4"),
            ("a,b,a\n1,2,3\n", 1, "a", "the name a second time"), ("a,b,\n1,2,\n", 1, "3", "nothing"),
            ("a;b\n1;2\n", 1, "a", "nothing"), ("a,b\n", 2, "(row)", "nothing"),
            ("", 1, "(header)", "nothing"),
        ])
    func refused(text: String, line: Int, column: String, value: String) throws {
        let fault = try #require(throws: TableFault.self) { try read(text) }
        #expect(fault.line == line && fault.column == column && fault.value == value, "\(fault)")
    }

    @Test("11.15: bytes that are no UTF-8 are refused, UTF-16 among them")
    func encodings() throws {
        let latin = try #require(throws: TableFault.self) {
            try read([UInt8]("a,b\n1,caf".utf8) + [0xE9, 0x0A])
        }
        #expect(latin.line == 2 && latin.column == "b" && latin.expected == "text in UTF-8")
        let wide: [UInt8] = [0xFF, 0xFE] + "a,b\n1,2\n".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
        #expect(throws: TableFault.self) { try read(wide) }
    }

    @Test("a file in pieces of any length says the same")
    func pieces() throws {
        let bytes = [UInt8]("\u{FEFF}a,b\r\n\"1\r\n2\",\"x\"\"y\"\r\n3,é\r\n".utf8)
        for length in 1...bytes.count {
            var texts = Texts(columns: ["a", "b"])
            var reader = TableReader(texts.forms)
            for start in stride(from: 0, to: bytes.count, by: length) {
                try texts.take(Array(bytes[start..<min(start + length, bytes.count)]), of: &reader)
            }
            try texts.finish(&reader)
            #expect(texts.rows == [["1\n2", "x\"y"], ["3", "é"]], "pieces of \(length)")
        }
    }

    @Test("a fault is one line, however long or odd the value is")
    func oneLine() {
        let fault = TableFault(
            line: 3, column: "a\nb", value: String(repeating: "x\n", count: 100), expected: "a number")
        #expect(fault.description.hasPrefix("3: column a\\nb: value x\\nx\\n"))
        #expect(!fault.description.contains("\n") && fault.description.count < 240)
        let hidden = TableFault(line: 1, column: "a", value: "x\u{85}\u{2028}\u{A0}", expected: "a number")
        #expect(hidden.description == "1: column a: value x\\u{0085}\\u{2028}\\u{00A0}: expected a number")
    }

    @Test(
        "11.15: numbers have one grammar",
        arguments: [
            "", "+5", "0x10", "inf", "nan", "1e3", ".5", "5.", "1,5", "1 000", "--1", "-", "１２", "1_000",
            "1.2.3",
        ])
    func noNumbers(text: String) {
        #expect(Numeral.decimal(text) == nil && Seconds.parse(text) == nil)
        #expect(Numeral.whole(text) == nil)
    }

    @Test("numbers are read as they are written")
    func numbers() {
        #expect(
            Numeral.decimal("-12.50") == -12.5 && Numeral.decimal("007") == 7 && Numeral.whole("-3") == -3)
        #expect(Numeral.scientific("1.5e-05") == 1.5e-05 && Numeral.scientific("1e") == nil)
        #expect(Numeral.scientific("1e999") == nil && Numeral.whole("99999999999999999999") == nil)
        #expect(Seconds.parse("-1250075.778") == .milliseconds(-1_250_075_778))
        #expect(Seconds.parse("0.1234567") == .microseconds(123_456))
        #expect(Seconds.text(.milliseconds(-1_500)) == "-1.500")
    }

    @Test("what is written is read, whatever it holds")
    func roundTrip() throws {
        let fields = ["x, \"y\"\u{301}\"", "1\n2"]
        #expect(try read("a,b\n" + CSVLine.line(fields) + "\n") == [fields])
    }
}
