public import Contacts
internal import Tables

/// What one queue did in one quarter of an hour of local time.
///
/// Who arrived in the quarter is counted here, whenever the outcome came: offered, answered and abandoned are
/// of one population.
public struct IntervalRow: Hashable, Sendable {
    /// The queue: a class of contacts, or the type that a record names.
    public var queue: String
    /// The local date.
    public var date: CivilDate
    /// The quarter after local midnight, 0 to 95; an hour that occurs twice counts as one.
    public var quarter: Int
    /// Contacts that arrived.
    public var offered: Int
    /// Of these, how many a person answered.
    public var answered: Int
    /// Of these, how many left before.
    public var abandoned: Int
    /// Milliseconds in which agents handled those of them who were handled, wrap-up included, all legs
    /// together.
    public var handleTime: Int64
    /// Of these, how many an agent was done with.
    public var handled: Int
    /// Milliseconds for which agents were signed in who serve the queue; nil when the record does not say.
    public var staffedTime: Int64?

    /// The quarters of a day.
    public static let quarters = 96
    /// The columns of a file of rows, in order.
    public static let columns = [
        "queue", "date", "start", "offered", "answered", "abandoned", "aht_s", "staffed",
    ]

    /// A row in which nothing happened.
    public init(queue: String, date: CivilDate, quarter: Int) {
        self.queue = queue
        self.date = date
        self.quarter = quarter
        (offered, answered, abandoned, handled, handleTime) = (0, 0, 0, 0, 0)
    }

    /// The row as fields, in the order of ``columns``; what the record does not say is empty.
    public var fields: [String] {
        let aht = handled == 0 ? "" : Self.thousandths(handleTime / Int64(handled))
        let staffed = staffedTime.map { Self.thousandths($0 * 1000 / 900_000) } ?? ""
        return [
            queue, "\(date)", QuarterText.text(quarter), "\(offered)", "\(answered)", "\(abandoned)", aht,
            staffed,
        ]
    }

    /// Reads a row.
    ///
    /// - Parameter fields: One text for each of ``columns``, in their order.
    /// - Throws: `WorkforceError.vectorInvalid` naming the first field that is not of its form.
    public init(_ fields: [String]) throws(WorkforceError) {
        precondition(fields.count == Self.columns.count, "a row has one field for each column")
        func fault(_ place: Int, _ expected: String) -> WorkforceError {
            .vectorInvalid(
                column: Self.columns[place], value: fields[place].isEmpty ? "nothing" : fields[place],
                expected: expected)
        }
        func count(_ place: Int) throws(WorkforceError) -> Int {
            guard let number = Numeral.whole(fields[place]), (0...10_000_000).contains(number) else {
                throw fault(place, "a whole number, not below 0")
            }
            return number
        }
        guard !fields[0].isEmpty else { throw fault(0, "the name of a queue") }
        guard Numeral.isLike("0000-00-00", fields[1]), let date = CivilDate(fields[1]) else {
            throw fault(1, "a date YYYY-MM-DD")
        }
        guard let quarter = QuarterText.parse(fields[2]) else {
            throw fault(2, "a quarter of an hour, HH:MM")
        }
        self.init(queue: fields[0], date: date, quarter: quarter)
        offered = try count(3)
        answered = try count(4)
        abandoned = try count(5)
        guard answered + abandoned <= offered else {
            throw fault(3, "answered and abandoned together, or more")
        }
        if !fields[6].isEmpty {
            guard let seconds = Numeral.decimal(fields[6]), (0...1_000_000).contains(seconds) else {
                throw fault(6, "seconds, or nothing")
            }
            handled = max(answered, 1)
            handleTime = Int64((seconds * 1000).rounded()) * Int64(handled)
        }
        if !fields[7].isEmpty {
            guard let agents = Numeral.decimal(fields[7]), (0...1_000_000).contains(agents) else {
                throw fault(7, "a mean number of agents, or nothing")
            }
            staffedTime = Int64((agents * 900_000).rounded())
        }
    }

    private static func thousandths(_ number: Int64) -> String {
        let rest = String(number % 1000)
        return "\(number / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}

/// A quarter of an hour as `HH:MM`.
public enum QuarterText {
    /// The text of quarter `quarter`, 0 to 95.
    public static func text(_ quarter: Int) -> String {
        let (hour, minute) = (quarter / 4, quarter % 4 * 15)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }

    /// The quarter that begins at `text`; nil when none does.
    public static func parse(_ text: String) -> Int? {
        guard Numeral.isLike("00:00", text) else { return nil }
        let parts = text.split(separator: ":")
        guard let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            [0, 15, 30, 45].contains(minute)
        else { return nil }
        return hour * 4 + minute / 15
    }
}
