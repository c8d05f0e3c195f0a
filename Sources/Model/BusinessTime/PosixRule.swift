import Contacts

/// The rule in a time zone file's footer, such as `EST5EDT,M3.2.0,M11.1.0`.
struct PosixRule {
    /// A change of offset: from which UTC second, to how many seconds east of UTC.
    struct Change {
        var start: Int64
        var offset: Int64
    }

    /// A date of each year and the wall time at which the offset changes on it.
    private struct Day {
        enum Form {
            /// Day 1 to 365, 29 February never counted.
            case julian(Int)
            /// Day 0 to 365, 29 February counted.
            case ordinal(Int)
            /// Month, week 1 to 5 (5 being the last), weekday with Sunday 0.
            case week(month: Int, week: Int, weekday: Int)
        }
        var form: Form
        var seconds: Int64
    }

    private let standard: Int64
    private let daylight: (offset: Int64, begin: Day, end: Day)?

    /// Reads a rule; nil when it is none.
    init?(_ text: [UInt8]) {
        var scanner = PosixScanner(text)
        guard scanner.skipName(), let west = scanner.time() else { return nil }
        standard = -west
        guard !scanner.isAtEnd else {
            daylight = nil
            return
        }
        guard scanner.skipName() else { return nil }
        let offset = scanner.peek == UInt8(ascii: ",") ? -west + 3600 : scanner.time().map { -$0 }
        guard let offset, let begin = PosixRule.day(&scanner), let end = PosixRule.day(&scanner),
            scanner.isAtEnd
        else { return nil }
        daylight = (offset, begin, end)
    }

    /// The changes that the rule makes in `years`, ascending.
    func changes(years: ClosedRange<Int>) -> [Change] {
        guard let daylight else { return [] }
        return years.flatMap { year in
            [
                Change(
                    start: PosixRule.wall(daylight.begin, in: year) - standard, offset: daylight.offset),
                Change(start: PosixRule.wall(daylight.end, in: year) - daylight.offset, offset: standard),
            ]
        }
        .sorted { $0.start < $1.start }
    }

    private static func day(_ scanner: inout PosixScanner) -> Day? {
        guard scanner.skip(","), let form = form(&scanner) else { return nil }
        guard scanner.skip("/") else { return Day(form: form, seconds: 7200) }
        return scanner.time().map { Day(form: form, seconds: $0) }
    }

    private static func form(_ scanner: inout PosixScanner) -> Day.Form? {
        if scanner.skip("J") { return scanner.number().map(Day.Form.julian) }
        guard scanner.skip("M") else { return scanner.number().map(Day.Form.ordinal) }
        guard let month = scanner.number(), (1...12).contains(month), scanner.skip("."),
            let week = scanner.number(), (1...5).contains(week), scanner.skip("."),
            let weekday = scanner.number(), (0...6).contains(weekday)
        else { return nil }
        return .week(month: month, week: week, weekday: weekday)
    }

    /// The wall time of `day` in `year`, as seconds since 1970-01-01 without any offset.
    private static func wall(_ day: Day, in year: Int) -> Int64 {
        let first = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
        let date: Int
        switch day.form {
        case .ordinal(let number):
            date = first + number
        case .julian(let number):
            let march = CivilDate(year: year, month: 3, day: 1).daysSinceEpoch
            date = number >= 60 ? march + number - 60 : first + number - 1
        case .week(let month, let week, let weekday):
            date = self.date(year: year, month: month, week: week, weekday: weekday)
        }
        return Int64(date) * 86_400 + day.seconds
    }

    private static func date(year: Int, month: Int, week: Int, weekday: Int) -> Int {
        let first = CivilDate(year: year, month: month, day: 1)
        let day = first.daysSinceEpoch + (weekday - first.weekday % 7 + 7) % 7 + (week - 1) * 7
        let next = first.advanced(byMonths: 1).daysSinceEpoch
        return day < next ? day : day - 7
    }
}

/// Reads a POSIX rule byte by byte.
private struct PosixScanner {
    private let text: [UInt8]
    private var place = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    var isAtEnd: Bool { place == text.count }

    var peek: UInt8? { isAtEnd ? nil : text[place] }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    /// Passes a zone abbreviation: letters, or anything between `<` and `>`.
    mutating func skipName() -> Bool {
        let begin = place
        if skip("<") {
            while let byte = peek, byte != UInt8(ascii: ">") { place += 1 }
            return skip(">")
        }
        while let byte = peek, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF) { place += 1 }
        return place > begin
    }

    mutating func number() -> Int? {
        var value: Int?
        while let byte = peek, (0x30...0x39).contains(byte), (value ?? 0) < 100_000 {
            value = (value ?? 0) * 10 + Int(byte - 0x30)
            place += 1
        }
        return value
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int64? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard var total = number().map({ Int64($0) * 3600 }) else { return nil }
        for unit in [Int64(60), 1] where skip(":") {
            guard let part = number() else { return nil }
            total += Int64(part) * unit
        }
        return isNegative ? -total : total
    }
}
