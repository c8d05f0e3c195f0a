import Reporting

/// The JSON of `tierline replay` (cli.md#figures-of-a-replay).
struct ReplayReport: Encodable {
    struct Escalated: Encodable {
        var t1_t2: Int
        var t2_t3: Int
    }
    struct Clocks: Encodable {
        var warned: Int
        var breached: Int
        var retracted: Int
        var early: Int
        var late_ms_p99: Double?
    }
    /// Percentiles of a population of microseconds, in `unit` microseconds.
    struct Spread: Encodable {
        var p50: Double?
        var p90: Double?
        var p95: Double?
        var p99: Double?
        var mean: Double?

        init(_ values: Percentiles, unit: Double) {
            func scaled(_ value: Double?) -> Double? { value.map { ($0 / unit * 1000).rounded() / 1000 } }
            p50 = scaled(values.value(50).map(Double.init))
            p90 = scaled(values.value(90).map(Double.init))
            p95 = scaled(values.value(95).map(Double.init))
            p99 = scaled(values.value(99).map(Double.init))
            mean = scaled(values.mean)
        }
    }
    /// A standard; `attained` is a number, or "no data".
    struct Standard: Encodable {
        var row: Attainment

        enum CodingKeys: String, CodingKey {
            case id, attained, required, met
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(row.id, forKey: .id)
            try container.encode(row.required, forKey: .required)
            if let attained = row.attained, let met = row.met {
                try container.encode(attained, forKey: .attained)
                try container.encode(met, forKey: .met)
            } else {
                try container.encode("no data", forKey: .attained)
                try container.encodeNil(forKey: .met)
            }
        }
    }

    var offered: Int
    var accepted: Int
    var blocked: Int
    var answered: Int
    var abandoned: Int
    var withdrawn: Int
    var callback: Int
    var closed_hours: Int
    var open: Int
    var resolved: Int
    var escalated: Escalated
    var lost: Int
    var dup_terminal: Int
    var double_assigned: Int
    var inversions_unexplained: Int
    var clocks: Clocks
    var wait_s: Spread
    var arrival_to_offer_ms: Spread
    var contacts_per_s: Double
    var wall_s: Double
    /// Rows of the file that were played as the reader says, by what is odd about them.
    var rows_odd: [String: Int]
    /// Rows of the file that were left out as asked: phantoms and other dates.
    var rows_left_out: Int
    var standards: [Standard]
    /// Of traffic whose moves were recorded; absent for other traffic.
    var moves: ReplayMoves.Totals?
}
