import Foundation
import Tables
import Traffic
import Workforce

/// The JSON of `tierline staff --forecast`, its table and its CSV.
struct StaffReport: Encodable {
    /// What one target needs in one quarter.
    struct Need: Encodable {
        var target: String
        var agents: Int
        var agents_erlang_c: Int
        var rostered: Int
        var service_level: Double
        var abandoned: Double
        var occupancy: Double
        var mean_wait_s: Double
        /// What one agent less would miss: service_level, occupancy, or one_agent.
        var agents_bound_by: String

        init(_ staffing: Staffing) {
            target = "\(staffing.target)"
            agents = staffing.agents
            agents_erlang_c = staffing.patientAgents
            rostered = staffing.rostered
            service_level = staffing.serviceLevel.thousandths
            abandoned = staffing.abandoned.thousandths
            occupancy = staffing.occupancy.thousandths
            mean_wait_s = staffing.meanWait.thousandths
            agents_bound_by = staffing.bound.rawValue
        }
    }

    /// One quarter of one queue; without needs when nobody is expected.
    struct Interval: Encodable {
        var queue: String
        var date: String
        var start: String
        var expected_arrivals: Double
        var aht_s: Double
        var load_erl: Double
        var needs: [Need]

        init(_ wanted: Wanted, _ staffings: [Staffing]) {
            queue = wanted.queue
            date = wanted.date
            start = wanted.start
            expected_arrivals = wanted.arrivals.thousandths
            aht_s = wanted.aht.thousandths
            load_erl = (wanted.arrivals * wanted.aht / 900).thousandths
            needs = staffings.map(Need.init)
        }
    }

    /// What one target needs in all.
    struct Total: Encodable {
        var target: String
        var agent_hours: Double
        var agent_hours_erlang_c: Double
        var rostered_hours: Double
        /// The most agents in one quarter of one queue.
        var peak: Int

        init(_ target: String, _ intervals: [Interval]) {
            let needs = intervals.flatMap { $0.needs.filter { $0.target == target } }
            self.target = target
            agent_hours = Double(needs.reduce(0) { $0 + $1.agents }) / 4
            agent_hours_erlang_c = Double(needs.reduce(0) { $0 + $1.agents_erlang_c }) / 4
            rostered_hours = Double(needs.reduce(0) { $0 + $1.rostered }) / 4
            peak = needs.map(\.agents).max() ?? 0
        }
    }

    var patience_s: Double
    var shrinkage_percent: Int
    var max_occupancy_percent: Int
    /// The columns that the occupancy binds; those by Erlang C follow from the service level alone.
    let max_occupancy_binds = ["agents", "rostered"]
    var intervals: [Interval]
    var totals: [Total]

    /// The CSV, the header first: a line for each quarter, queue and target.
    var lines: [String] {
        [
            "queue,date,start,expected_arrivals,aht_s,target,agents,agents_erlang_c,rostered,service_level,"
                + "abandoned,occupancy,agents_bound_by"
        ]
            + intervals.flatMap { one in
                one.needs.map { need in
                    CSVLine.line([
                        one.queue, one.date, one.start, "\(one.expected_arrivals)", "\(one.aht_s)",
                        need.target, "\(need.agents)", "\(need.agents_erlang_c)", "\(need.rostered)",
                        "\(need.service_level)", "\(need.abandoned)", "\(need.occupancy)",
                        need.agents_bound_by,
                    ])
                }
            }
    }

    /// For people: Erlang C in brackets.
    var text: String {
        var lines = [
            "patience \(Int(patience_s)) s, shrinkage \(shrinkage_percent) %, occupancy at most "
                + "\(max_occupancy_percent) %; agents by Erlang A (Erlang C), then rostered; the occupancy "
                + "binds agents and rostered, not Erlang C"
        ]
        for one in intervals {
            let needs = one.needs.map { need in
                String(
                    format: "%@: %d (%d), %d   ", need.target as NSString, need.agents, need.agents_erlang_c,
                    need.rostered)
            }
            let queue = one.queue.padding(toLength: 20, withPad: " ", startingAt: 0)
            lines.append(
                "\(queue) \(one.date) \(one.start)"
                    + String(format: " %8.2f of %6.0f s   ", one.expected_arrivals, one.aht_s)
                    + needs.joined())
        }
        for total in totals {
            lines.append(
                "\(total.target): \(total.agent_hours) agent hours"
                    + " (\(total.agent_hours_erlang_c) by Erlang C), \(total.rostered_hours) rostered,"
                    + " at most \(total.peak) at once in one queue")
        }
        return lines.joined(separator: "\n")
    }
}

/// The JSON of `tierline staff --history`.
struct HistoryReport: Encodable {
    struct Row: Encodable {
        var queue: String
        var date: String
        var start: String
        var offered: Int
        var answered: Int
        var abandoned: Int
        var aht_s: Double?
        var staffed: Double?
    }

    var offered: Int
    var answered: Int
    var abandoned: Int
    var rows: [Row]
    /// What of the log could not be read, and so is in no row.
    var left_out: [String]

    init(_ rows: [IntervalRow], leftOut: [String]) {
        left_out = leftOut
        offered = rows.reduce(0) { $0 + $1.offered }
        answered = rows.reduce(0) { $0 + $1.answered }
        abandoned = rows.reduce(0) { $0 + $1.abandoned }
        self.rows = rows.map { row in
            let fields = row.fields
            return Row(
                queue: row.queue, date: "\(row.date)", start: fields[2], offered: row.offered,
                answered: row.answered, abandoned: row.abandoned, aht_s: Double(fields[6]),
                staffed: Double(fields[7]))
        }
    }
}
