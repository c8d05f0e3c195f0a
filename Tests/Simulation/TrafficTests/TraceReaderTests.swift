import Contacts
import Tables
import Testing

@testable import Traffic

@Suite("Trace format")
struct TraceReaderTests {
    private static let header =
        "contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,"
        + "deadline_s,deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s"

    private func read(_ lines: [String]) throws -> RecordedTraffic {
        var reader = TraceReader()
        try reader.takeAll([Self.header] + lines)
        return reader.traffic
    }

    @Test("a call with a transfer is read field by field, to the millisecond")
    func call() throws {
        let traffic = try read([
            "C000001,28800.250,phone,phone_general,general|spanish:3,30,182.5,346.001,,,,xfer_claims,90,60"
        ])
        let contact = try #require(traffic.contacts.first)
        #expect(contact.label == "C000001")
        #expect(contact.arrival == .milliseconds(28_800_250))
        #expect(contact.channel == .phone)
        #expect(contact.needs == [SkillNeed("general"), SkillNeed("spanish", level: 3)])
        #expect(contact.priority == 30)
        #expect(contact.service == .milliseconds(182_500))
        #expect(contact.patience == .milliseconds(346_001))
        #expect(
            contact.secondLeg
                == TraceContact.SecondLeg(queue: "xfer_claims", service: .seconds(90), patience: .seconds(60))
        )
    }

    @Test("a backlog has a negative arrival and, with no patience given, never leaves")
    func backlog() throws {
        let traffic = try read(["C0,-1250075.778,letter,written_routine,,10,1168.072,,,,,,,"])
        #expect(traffic.contacts.first?.arrival == .milliseconds(-1_250_075_778))
        #expect(traffic.contacts.first?.patience == nil)
    }

    @Test(
        "the file's words for channels become ours",
        arguments: [
            ("message", Channel.secureMessage), ("walkin", .walkIn), ("work_item", .workItem),
            ("email", .email),
        ])
    func channels(word: String, channel: Channel) throws {
        #expect(try read(["C1,0,\(word),q,,1,1,,,,,,,"]).contacts.first?.channel == channel)
    }

    @Test(
        "11.15: a row that cannot be read is refused with its line and column, and never left out",
        arguments: [
            ("C1,x,phone,q,,1,1,,,,,,,", "arrival_s"), ("C1,1,pigeon,q,,1,1,,,,,,,", "channel"),
            ("C1,1,phone,q,,1,,,,,,,,", "handle_s"), ("C1,1,phone", "queue"),
            ("C1,1,phone,q,skill:9,1,1,,,,,,,", "required_skills"),
            ("C1,1,phone,q,,1,1,soon,,,,,,", "patience_s"), ("C1,1,phone,q,,1,1,-5,,,,,,", "patience_s"),
            ("C1,1,phone,q,,1,1,,,,,other,x,", "leg2_handle_s"), ("C1,1,phone,q,,x,1,,,,,,,", "priority"),
            ("C1,1,phone,q,,1,1,,,,,,5,", "leg2_handle_s"),
            ("C1,1,phone,q,,1,120,5,,,,,,,", "after leg2_patience_s"),
            ("C2,1,phone,q,,1,1,,,,,,,", "contact_id"), ("C1,1,phone,q,,1,0x10,,,,,,,", "handle_s"),
        ])
    func refused(row: String, column: String) throws {
        let fault = try #require(throws: TableFault.self) { try read(["C2,5,phone,q,,1,1,,,,,,,", row]) }
        #expect(fault.line == 3 && fault.column == column, "\(fault)")
    }

    @Test("contacts come by arrival, equal arrivals in the file's order")
    func order() throws {
        let traffic = try read([
            "B,5,phone,q,,1,1,,,,,,,", "A,5,phone,q,,1,1,,,,,,,", "C,1,phone,q,,1,1,,,,,,,",
        ])
        #expect(traffic.contacts.map(\.label) == ["C", "B", "A"])
    }

    @Test("a file without a needed column is refused by the column's name, one without a row as empty")
    func missing() throws {
        var reader = TraceReader()
        let fault = try #require(throws: TableFault.self) {
            try reader.takeAll(["contact_id,arrival_s,channel,queue", "c,1,phone,q"])
        }
        #expect(fault.column == "handle_s" && fault.line == 1)
        #expect(throws: TableFault.self) { try read([]) }
    }

    @Test("what the writer writes the reader reads back")
    func roundTrip() throws {
        let contact = TraceContact(
            label: "G1", arrival: .milliseconds(1_234), channel: .secureMessage, queue: "a,b",
            needs: [SkillNeed("x", level: 2)], priority: 3, service: .seconds(5),
            patience: .milliseconds(7_001),
            secondLeg: .init(queue: "z", service: .seconds(9), patience: nil))
        var reader = TraceReader()
        try reader.takeAll(TraceWriter.contactLines([contact]))
        #expect(reader.traffic.contacts == [contact])
    }

    private static let rosterHeader = "agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat"

    @Test("a roster has a row per interval")
    func roster() throws {
        var reader = RosterReader()
        try reader.takeAll([Self.rosterHeader, "A001,T1,g,s,29700,44100,1,0"])
        #expect(reader.shifts == [Shift(agent: "A001", on: .seconds(29_700), off: .seconds(44_100))])
    }

    @Test(
        "11.15: a roster names the line and column that are wrong, and one without a row is refused",
        arguments: [
            (["A001,T1,g,s,44100,29700,1,0"], "off_s"),
            (["A001,T1,g,s,28800,500,64800,1,0"], "after max_chat"),
            (["A009,T1,g,s,28800,64800,1,0"], "agent_id"), ([], "(row)"),
            (["A001,T1,g,s,100,200,1,0", "A001,T1,g,s,150,300,1,0"], "on_s"),
        ])
    func brokenRoster(rows: [String], column: String) throws {
        var reader = RosterReader(known: ["A001"])
        let fault = try #require(throws: TableFault.self) {
            try reader.takeAll([Self.rosterHeader] + rows)
        }
        #expect(fault.column == column && fault.line == rows.count + (rows.isEmpty ? 2 : 1), "\(fault)")
    }

    @Test("a forecast is read exactly, in thousandths, and none of it is below 0")
    func forecast() throws {
        var reader = ForecastReader()
        let header = "queue,bin_start_s,expected_arrivals"
        try reader.takeAll([header, "phone_general,28800,8.4040"])
        #expect(reader.bins.map(\.expectedThousandths) == [8404])
        for row in ["q,28800,-1", "q,28800,1e3", ",28800,1", "q,x,1", "q,1,100001"] {
            var reader = ForecastReader()
            #expect(throws: TableFault.self) { try reader.takeAll([header, row]) }
        }
    }
}

extension TableTaker {
    /// Takes a file of these lines.
    mutating func takeAll(_ lines: [String]) throws(TableFault) {
        try takeAll([UInt8]((lines.joined(separator: "\n") + "\n").utf8))
    }
}
