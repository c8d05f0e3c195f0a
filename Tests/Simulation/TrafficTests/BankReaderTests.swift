import Contacts
import Foundation
import SharedTesting
import Tables
import Testing
import Traffic

@Suite("Anonymous Bank")
struct BankReaderTests {
    private static let header = [
        "vru+line", "call_id", "customer_id", "priority", "type", "date", "vru_entry", "vru_exit", "vru_time",
        "q_start", "q_exit", "q_time", "outcome", "ser_start", "ser_exit", "ser_time", "server",
    ].joined(separator: "\t")

    /// A row: id, date, vru_entry, vru_exit, q_start, q_exit, q_time, outcome, ser_time, server.
    private func row(
        _ id: String, on date: String = "990104", entry: String = "9:00:00", exit: String = "9:00:10",
        queue: (String, String, Int) = ("0:00:00", "0:00:00", 0), _ outcome: String, service: Int = 60,
        server: String = "ANAT"
    ) -> String {
        [
            "AA0101", id, "0", "2", "PS", date, entry, exit, "10", queue.0, queue.1, "\(queue.2)", outcome,
            outcome == "HANG" ? "0:00:00" : "9:01:00", "0:00:00", "\(service)", server + "\r",
        ].joined(separator: "\t")
    }

    private func read(_ rows: [String], date: CivilDate? = nil) throws -> RecordedTraffic {
        var reader = BankReader(date: date)
        try reader.takeAll([Self.header + "\r"] + rows)
        return reader.traffic
    }

    @Test(
        "a call arrives when it leaves the voice response: at the queue if it was reached, else at the exit")
    func arrival() throws {
        let traffic = try read([
            row("1", queue: ("9:00:12", "9:00:42", 30), "AGENT"), row("2", "AGENT"),
            row("3", entry: "9:30:00", exit: "0:00:00", "AGENT"),
        ])
        #expect(traffic.contacts.map(\.arrival) == [.seconds(32_410), .seconds(32_412), .seconds(34_200)])
        #expect(traffic.contacts.map(\.label) == ["2", "1", "3"])
        #expect(traffic.date == CivilDate(year: 1999, month: 1, day: 4))
    }

    @Test("whoever hung up leaves after the recorded wait, at once when it was none")
    func hangUps() throws {
        let traffic = try read([
            row("1", queue: ("9:00:12", "9:02:45", 153), "HANG", service: 0), row("2", "HANG", service: 0),
        ])
        #expect(traffic.contacts.first { $0.label == "1" }?.patience == .seconds(153))
        #expect(traffic.contacts.first { $0.label == "2" }?.patience == .zero)
    }

    @Test("a served caller's patience is at least the recorded wait, and the same on every reading")
    func censored() throws {
        let rows = [
            row("1", queue: ("9:00:12", "9:00:42", 30), "AGENT"),
            row("2", queue: ("9:00:12", "9:01:12", 60), "HANG", service: 0),
        ]
        let once = try read(rows)
        let patience = try #require(once.contacts.first { $0.label == "1" }?.patience)
        #expect(patience >= .seconds(30))
        #expect(try read(rows) == once)
    }

    @Test("a seed draws other rests of patience, the same for the same seed; what was recorded stays")
    func seeds() throws {
        func patience(_ seed: UInt64?) throws -> [Duration?] {
            var reader = BankReader(seed: seed)
            let rows = [
                row("1", queue: ("9:00:12", "9:00:42", 30), "AGENT"),
                row("2", queue: ("9:00:12", "9:01:12", 60), "HANG", service: 0),
            ]
            try reader.takeAll([Self.header] + rows)
            return reader.traffic.contacts.map(\.patience)
        }
        #expect(try patience(3) == patience(3) && patience(3)[0] != patience(4)[0])
        #expect(try patience(3)[0] != patience(nil)[0] && patience(3)[1] == .seconds(60))
    }

    @Test("a day on which nobody hung up says nothing of patience: its callers never leave")
    func patientDay() throws {
        #expect(try read([row("1", "AGENT")]).contacts.first?.patience == nil)
    }

    @Test("phantoms and other dates are left out and counted")
    func leftOut() throws {
        let traffic = try read(
            [row("1", "PHANTOM"), row("2", on: "990105", "AGENT"), row("3", "AGENT")],
            date: CivilDate(year: 1999, month: 1, day: 4))
        #expect(traffic.contacts.map(\.label) == ["3"])
        #expect(traffic.leftOut == 2)
    }

    @Test("odd rows are counted and replayed within bounds")
    func odd() throws {
        let traffic = try read([
            row("1", "AGENT", service: 9_000), row("2", "AGENT", service: 0, server: "NO_SERVER"),
            row("3", entry: "15:46:01", exit: "15:45:24", "AGENT"), row("4", "HANG", service: 12),
            row("5", queue: ("9:00:12", "9:00:20", 30), "AGENT"),
        ])
        #expect(traffic.contacts.count == 5)
        #expect(
            traffic.odd == [
                .longService: 1, .noService: 1, .answeredByNobody: 1, .leavesBeforeEntering: 1,
                .servedYetHungUp: 1, .waitDisagrees: 1,
            ])
        #expect(traffic.contacts.first { $0.label == "1" }?.service == BankReader.longestService)
        #expect(traffic.contacts.first { $0.label == "2" }?.service == .seconds(1))
    }

    @Test("11.15: a row of the bank that cannot be read is refused with line and column")
    func unreadable() throws {
        let rows = [
            "too\tshort": "customer_id", row("6", on: "991301", "AGENT"): "date",
            row("7", entry: "+9:00:00", "AGENT"): "vru_entry", row("8", "GONE"): "outcome",
            row("9", "AGENT", service: -3): "ser_time",
        ]
        for (row, column) in rows {
            let fault = try #require(throws: TableFault.self) { try read([self.row("1", "AGENT"), row]) }
            #expect(fault.line == 3 && fault.column == column, "\(fault)")
        }
    }

    @Test("a call over midnight belongs to the day on which it began, and is not odd")
    func midnight() throws {
        let traffic = try read([
            row("1", entry: "23:59:50", exit: "0:00:05", queue: ("0:00:06", "0:00:36", 30), "AGENT")
        ])
        #expect(traffic.contacts.first?.arrival == .seconds(86_406))
        #expect(traffic.odd.isEmpty)
    }

    @Test("a second date goes on from the first one's midnight")
    func twoDates() throws {
        let traffic = try read([row("1", "AGENT"), row("2", on: "990105", "AGENT")])
        #expect(traffic.contacts.map(\.arrival) == [.seconds(32_410), .seconds(118_810)])
    }

    @Test(
        "4 January 1999 has as many calls of each type as the file itself says",
        .enabled(if: SharedTraffic.january != nil, "skipped: the recorded traffic is not beside this package")
    )
    func january() throws {
        let bytes = try Foundation.Data(contentsOf: #require(SharedTraffic.january))
        let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        var reader = BankReader(date: CivilDate(year: 1999, month: 1, day: 4))
        try reader.takeAll([UInt8](bytes))
        let traffic = reader.traffic

        var expected: [String: Int] = [:]
        for line in lines.dropFirst() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            if fields[5] == "990104", fields[12] != "PHANTOM" { expected[String(fields[4]), default: 0] += 1 }
        }
        let counted = traffic.contacts.reduce(into: [String: Int]()) { $0[$1.queue, default: 0] += 1 }
        #expect(counted == expected)
        #expect(counted == ["PS": 1366, "NW": 225, "NE": 116, "TT": 81, "IN": 19, "PE": 15])
        #expect(traffic.odd[.answeredByNobody] == 33)
        #expect(
            traffic.contacts.allSatisfy {
                (.zero)..<(.seconds(90_000)) ~= $0.arrival && $0.service >= .seconds(1)
            })
    }
}

/// Recorded traffic, when it stands beside the repository.
enum SharedTraffic {
    static let january = SharedFile.url("traffic/anonymous-bank/january.txt")
}
