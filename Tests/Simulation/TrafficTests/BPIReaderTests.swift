import Contacts
import Facts
import Foundation
import SharedTesting
import Tables
import Testing
import Traffic

@Suite("BPI Challenge 2013")
struct BPIReaderTests {
    private static let header = "case,concept:name,impact,lifecycle:transition,org:group,time:timestamp"

    private func event(
        _ name: String, _ team: String, _ time: String, impact: String = "Medium"
    ) -> String {
        "\(name),Accepted,\(impact),In Progress,\(team),\(time)"
    }

    private func read(_ rows: [String], from date: CivilDate? = nil) throws -> RecordedTraffic {
        var reader = BPIReader(from: date)
        try reader.takeAll([Self.header] + rows)
        return reader.traffic
    }

    @Test("a case is a letter to the line of its first team, and asks for the line of each next team")
    func moves() throws {
        let traffic = try read([
            event("1-1", "V30", "2012-05-01T10:00:00+02:00"),
            event("1-1", "V30", "2012-05-01T10:05:00+02:00"),
            event("1-1", "V5 2nd", "2012-05-01T10:10:00+02:00"),
            event("1-1", "G97", "2012-05-01T12:00:00+02:00"),
            event("1-1", "G98", "2012-05-01T12:20:00+02:00"),
            event("1-1", "V13 3rd", "2012-05-02T09:00:00+02:00"),
            event("1-1", "V13 3rd", "2012-05-02T09:01:30+02:00"),
        ])
        let contact = try #require(traffic.contacts.first)
        #expect(traffic.date == CivilDate(year: 2012, month: 5, day: 1))
        #expect(contact.arrival == .seconds(10 * 3600) && contact.channel == .letter)
        #expect(contact.queue == "line-1" && contact.service == .seconds(90))
        let moves = try #require(contact.moves)
        #expect(moves.map(\.from) == [.one, .two, .one, .one])
        #expect(moves.map(\.to) == [.two, .one, .one, .three])
        #expect(moves.map(\.after) == [.seconds(600), .seconds(1800), .seconds(1200), .seconds(1800)])
        #expect(moves[3].source == "G98" && moves[3].target == "V13 3rd")
    }

    @Test("a high or major impact makes the wish a priority, and a case of one team has no move")
    func priority() throws {
        let traffic = try read([
            event("1-2", "V5 2nd", "2012-05-01T10:00:00+02:00", impact: "Major"),
            event("1-2", "V13 3rd", "2012-05-01T11:00:00+02:00", impact: "Major"),
            event("1-3", "V13 3rd", "2012-05-01T11:00:00+01:00"),
        ])
        #expect(traffic.contacts.map(\.queue) == ["line-2", "line-3"])
        #expect(traffic.contacts.map { $0.moves?.map(\.priority) } == [[.priority], []])
        #expect(traffic.contacts[1].arrival == .seconds(12 * 3600), "an hour of offset is an hour of time")
    }

    @Test("cases that came in before a date are left out and counted")
    func selection() throws {
        let traffic = try read(
            [
                event("1-1", "V30", "2012-05-01T23:59:59+02:00"),
                event("1-2", "V30", "2012-05-02T00:00:00+02:00"),
            ], from: CivilDate(year: 2012, month: 5, day: 2))
        #expect(traffic.contacts.map(\.label) == ["1-2"] && traffic.leftOut == 1)
        #expect(traffic.contacts.first?.arrival == .zero && traffic.odd.isEmpty)
    }

    @Test("11.15: a row of the challenge that cannot be read is refused with line and column")
    func unreadable() throws {
        let good = event("1-1", "V30", "2012-05-01T23:59:59+02:00")
        let rows = [
            event("1-3", "V30", "yesterday"): "time:timestamp", event("", "V30", "x"): "case",
            event("1-3", "V30", "2012-05-01T10:00:+5+02:00"): "time:timestamp",
            event("1-3", "V30", "2012-05-01T10:00:05+02:00", impact: "Huge"): "impact",
        ]
        for (row, column) in rows {
            let fault = try #require(throws: TableFault.self) { try read([good, row]) }
            #expect(fault.line == 3 && fault.column == column, "\(fault)")
        }
    }

    @Test("a file without the columns of the log is no log")
    func columns() throws {
        var reader = BPIReader()
        let fault = try #require(throws: TableFault.self) {
            try reader.takeAll(["case,impact,time:timestamp", "1,Low,x"])
        }
        #expect(fault.column == "org:group")
    }

    @Test("the record of the challenge gives its cases and its moves", .enabled(if: SharedBPI.path != nil))
    func record() throws {
        let text = try SharedBPI.text()
        var reader = BPIReader()
        try reader.takeAll([UInt8](text.utf8))
        let traffic = reader.traffic
        let moves = traffic.contacts.flatMap { $0.moves ?? [] }
        #expect(traffic.contacts.count == 7554 && moves.count == 9454)
        let between = moves.filter { $0.from != $0.to }
        #expect(between.count == 5000)
        let counts = [(1, 2), (2, 1), (2, 3), (1, 3), (3, 2), (3, 1)].map { from, to in
            between.filter { $0.from.rawValue == from && $0.to.rawValue == to }.count
        }
        #expect(counts == [2755, 1473, 284, 206, 164, 118])
    }
}

/// The record, when it stands beside the repository; the tests that read it are skipped otherwise.
enum SharedBPI {
    static let path = SharedFile.url("traffic/bpi2013/incidents.csv.gz")?.path

    static func text() throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", path ?? ""]
        process.standardOutput = pipe
        try process.run()
        let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
