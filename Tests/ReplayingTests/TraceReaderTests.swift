import Contacts
import Replaying
import Testing

@Suite("Trace format")
struct TraceReaderTests {
    private static let header =
        "contact_id,arrival_s,channel,queue,required_skills,priority,handle_s,patience_s,target_wait_s,"
        + "deadline_s,deadline_kind,leg2_queue,leg2_handle_s,leg2_patience_s"

    private func read(_ lines: [String]) throws -> RecordedTraffic {
        var reader = TraceReader()
        for line in [Self.header] + lines { try reader.take(line) }
        return try reader.finish()
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
        "a row that cannot be read is counted and left out",
        arguments: [
            "C1,x,phone,q,,1,1,,,,,,,", "C1,1,pigeon,q,,1,1,,,,,,,", "C1,1,phone,q,,1,,,,,,,,", "C1,1,phone",
            "C1,1,phone,q,skill:9,1,1,,,,,,,", "C1,1,phone,q,,1,1,soon,,,,,,",
            "C1,1,phone,q,,1,1,,,,,other,x,",
        ])
    func odd(row: String) throws {
        let traffic = try read([row, "C2,5,phone,q,,1,1,,,,,,,"])
        #expect(traffic.odd == [.unreadable: 1])
        #expect(traffic.contacts.map(\.label) == ["C2"])
    }

    @Test("contacts come by arrival, equal arrivals in the file's order")
    func order() throws {
        let traffic = try read([
            "B,5,phone,q,,1,1,,,,,,,", "A,5,phone,q,,1,1,,,,,,,", "C,1,phone,q,,1,1,,,,,,,",
        ])
        #expect(traffic.contacts.map(\.label) == ["C", "B", "A"])
    }

    @Test("a file without a needed column is refused by the column's name")
    func missing() {
        #expect(throws: TraceError.missingColumn("handle_s")) {
            var reader = TraceReader()
            try reader.take("contact_id,arrival_s,channel,queue")
        }
        #expect(throws: TraceError.empty) { try TraceReader().finish() }
    }

    @Test("what the writer writes the reader reads back")
    func roundTrip() throws {
        let contact = TraceContact(
            label: "G1", arrival: .milliseconds(1_234), channel: .secureMessage, queue: "a,b",
            needs: [SkillNeed("x", level: 2)], priority: 3, service: .seconds(5),
            patience: .milliseconds(7_001),
            secondLeg: .init(queue: "z", service: .seconds(9), patience: nil))
        var reader = TraceReader()
        for line in TraceWriter.contactLines([contact]) { try reader.take(line) }
        #expect(try reader.finish().contacts == [contact])
    }

    @Test("a roster has a row per interval and names the line that is wrong")
    func roster() throws {
        var reader = RosterReader()
        try reader.take("agent_id,tier,group,skills,on_s,off_s,max_voice,max_chat")
        try reader.take("A001,T1,g,s,29700,44100,1,0")
        #expect(reader.shifts == [Shift(agent: "A001", on: .seconds(29_700), off: .seconds(44_100))])
        #expect(throws: TraceError.line(3, reason: "expected agent_id and an interval on_s before off_s")) {
            try reader.take("A001,T1,g,s,44100,29700,1,0")
        }
    }

    @Test("a forecast is read exactly, in thousandths")
    func forecast() throws {
        var reader = ForecastReader()
        try reader.take("queue,bin_start_s,expected_arrivals")
        try reader.take("phone_general,28800,8.4040")
        #expect(reader.bins.map(\.expectedThousandths) == [8404])
    }
}
