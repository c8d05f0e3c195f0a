import BusinessTime
import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing

/// From the facts of stations to the figure of ¶3.4 bullet 7 (reading A14).
@Suite("Report: the customer's satisfaction")
struct AcceptanceReportTests {
    private static let date = 86_400 as Int64

    private let followUp = StandardClock(
        name: "follow-up", clause: "c", standards: ["telephone-followup-resolution"],
        unit: .workdays("hours", .dayOne), thresholds: [.init("limit", .breach, after: .workdays(10))],
        attachesTo: .inquiry, countsFrom: .leftUnresolved, stopsAt: .resolved)

    /// A call of Monday, 5 January 1970, whose inquiry a later call settles on the 7th, with what was said.
    private func tell(_ number: UInt64, _ said: Inquiry.Acceptance?, to log: inout Log) {
        let (monday, wednesday) = (4 * Self.date, 6 * Self.date)
        let contacts = [Contact.ID(gateway: 1, number: number), Contact.ID(gateway: 1, number: number + 100)]
        for (contact, day) in zip(contacts, [monday, wednesday]) {
            let attributes = ContactAttributes(
                inquiries: [.init(type: "claim_status", issue: "i1")], member: MemberToken("m\(number)"))
            log.say(
                "phone", day,
                .contactReceived(
                    ContactReceived(
                        contact: contact, gateway: "phone", channel: .phone, received: at(day),
                        stamped: at(day), ingested: at(day), attributes: attributes, hours: .observed,
                        key: "k\(contact)")))
        }
        let clock = Clock.ID("follow-up", contact: contacts[0], inquiry: 1)
        log.say("watchdog", monday, .clockArmed(Log.limited(clock, due: 16 * Self.date)))
        let settled = wednesday + 300
        for contact in contacts {
            let resolved = InquiryResolved(
                inquiry: Inquiry.ID(contact: contact, index: 1), at: at(settled), acceptance: said)
            log.say("router", settled, .inquiryResolved(resolved))
        }
        let stopped = ClockStopped(clock: clock, at: at(settled), cause: "resolved")
        log.say("router", settled, .clockStopped(stopped))
    }

    private func report(_ option: String) throws -> Evaluation {
        var log = Log()
        tell(1, .accepted, to: &log)
        tell(2, nil, to: &log)
        tell(3, .objected, to: &log)
        log.arrive(Contact.ID(gateway: 1, number: 999), 20 * Self.date)
        let calendar = try BusinessCalendar(
            name: "hours", zone: .utc, windows: BusinessCalendar.weekly(.init(open: 480, close: 1080)),
            holidays: .none, years: 1970...1971)
        var projection = ReportProjection(clocks: [followUp], calendars: [calendar])
        for fact in log.facts { projection.take(fact) }
        let standard = Standard(
            id: "telephone-followup-resolution", clause: "c", kind: .clock, text: "t", population: "p",
            thresholds: [.percent(50, within: "limit")], windows: [.day], readings: [.init("A14", option)],
            measure: .clockAttainment(.init("follow-up", channels: [.phone], silenceDays: 5)))
        let day = CivilDate(daysSinceEpoch: 6)
        let scope = Report.Scope(first: day, last: day, kind: .day, zone: .utc)
        let report = Report(projection, scope: scope, standards: [standard], coreHours: nil)
        return try #require(report.sections.first?.evaluations.first)
    }

    private func clock(_ number: UInt64) -> Subject {
        .clock(Clock.ID("follow-up", contact: Contact.ID(gateway: 1, number: number), inquiry: 1))
    }

    @Test("the official figure counts who accepted; who was silent stands apart, who objected nowhere")
    func recorded() throws {
        let row = try report("recorded-acceptance")
        #expect(row.figure.counted == [clock(1)] && row.figure.others == [clock(2), clock(3)])
        #expect(row.met == false && row.figure.note == nil)
        let deemed = row.companions.first { $0.name == "deemed accepted" }?.figure
        #expect(deemed?.counted == [clock(2)] && deemed?.ratio == Ratio(1, of: 1))
    }

    @Test("by the other option silence counts, and the figure says that this alone meets the limit")
    func deemed() throws {
        let row = try report("deemed")
        #expect(row.figure.counted == [clock(1), clock(2)] && row.figure.others == [clock(3)])
        #expect(row.met == true)
        #expect(
            row.figure.note
                == "met by the reading taken only; by recorded acceptance alone it is missed")
    }
}
