import Tables
import Workforce

/// What a forecast expects of one queue in one quarter.
struct Wanted: Hashable {
    var queue: String
    var date: String
    var start: String
    var arrivals: Double
    var aht: Double
}

/// Reads a forecast as `tierline forecast` writes it.
struct WantedTaker: TableTaker {
    /// The rows in the file's order.
    private(set) var wanted: [Wanted] = []
    private let aht: Double?
    private var taken: Set<[String]> = []

    /// Reads the handle time from the file, unless `aht` is given.
    init(aht: Double?) { self.aht = aht }

    var forms: [[String]] {
        [["queue", "date", "start", "expected_arrivals"] + (aht == nil ? ["aht_s"] : [])]
    }

    mutating func take(_ row: TableRow) throws(TableFault) {
        let queue = try row.needed("queue", "the name of a queue")
        let date = "\(try row.date("date"))"
        let quarter = try row.value("start", "a quarter of an hour, HH:MM", QuarterText.parse)
        let start = QuarterText.text(quarter)
        let arrivals = try number("expected_arrivals", 100_000, row)
        let time: Double
        if let aht { time = aht } else { time = try number("aht_s", 1_000_000, row) }
        if arrivals > 0, time == 0 { throw row.fault("aht_s", "more than 0, or --aht") }
        guard taken.insert([queue, date, start]).inserted else {
            throw row.fault("start", "a quarter that no row before has for the queue and date")
        }
        wanted.append(Wanted(queue: queue, date: date, start: start, arrivals: arrivals, aht: time))
    }

    private func number(_ column: String, _ most: Int, _ row: TableRow) throws(TableFault) -> Double {
        try row.value(column, "a decimal number from 0 to \(most)") { text in
            Numeral.decimal(text).flatMap { (0...Double(most)).contains($0) ? $0 : nil }
        }
    }
}
