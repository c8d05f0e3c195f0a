import Randomness
import Simulation
import Tables

/// One way in which a good file comes to look otherwise: what spreadsheets do to it, and what accidents do.
///
/// Each either leaves what the file says as it is, or makes a file of it that nobody can have meant.
enum FileMutation: String, CaseIterable {
    // What says the same.
    case mark, markBeforeQuotes, returns, quotes, noLastFeed, blankLines
    // What shifts columns or loses rows.
    case droppedField, addedField, decimalComma, quotedComma, semicolons, truncated, headerTwice, columnTwice
    case rowTwice, empty, headerOnly
    // What is no number.
    case hex, plus, minus, noNumber, exponent, thousands, wideDigits
    // What nobody sees.
    case blankBefore, blankBehind, hardBlank, hidden, control, nul
    // What is no CSV in UTF-8.
    case badBytes, latin, wide, bareReturn, oldMac, openQuote, innerQuote

    /// True when the file says what it said.
    var mustBeRead: Bool {
        switch self {
        case .mark, .markBeforeQuotes, .returns, .quotes, .noLastFeed, .blankLines: true
        default: false
        }
    }

    /// The file of `rows` as its kind writes it.
    static func bytes(
        _ rows: [[String]], _ kind: ReaderCase, end: String = "\n", isQuoted: Bool = false
    ) -> [UInt8] {
        [UInt8](rows.map { line($0, kind, isQuoted: isQuoted) + end }.joined().utf8)
    }

    private static func line(_ row: [String], _ kind: ReaderCase, isQuoted: Bool = false) -> String {
        if isQuoted {
            return row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
                .joined(separator: kind.separator)
        }
        return kind.separator == "," ? CSVLine.line(row) : row.joined(separator: kind.separator)
    }

    /// The file after the mutation; nil when it has nothing that could be mutated so.
    func applied(to kind: ReaderCase, _ generator: inout SplitMix64) -> [UInt8]? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let plain = Self.bytes(kind.rows, kind)
        switch self {
        case .mark: return mark + plain
        case .markBeforeQuotes: return mark + Self.bytes(kind.rows, kind, isQuoted: true)
        case .returns: return Self.bytes(kind.rows, kind, end: "\r\n")
        case .quotes: return Self.bytes(kind.rows, kind, isQuoted: true)
        case .noLastFeed: return Array(plain.dropLast())
        case .blankLines: return plain + [UInt8]("\n\r\n\n".utf8)
        case .empty: return generator.chance(500) ? [] : mark
        case .headerOnly: return Self.bytes([kind.rows[0]], kind)
        case .oldMac: return Self.bytes(kind.rows, kind, end: "\r")
        case .wide: return [0xFF, 0xFE] + plain.flatMap { [$0, 0] }
        case .badBytes:
            return inserted(
                generator.pick([[0xFF], [0xC3, 0x28], [0x80], [0xED, 0xA0, 0x80]])
                    ?? [0xFE], into: plain, &generator)
        case .latin: return inserted([0xE9, UInt8(ascii: "t")], into: plain, &generator)
        case .control:
            return inserted([generator.pick([1, 8, 0x0B, 0x1B, 0x7F]) ?? 1], into: plain, &generator)
        case .nul: return inserted([0], into: plain, &generator)
        case .hidden:
            let mark = generator.pick(["\u{200B}", "\u{FEFF}", "\u{202E}", "\u{85}"]) ?? "\u{200B}"
            return changed(kind, &generator, among: nil) { text in
                text.prefix(1) + mark + text.dropFirst()
            }
        case .truncated: return truncated(kind, &generator)
        case .bareReturn, .openQuote, .innerQuote, .decimalComma, .addedField, .droppedField, .semicolons:
            return cut(kind, &generator)
        case .headerTwice, .columnTwice, .rowTwice: return doubled(kind, &generator)
        case .hex, .plus, .minus, .noNumber, .exponent, .thousands, .wideDigits, .quotedComma, .blankBefore,
            .blankBehind, .hardBlank:
            return rewritten(kind, &generator)
        }
    }

    // MARK: Bytes

    private func inserted(
        _ bytes: [UInt8], into plain: [UInt8], _ generator: inout SplitMix64
    ) -> [UInt8] {
        let place = Int(generator.number(0...Int64(plain.count)))
        return Array(plain[..<place]) + bytes + plain[place...]
    }

    /// In the middle of a row, so that at least one field is missing.
    private func truncated(_ kind: ReaderCase, _ generator: inout SplitMix64) -> [UInt8]? {
        let last = Int(generator.number(0...Int64(kind.rows.count - 1)))
        let row = kind.rows[last]
        let whole = Int(generator.number(0...Int64(row.count - 2)))
        let line = Self.line(Array(row[...whole]), kind)
        guard !line.isEmpty else { return nil }
        let length = Int(generator.number(1...Int64(line.utf8.count)))
        return Self.bytes(Array(kind.rows[..<last]), kind) + line.utf8.prefix(length)
    }

    // MARK: Lines

    private func cut(_ kind: ReaderCase, _ generator: inout SplitMix64) -> [UInt8]? {
        var lines = kind.rows.map { Self.line($0, kind) }
        let place = Int(generator.number(0...Int64(lines.count - 1)))
        var row = kind.rows[place]
        let column = Int(generator.number(0...Int64(row.count - 1)))
        switch self {
        case .bareReturn:
            return [UInt8](
                (lines[0...place].joined(separator: "\n") + "\r"
                    + lines[(place + 1)...].joined(separator: "\n") + "\n").utf8)
        case .semicolons: lines = lines.map { $0.replacing(kind.separator, with: ";") }
        case .droppedField:
            row.remove(at: column)
            lines[place] = Self.line(row, kind)
        case .addedField:
            row.insert(generator.pick(["", "5", "x"]) ?? "", at: column)
            lines[place] = Self.line(row, kind)
        case .decimalComma:
            guard kind.separator == ",", place > 0,
                let point = row.firstIndex(where: {
                    Numeral.decimal($0) != nil && $0.contains(".")
                })
            else { return nil }
            let parts = row[point].split(separator: ".")
            row[point...point] = [String(parts[0]), String(parts[1])]
            lines[place] = Self.line(row, kind)
        default:
            guard !row[column].isEmpty, !row[column].contains(",") else { return nil }
            let text = row[column]
            let broken = self == .openQuote ? "\"" + text : text.prefix(1) + "\"" + text.dropFirst()
            lines[place] = row.enumerated().map {
                $0.offset == column ? broken : Self.line([$0.element], kind)
            }
            .joined(separator: kind.separator)
        }
        return [UInt8]((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func doubled(_ kind: ReaderCase, _ generator: inout SplitMix64) -> [UInt8]? {
        var rows = kind.rows
        let place = Int(generator.number(1...Int64(rows.count - 1)))
        switch self {
        case .headerTwice: rows.insert(rows[0], at: place)
        case .columnTwice: rows[0][rows[0].count - 1] = rows[0][place - 1]
        default:
            guard !kind.mayRepeat else { return nil }
            rows.insert(rows[place], at: place)
        }
        return Self.bytes(rows, kind)
    }

    // MARK: Fields

    private func rewritten(_ kind: ReaderCase, _ generator: inout SplitMix64) -> [UInt8]? {
        let numbers = self == .minus ? kind.unsigned : kind.numbers
        let word = generator.pick(["nan", "Infinity", "-inf", "1e999", "."]) ?? "nan"
        switch self {
        case .hex: return changed(kind, &generator, among: numbers) { _ in "0x10" }
        case .plus: return changed(kind, &generator, among: numbers) { "+" + $0 }
        case .minus: return changed(kind, &generator, among: numbers) { "-" + $0 }
        case .noNumber: return changed(kind, &generator, among: numbers) { _ in word }
        case .exponent: return changed(kind, &generator, among: numbers) { $0 + "e" }
        case .thousands: return changed(kind, &generator, among: numbers) { "1 000" + $0 }
        case .quotedComma: return changed(kind, &generator, among: numbers) { $0 + ",5" }
        case .wideDigits: return changed(kind, &generator, among: numbers) { _ in "\u{FF11}\u{FF12}" }
        case .blankBefore: return changed(kind, &generator, among: nil) { " " + $0 }
        case .blankBehind: return changed(kind, &generator, among: nil) { $0 + " " }
        default: return changed(kind, &generator, among: nil) { $0 + "\u{A0}" }
        }
    }

    /// With one field changed that is not empty: of the named columns, or any, the header's included.
    private func changed(
        _ kind: ReaderCase, _ generator: inout SplitMix64, among columns: [String]?,
        _ change: (String) -> some StringProtocol
    ) -> [UInt8]? {
        var rows = kind.rows
        let first = columns == nil ? 0 : 1
        let place = Int(generator.number(Int64(first)...Int64(rows.count - 1)))
        let all = rows[0].indices.filter { columns?.contains(rows[0][$0]) ?? true }
        guard let column = generator.pick(all), !rows[place][column].isEmpty else { return nil }
        rows[place][column] = String(change(rows[place][column]))
        return Self.bytes(rows, kind)
    }
}
