import SharedTesting
import BusinessTime
import Contacts
import Facts
import Foundation
import Measures
import Reporting
import Standards
import Tables
import Testing

@Suite("Report")
struct ReportTests {
    private let standards = [
        Standard(
            id: "telephone-abandonment", clause: "TOM 1-3 ¶3.4 bullet 2", kind: .metric, text: "Few leave.",
            population: "calls", thresholds: [.init(.limit, .init(.below, 5, .percent))], windows: [.day],
            readings: [.init("A51", "by-contract")], measure: .abandonment(.init())),
        Standard(
            id: "phone-answer-80-20", clause: "Brief <channels> & \"SLAs\"", kind: .metric, text: "Soon.",
            population: "calls", thresholds: [.init(.limit, .init(.atLeast, 80, .percent))],
            windows: [.quarterHour, .day],
            measure: .serviceLevel(channel: .phone, within: .seconds(20), variant: .ofOffered)),
        Standard(
            id: "telephone-asa", clause: "c", kind: .metric, text: "t", population: "p",
            thresholds: [.init(.limit, .init(.atMost, 45, .seconds))], windows: [.day],
            measure: .averageSpeedOfAnswer),
        Standard(
            id: "telephone-blockage", clause: "c", kind: .metric, text: "t", population: "p",
            thresholds: [.init(.limit, .init(.atMost, 5, .percent))], windows: [.day], measure: .blockage),
        Standard(id: "rbac", clause: "c", kind: .control, text: "t", population: "p"),
    ]

    private func projection(_ log: Log) -> ReportProjection {
        var projection = ReportProjection(clocks: [])
        for fact in log.facts { projection.take(fact) }
        return projection
    }

    private func report(_ log: Log, _ kind: WindowKind = .day, feed: Feed = Feed(), days: Int = 1) -> Report {
        var projection = ReportProjection(clocks: [.phoneAnswer, .telephoneHold])
        for fact in log.facts { projection.take(fact) }
        let scope = Report.Scope(
            first: CivilDate(daysSinceEpoch: 0), last: CivilDate(daysSinceEpoch: days - 1), kind: kind,
            zone: .utc)
        return Report(projection, scope: scope, standards: standards, coreHours: nil, feed: feed)
    }

    private func object(_ report: Report) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    }

    private func row(_ id: String, _ report: Report) throws -> [String: Any] {
        let list = try #require(try object(report)["standards"] as? [[String: Any]])
        let found = try #require(list.first { $0["id"] as? String == id })
        return try #require((found["windows"] as? [[String: Any]])?.first)
    }

    @Test("codes that agents noted are counted within the dates, and said only when there are any")
    func codes() throws {
        var log = Log()
        log.arrive(first, 0)
        #expect(try object(report(log))["codes"] == nil)
        log.note(first, .complaint, by: "A7", 5)
        log.note(first, .complaint, by: "A9", 50)
        log.note(second, .complaint, by: "A9", 60)
        log.note(second, .praise, by: "A9", 24 * 3600)
        let codes = try #require(try object(report(log))["codes"] as? [[String: Any]])
        #expect(codes.count == 1)
        #expect(codes.first?["fact"] as? String == "contactNoted")
        #expect(codes.first?["code"] as? String == "complaint")
        #expect(codes.first?["count"] as? Int == 3)
        #expect(codes.first?["contacts"] as? Int == 2)
    }

    @Test("the same log gives the same bytes in every form", arguments: UInt64(1)...5)
    func identical(_ seed: UInt64) {
        let log = Log.random(seed: seed, contacts: 80)
        for kind in [WindowKind.day, .quarterHour, .rollingSevenDays] {
            let (one, other) = (report(log, kind), report(log, kind))
            #expect(one.json == other.json && one.csv == other.csv && one.html == other.html)
        }
    }

    @Test("counts and answers in the log measure without a feed, and a feed that says them again is told")
    func imported() throws {
        var log = Log()
        for second in [100, 200] as [Int64] {
            log.say(
                "phone", second,
                .contactReceived(
                    ContactReceived(
                        contact: Contact.ID(gateway: 1, number: UInt64(second / 100)), gateway: "phone",
                        channel: .phone, received: at(second), stamped: at(second), ingested: at(second),
                        attributes: ContactAttributes(inquiries: [.init(type: "benefits")]), hours: .observed,
                        key: "k-\(second)")))
        }
        let whole = AttemptsBlocked(
            gateway: "phone", trunk: "sip-east", from: at(0), to: at(86_400), count: 2, source: "carrier")
        log.say("phone", 86_400, .attemptsBlocked(whole))
        #expect(try row("telephone-blockage", report(log))["attained"] as? Int == 50)
        var projection = ReportProjection(clocks: [])
        for fact in log.facts { projection.take(fact) }
        var feed = Feed()
        feed.blocked = [
            BlockedRecord(
                source: .carrier(trunk: "sip-west", source: "carrier"), channel: .phone, from: at(0),
                to: at(900), count: 1)
        ]
        #expect(projection.repeated(in: feed) == nil)
        feed.blocked[0].source = .carrier(trunk: "sip-east", source: "another")
        #expect(projection.repeated(in: feed)?.contains("sip-east") == true)
    }

    @Test("pauses to review stand in every form, those of the report's dates alone")
    func pauses() throws {
        var log = Log()
        // The third says the second once more, as a clock that is told anew does.
        for (day, hour) in [(-1, 1), (0, 1), (0, 1), (0, 2), (1, 1)] {
            let fact = PauseFlagged(
                clock: Clock.ID("appeal", item: Contact.ID(gateway: 4, number: 7)),
                at: Instant(microseconds: Int64(day * 24 + hour) * 3_600_000_000), number: 3,
                reasons: [.repeated, .withoutContact], due: nil, contacted: nil, cause: "rescheduled",
                by: "clerk-7", evidence: "fax-1")
            log.say("watchdog", Int64(day * 24 + hour) * 3600, .pauseFlagged(fact))
        }
        var projection = ReportProjection(clocks: [])
        for fact in log.facts { projection.take(fact) }
        let day = CivilDate(daysSinceEpoch: 0)
        let report = Report(
            projection, scope: .init(first: day, last: day, kind: .day, zone: .utc), standards: [],
            coreHours: nil)
        let list = try #require(try object(report)["pauses_to_review"] as? [[String: Any]])
        #expect(list.count == 2 && list[0]["contact"] as? String == "C4-7")
        #expect(list[0]["reasons"] as? [String] == ["repeated", "without_contact"])
        #expect(report.csv.split(separator: "\n").count { $0.hasPrefix("pause_review,") } == 2)
        #expect(report.html.contains("Pauses to look at") && report.html.contains("again and again"))
    }

    @Test(
        "the JSON gives numerator, denominator, verdict and every contact behind a figure",
        arguments: UInt64(1)...5)
    func json(_ seed: UInt64) throws {
        let report = report(Log.random(seed: seed, contacts: 80))
        let row = try row("telephone-abandonment", report)
        let counted = try #require(row["in_numerator"] as? [String])
        let others = try #require(row["not_in_numerator"] as? [String])
        #expect(row["numerator"] as? Int == counted.count)
        #expect(row["denominator"] as? Int == counted.count + others.count)
        #expect(Set(counted).isDisjoint(with: others) && !others.isEmpty)
        let isMet = try #require(row["met"] as? Bool)
        #expect(isMet == (counted.count * 100 < 5 * (counted.count + others.count)))
        #expect(try object(report)["balanced"] as? Bool == true)
        #expect(report.sections.map(\.standard.id).contains("rbac") == false)
    }

    @Test("no data is written as no data, and is neither met nor missed")
    func noData() throws {
        let row = try row("telephone-blockage", report(Log.random(seed: 3, contacts: 20)))
        #expect(row["attained"] as? String == "no data" && row["met"] is NSNull)
        #expect(row["note"] as? String == "no carrier's counts for the whole of it")
        let empty = try self.row("telephone-asa", report(Log()))
        #expect(empty["attained"] as? String == "no data")
    }

    @Test("a feed of the carrier turns no data into a figure; its rows are listed")
    func feed() throws {
        var log = Log()
        log.arrive(first, 100)
        log.connect(first, 1, with: "A1", 110)
        log.end(first, .resolved, 200)
        var reader = FeedReader { $0 == "a" ? at(0) : $0 == "b" ? at(86_400) : nil }
        try reader.takeAll("trunk,from,to,count,source\nt1,a,b,3,sbc\n")
        let report = report(log, feed: reader.feed)
        let row = try row("telephone-blockage", report)
        #expect(
            row["numerator"] as? Int == 3 && row["denominator"] as? Int == 4 && row["met"] as? Bool == false)
        #expect((row["in_numerator"] as? [String])?.first?.hasPrefix("sbc t1 1970-01-01") == true)
        #expect(report.balances[0].offered == 4 && report.balances[0].blocked == 3)
    }

    @Test(
        "a wrong line of a feed says which column, what stands there and what was expected",
        arguments: [
            ("trunk,when\nt,x", "1: column (header): value trunk,when"),
            ("trunk,from,to,count,source\nt,x,b,1,s", "2: column from: value x"),
            ("trunk,from,to,count,source\nt,b,a,1,s", "2: column to: value a"),
            ("trunk,from,to,count,source\nt,a,b,-1,s", "2: column count: value -1"),
            ("trunk,from,to,count,source\nt,a,b", "2: column count: value nothing"),
            ("trunk,from,to,count,source\n,a,b,1,s", "2: column trunk"),
            ("contact,at,satisfaction,recommendation\nC1-1,a,6,", "2: column satisfaction: value 6"),
            ("contact,at,satisfaction,recommendation\nnobody,a,5,", "2: column contact: value nobody"),
            ("contact,at,satisfaction,recommendation\nC1-1,a,5,\nC1-1,b,4,", "3: column contact"),
        ])
    func wrongFeeds(_ text: String, _ words: String) throws {
        var reader = FeedReader { $0 == "a" ? at(0) : $0 == "b" ? at(9) : nil }
        #expect { try reader.takeAll(text) } throws: { "\($0)".hasPrefix(words) }
    }

    @Test(
        "11.15: a feed without a header or without a row is an error, and says nothing was counted",
        arguments: ["", "\u{FEFF}", "trunk,from,to,count,source\n"])
    func emptyFeeds(_ text: String) throws {
        var reader = FeedReader { _ in at(0) }
        #expect(throws: TableFault.self) { try reader.takeAll(text) }
    }

    @Test("two rows of one trunk may not touch one time, in one file or in two")
    func overlappingFeeds() throws {
        var reader = FeedReader { Int64($0).map { at($0) } }
        let header = "trunk,from,to,count,source\n"
        try reader.takeAll(header + "t,0,10,1,s\nt,10,20,1,s\n")
        #expect(throws: TableFault.self) { try reader.takeAll(header + "t,19,30,1,s\n") }
        try reader.takeAll("contact,at,satisfaction,recommendation\nC1-1,5,5,\n")
        #expect(reader.feed.surveys.count == 1 && reader.feed.blocked.count == 2)
    }

    @Test("11.18: a part of a month is marked in CSV and JSON, and judged in neither")
    func parts() throws {
        let log = Log.random(seed: 5, contacts: 30)
        for (last, whole) in [(CivilDate(daysSinceEpoch: 30), true), (CivilDate(daysSinceEpoch: 3), false)] {
            let report = Report(
                projection(log),
                scope: .init(first: CivilDate(daysSinceEpoch: 0), last: last, kind: .month, zone: .utc),
                standards: standards, coreHours: nil)
            let lines = report.csv.split(separator: "\n")
            #expect(lines.first?.hasSuffix(",not_in_numerator,whole") == true)
            let row = try #require(lines.first { $0.hasPrefix("telephone-asa") && $0.contains(",official,") })
            #expect(row.hasSuffix(whole ? ",true" : ",false"))
            #expect(row.contains(",part,") == !whole)
            let json = try self.row("telephone-asa", report)
            #expect(json["whole"] as? Bool == whole && (json["met"] is NSNull) == !whole)
        }
    }

    @Test("11.18: what is written piece by piece is what is written at once, windows without contacts too")
    func pieces() {
        let day = CivilDate(daysSinceEpoch: 0)
        let report = Report(
            projection(Log.random(seed: 6, contacts: 40)),
            scope: .init(first: day, last: day, kind: .quarterHour, zone: .utc), standards: standards,
            coreHours: nil)
        var (json, csv, told) = ([UInt8](), [UInt8](), 0)
        report.writeJSON(to: { json += $0 }, progress: { told = $0 })
        report.writeCSV(to: { csv += $0 })
        #expect(String(decoding: json, as: UTF8.self) == report.json && told == report.standards.count)
        #expect(String(decoding: csv, as: UTF8.self) == report.csv)
        // What is no JSON has no sections, which the next lines see.
        let object = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
        let sections = object?["standards"] as? [[String: Any]] ?? []
        #expect(sections.count == report.standards.count)
        for (section, standard) in zip(sections, report.standards) {
            let rows = section["windows"] as? [[String: Any]] ?? []
            let own = report.sections.first { $0.standard.id == standard.id }?.evaluations ?? []
            #expect(rows.count == own.count && rows.count >= 96)
            #expect(rows.compactMap { $0["window"] as? String } == own.map(\.window.name))
            #expect(rows.compactMap { $0["numerator"] as? Int64 } == own.map(\.figure.ratio.numerator))
        }
    }

    @Test("the CSV has a row for each figure and each number of the balance, all of one width")
    func csv() {
        let report = report(Log.random(seed: 4, contacts: 30))
        let lines = report.csv.split(separator: "\n")
        #expect(lines.count == 2 + report.balances.count * 10 + 4 + 3, "two figures have others beside them")
        #expect(lines.contains { $0.contains("telephone-blockage") && $0.contains("no data") })
        #expect(lines.contains { $0.contains("\"Brief <channels> & \"\"SLAs\"\"\"") })
        #expect(lines.first?.contains(",note,receipt,class,in_numerator,") == true)
        #expect(lines.dropFirst().allSatisfy { $0.contains(",corrected,reclassified,") })
    }

    @Test("the page is one file without scripts or addresses, escapes what is not ours, and lists contacts")
    func html() {
        let page = report(Log.random(seed: 4, contacts: 30)).html
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
        #expect(!page.contains("<script") && !page.contains("http") && !page.contains("src="))
        #expect(page.contains("Brief &lt;channels&gt; &amp; &quot;SLAs&quot;"))
        #expect(page.contains("<details class=\"ids\">") && page.contains("C1-1"))
        #expect(page.contains("<p class=\"balanced\">Balanced to the unit"))
        for name in ["section", "table", "tr", "td", "svg", "details", "div"] {
            let opened = page.components(separatedBy: "<\(name)").dropFirst()
                .count { ">  ".contains($0.first ?? "x") || $0.first == " " }
            #expect(opened == page.components(separatedBy: "</\(name)>").count - 1, "\(name)")
        }
    }

    @Test("13.A6: calls outside opening hours are shown apart, in no share of those who gave up")
    func closedHours() throws {
        var log = Log()
        log.arrive(first, 5)
        log.end(first, .abandoned, 9)
        log.arrive(second, 10)
        log.end(second, .closedHours, 10)
        let report = report(log)
        let row = try row("telephone-abandonment", report)
        #expect(row["numerator"] as? Int == 1 && row["denominator"] as? Int == 1)
        let beside = try #require(row["beside"] as? [[String: Any]])
        #expect(
            beside.map { $0["name"] as? String } == [
                "without calls outside opening hours", "calls outside opening hours",
            ])
        #expect(beside.map { $0["denominator"] as? Int } == [1, 1])
        #expect(beside.last?["in_numerator"] as? [String] == ["C1-2"])
        #expect(report.balances.first?.closedHours == 1)
        #expect(report.html.contains("Read by A51 at-all-times."))
        let section = try #require((try object(report)["standards"] as? [[String: Any]])?.first)
        #expect(section["readings"] as? [String: String] == ["A51": "at-all-times"])
    }

    @Test("a report that does not balance says so and says where")
    func unbalanced() throws {
        var log = Log()
        log.arrive(first, 5)
        log.end(first, .resolved, 9)
        log.end(first, .abandoned, 10)
        log.end(second, .resolved, 9)
        let report = report(log)
        #expect(!report.isBalanced)
        #expect(
            report.balanceWords
                == "NOT BALANCED: 1970-01-01 do not add up; ended twice: C1-1; never received: C1-2;")
        #expect(report.html.contains("class=\"unbalanced\""))
    }

    @Test(
        "windows of a longer report partition its contacts", arguments: [WindowKind.quarterHour, .day, .week])
    func partition(_ kind: WindowKind) {
        let report = report(Log.random(seed: 8, contacts: 100), kind)
        let all = report.balances.filter { $0.channel == nil }
        #expect(all.reduce(0) { $0 + $1.accepted } == 100 && all.allSatisfy { $0.holds })
    }
}

extension FeedReader {
    /// Takes a file with this text.
    fileprivate mutating func takeAll(_ text: String) throws(TableFault) {
        try takeAll([UInt8](text.utf8))
    }
}
