import BusinessTime
import Contacts
import Facts
import Reporting
import Standards
import Testing

@Suite("Attainment of standards")
struct AttainmentTests {
    private func row(
        _ id: String, _ log: Log, blocked: [Channel: Int64] = [:], clocks: [StandardClock] = []
    ) throws -> Attainment {
        let table = AttainmentTable(log.projection(), clocks: clocks, blocked: blocked, at: at(1000))
        return try #require(table.rows().first { $0.id == id })
    }

    /// Calls that waited so many seconds each; nil for one that was abandoned after ten.
    private func calls(_ waits: [Int64?]) -> Log {
        var log = Log()
        for (index, wait) in waits.enumerated() {
            let contact = Contact.ID(gateway: 1, number: UInt64(index + 1))
            log.arrive(contact, 0)
            guard let wait else {
                log.end(contact, .abandoned, 10)
                continue
            }
            log.connect(contact, UInt64(index + 1), with: "A1", wait)
            log.end(contact, .resolved, wait + 60)
        }
        return log
    }

    @Test("exactly the share demanded is met, one less is not; whoever left is a miss")
    func share() throws {
        let met = try row("phone-answer-80-20", calls([20, 20, 20, 20, nil]))
        #expect(met.met == true && met.attained == 80)
        let missed = try row("phone-answer-80-20", calls([20, 20, 20, 21, nil]))
        #expect(missed.met == false && missed.numerator == 3 && missed.denominator == 5)
    }

    @Test("the mean answer is exact: 45 s is met, a microsecond more would not be")
    func mean() throws {
        #expect(try row("telephone-asa", calls([30, 60])).met == true)
        #expect(try row("telephone-asa", calls([30, 61])).met == false)
        #expect(try row("telephone-asa", calls([30, 60])).attained == 45)
    }

    @Test("abandonment must stay below its limit; our own refusals can only prove that blockage is missed")
    func limits() throws {
        let twenty = calls([nil] + [Int64?](repeating: 1, count: 19))
        #expect(try row("telephone-abandonment", twenty).met == false)
        #expect(
            try row("telephone-abandonment", calls([nil] + [Int64?](repeating: 1, count: 20))).met == true)
        let nineteen = calls([Int64?](repeating: 1, count: 19))
        #expect(try row("telephone-blockage", nineteen, blocked: [.phone: 1]).met == nil)
        #expect(try row("telephone-blockage", nineteen, blocked: [.phone: 2]).met == false)
    }

    @Test("who came outside opening hours is counted in abandonment when the register says inside")
    func closedHours() throws {
        var log = calls([nil] + [Int64?](repeating: 1, count: 19))
        let late = Contact.ID(gateway: 1, number: 99)
        log.arrive(late, 0)
        log.end(late, .closedHours, 0)
        for (option, denominator) in [("apart-and-inside", 21), ("apart-only", 20)] as [(String, Int64)] {
            let standard = Standard(
                id: "telephone-abandonment", clause: "c", kind: .metric, text: "t", population: "p",
                readings: [.init("A51", option)])
            let table = AttainmentTable(
                log.projection(), clocks: [], register: [standard], blocked: [:], at: at(1000))
            let row = try #require(table.rows().first { $0.id == "telephone-abandonment" })
            #expect(row.denominator == denominator && row.met == (denominator == 21), "\(option)")
        }
    }

    @Test("an empty population says so and is neither met nor missed")
    func noData() throws {
        let row = try row("chat-first-response", calls([1]))
        #expect(row.met == nil && row.attained == nil && row.attainedText == "no data")
    }

    @Test("a clock's standard counts stops by their instant: at due is in time, open and not due is left out")
    func clock() throws {
        var log = Log()
        let standard = StandardClock(
            name: "acknowledgement", clause: "c", standards: ["email-acknowledge"], unit: .elapsed,
            thresholds: [.init("limit", .breach, after: .seconds(100))], stopsAt: .acknowledged)
        for (number, stop, due) in [(1, 100, 100), (2, 101, 100), (3, nil, 100), (4, nil, 2000)]
            as [(UInt64, Int64?, Int64)]
        {
            let contact = Contact.ID(gateway: 3, number: number)
            let name = Clock.ID("acknowledgement", contact: contact)
            log.arrive(contact, 0, channel: .email)
            log.say(
                "watchdog", 0,
                .clockArmed(
                    ClockArmed(
                        clock: name, from: at(0), calendar: nil,
                        thresholds: [ClockThreshold(name: "limit", level: .breach, budget: 1, due: at(due))],
                        mode: .running)))
            if let stop {
                log.say("router", stop, .clockStopped(ClockStopped(clock: name, at: at(stop), cause: "sent")))
            }
        }
        let row = try row("email-acknowledge", log, clocks: [standard])
        #expect(row.numerator == 1 && row.denominator == 3 && row.met == false)
    }

    @Test("where the member's contentment is asked, an answer in time counts once somebody wrote it down")
    func acceptance() throws {
        var log = Log()
        let followUp = StandardClock(
            name: "follow-up", clause: "c", standards: ["telephone-followup-resolution"], unit: .elapsed,
            thresholds: [.init("limit", .breach, after: .seconds(100))], stopsAt: .resolved)
        for (number, said, due) in [(1, .accepted, 100), (2, .objected, 100), (3, nil, 100), (4, nil, 2000)]
            as [(UInt64, Inquiry.Acceptance?, Int64)]
        {
            let contact = Contact.ID(gateway: 1, number: number)
            let clock = Clock.ID("follow-up", contact: contact, inquiry: 1)
            let inquiry = Inquiry.ID(contact: contact, index: 1)
            log.arrive(contact, 0)
            log.say("watchdog", 0, .clockArmed(Log.limited(clock, due: due)))
            let resolved = InquiryResolved(inquiry: inquiry, at: at(50), acceptance: said)
            log.say("router", 50, .inquiryResolved(resolved))
            log.say("router", 50, .clockStopped(ClockStopped(clock: clock, at: at(50), cause: "resolved")))
        }
        let asking = Standard(
            id: "telephone-followup-resolution", clause: "c", kind: .clock, text: "t", population: "p",
            readings: [.init("A14", "recorded-acceptance")])
        for (register, good, all) in [([asking], 1, 3), ([], 4, 4)] as [([Standard], Int64, Int64)] {
            let table = AttainmentTable(
                log.projection(), clocks: [followUp], register: register, blocked: [:], at: at(1000))
            let row = try #require(table.rows().first { $0.id == "telephone-followup-resolution" })
            #expect(row.numerator == good && row.denominator == all)
        }
    }
}

extension Log {
    static func limited(_ clock: Clock.ID, due: Int64) -> ClockArmed {
        ClockArmed(
            clock: clock, from: at(0), calendar: nil,
            thresholds: [ClockThreshold(name: "limit", level: .breach, budget: 1, due: at(due))],
            mode: .running)
    }
}
