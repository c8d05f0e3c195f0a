import Foundation
import Testing

@Suite("Files that people bring", .timeLimit(.minutes(10)))
final class FileCaseTests {
    private let cases: CaseFiles

    init() throws { cases = try CaseFiles() }

    deinit { cases.remove() }

    private func simulate(_ trace: String, roster: String = "late.roster.csv") throws -> Programs.Result {
        try Programs.tierline(
            "simulate", "--trace", "\(cases.folder)/\(trace)", "--roster", "\(cases.folder)/\(roster)",
            "--date",
            "2026-01-05", "--json")
    }

    @Test(
        "11.15: a decimal comma, a lost row and a carriage return alone are refused by line, never played",
        arguments: [
            ("comma", "late.roster.csv", "comma.contacts.csv:2: column after patience_s: value 300"),
            ("point", "comma.roster.csv", "comma.roster.csv:2: column after max_chat: value 0"),
            ("point", "cr.roster.csv", "cr.roster.csv:1: column 8: value a carriage return alone"),
            ("lost", "late.roster.csv", "lost.contacts.csv:5: column handle_s: value 1e3"),
            ("point", "none.roster.csv", "none.roster.csv:2: column (row)"),
        ])
    func traces(trace: String, roster: String, words: String) throws {
        try cases.write("agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat\n", to: "none.roster.csv")
        let result = try simulate(trace, roster: roster)
        #expect(result.status == 78 && result.output.isEmpty)
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test("11.15: a decimal point is read, and what was left out of a file stands in the answer")
    func point() throws {
        let result = try simulate("point")
        try #require(result.status == 0, "\(result.errors)")
        let answer = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        #expect(answer?["answered"] as? Int == 1 && answer?["abandoned"] as? Int == 0)
        #expect(answer?["rows_left_out"] as? Int == 0)
        #expect((answer?["rows_odd"] as? [String: Int])?.isEmpty == true)
        let other = try Programs.tierline(
            "simulate", "--trace", "\(cases.folder)/point", "--date", "2026-01-06", "--json")
        #expect(other.status == 1, "a day of which the file holds nothing")
    }

    @Test(
        "11.15: a feed, a history and a forecast without a row are refused",
        arguments: [
            ["import", "FILE", "--topology", "Topology/single-host.yaml"], ["forecast", "--history", "FILE"],
            ["staff", "--forecast", "FILE"], ["erlang", "--vectors", "FILE"],
        ])
    func empty(arguments: [String]) throws {
        for (place, text) in ["", "trunk,from,to,count,source\n", "\u{FEFF}\r\n"].enumerated() {
            let path = try cases.write(text, to: "empty\(place).csv")
            let result = try Programs.run(
                Programs.folder + "/tierline", arguments.map { $0 == "FILE" ? path : $0 })
            #expect(result.status == 78 && result.errors.contains("column"), "\(result.errors)")
        }
    }

    @Test("11.15: a mutation of a file is read as the file or refused with line and column, never a third")
    func fuzz() throws {
        let result = try Programs.tierline("fuzz-readers", "--count", "300", "--seed", "11", "--json")
        #expect(result.status == 0, "\(result.output)")
        struct Answer: Decodable {
            struct Reader: Decodable {
                var name: String
                var mutations, equal, refused, third: Int
            }
            var readers: [Reader]
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
        #expect(answer.readers.count == 11)
        for reader in answer.readers {
            #expect(reader.third == 0 && reader.equal > 20 && reader.refused > 100, "\(reader)")
        }
    }

    @Test("11.17: a saturated quarter needs 720 agents, and the answer says what the occupancy binds")
    func saturated() throws {
        let result = try Programs.tierline(
            "staff", "--forecast", "\(cases.folder)/occ.csv", "--patience", "300", "--target", "70/120",
            "--json")
        try #require(result.status == 0, "\(result.errors)")
        struct Answer: Decodable {
            struct Interval: Decodable { var needs: [Need] }
            struct Need: Decodable {
                var agents: Int
                var agents_bound_by: String
            }
            var intervals: [Interval]
            var max_occupancy_binds: [String]
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
        let need = answer.intervals.first?.needs.first
        #expect(need?.agents == 720 && need?.agents_bound_by == "service_level")
        #expect(answer.max_occupancy_binds == ["agents", "rostered"])
    }

    @Test("11.17: staffing agrees with an Erlang of another make over random rows")
    func outside() throws {
        let result = try Programs.run(
            "/usr/bin/env",
            [
                "python3", "ops/proving/erlang.py", "--tierline", Programs.folder + "/tierline", "--rows",
                "120",
                "--seed", "17",
            ])
        #expect(result.status == 0, "\(result.output) \(result.errors)")
    }

    // MARK: Forecasts

    private struct Forecast: Decodable {
        struct Bin: Decodable {
            var date, start: String
            var expected_arrivals: Double
            var bin_start_s: Int
        }
        struct Remark: Decodable {
            var date: String?
            var why: String
        }
        var held_out_weeks, hold_out_asked: Int
        var left_out, seen: [Remark]
        var closed_dates: [String]
        var forecast: [Bin]

        func total(_ date: String) -> Double {
            forecast.filter { $0.date == date }.reduce(0) { $0 + $1.expected_arrivals }
        }
    }

    private func forecast(_ arguments: String...) throws -> (Forecast, errors: String) {
        let result = try Programs.run(Programs.folder + "/tierline", ["forecast", "--json"] + arguments)
        try #require(result.status == 0, "\(result.errors)")
        return (try JSONDecoder().decode(Forecast.self, from: Data(result.output.utf8)), result.errors)
    }

    @Test("11.16: nobody is expected on a closed Saturday or before opening, and ten in every open quarter")
    func plain() throws {
        let (answer, _) = try forecast("--history", cases.folder + "/plain.csv", "--hold-out", "9")
        #expect(answer.forecast.count == 200)
        #expect(answer.forecast.allSatisfy { $0.expected_arrivals == 10 })
        #expect(answer.closed_dates == ["2026-05-16", "2026-05-17"] && answer.left_out.isEmpty)
        #expect(answer.held_out_weeks == 5 && answer.hold_out_asked == 9)
    }

    @Test("11.16: a holiday without rows was closed, and the next one will be")
    func holiday() throws {
        let path = cases.folder + "/hol.csv"
        let (answer, errors) = try forecast(
            "--history", path, "--holidays", "federal", "--from", "2026-07-01")
        #expect(answer.seen.map(\.why) == ["closed_holiday"] && errors.contains("2026-05-25"))
        #expect(answer.closed_dates == ["2026-07-03", "2026-07-04", "2026-07-05"])
        #expect(abs(answer.total("2026-07-02") - 400) < 0.001)
    }

    @Test("11.16: a Friday that ends at noon is told, and the next one is whole; so is a file given twice")
    func halfDay() throws {
        let path = cases.folder + "/a.csv"
        let (answer, errors) = try forecast("--history", path, path)
        #expect(answer.left_out.map(\.why) == ["file_twice", "half_day"])
        #expect(errors.contains("2026-05-15 is not whole: no row from 12:00 to 18:00"), "\(errors)")
        #expect(abs(answer.total("2026-05-22") - 400) < 0.001)
    }

    @Test("11.16: with a topology its calendars say when the centre is open")
    func calendar() throws {
        let (answer, _) = try forecast(
            "--history", cases.folder + "/plain.csv", "--topology", "Topology/single-host.yaml", "--from",
            "2026-05-22")
        // Memorial Day is closed by the calendar; no option says so.
        #expect(answer.closed_dates == ["2026-05-23", "2026-05-24", "2026-05-25"])
        #expect(abs(answer.total("2026-05-26") - 400) < 0.001)
    }

    @Test("11.16: quarters are those of the wall on both days on which the clocks change")
    func clockChanges() throws {
        for (monday, sunday, next, hours) in [
            ("2026-03-02", "2026-03-08", "2026-03-15", 14), ("2026-10-26", "2026-11-01", "2026-11-08", 16),
        ] {
            // At 15:00 and at 23:30 by the wall on the Sunday on which they change.
            let header = "contact_id,arrival_s,channel,queue,handle_s\n"
            let seconds = 6 * 86_400 + hours * 3600
            let text =
                header
                + "c1,\(seconds),phone,phone_general,60\nc2,\(seconds + 30_600),phone,phone_general,60\n"
            try cases.write(text, to: "change.contacts.csv")
            let trace = cases.folder + "/change"
            let (answer, _) = try forecast("--trace", trace, "--date", monday, "--from", next, "--days", "1")
            #expect(answer.forecast.filter { $0.expected_arrivals > 0.4 }.map(\.start) == ["15:00", "23:30"])
            let (change, _) = try forecast(
                "--trace", trace, "--date", monday, "--from", sunday, "--days", "1")
            #expect(change.forecast.first { $0.start == "15:00" }?.bin_start_s == seconds)
            let played = try Programs.tierline("simulate", "--trace", trace, "--date", sunday, "--json")
            try #require(played.status == 0, "\(played.errors)")
            #expect(played.output.contains("\"offered\":2"), "\(played.output)")
        }
    }

    @Test("11.16: a week of forecast and staffing with a holiday equals an independent reckoning")
    func reckoning() throws {
        for seed in ["16", "17"] {
            let result = try Programs.run(
                "/usr/bin/env",
                [
                    "python3", "ops/proving/planning.py", "--tierline", Programs.folder + "/tierline",
                    "--seed", seed,
                ])
            #expect(result.status == 0, "\(result.output) \(result.errors)")
        }
    }
}
