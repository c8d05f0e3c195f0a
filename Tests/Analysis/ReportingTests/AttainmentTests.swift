import BusinessTime
import Contacts
import Facts
import Reporting
import Standards
import Testing

@Suite("Attainment of standards")
struct AttainmentTests {
    private static let level = Measure.serviceLevel(
        channel: .phone, within: .seconds(20), variant: .ofOffered)

    private static let register = [
        standard("phone-answer-80-20", level, .init(.atLeast, 80, .percent)),
        standard("telephone-asa", .averageSpeedOfAnswer, .init(.atMost, 45, .seconds)),
        standard("telephone-abandonment", .abandonment(.init()), .init(.below, 5, .percent)),
        standard("telephone-blockage", .blockage, .init(.atMost, 5, .percent), asks: "A51"),
        standard("email-acknowledge", .clockAttainment(.init("acknowledgement", channels: [.email]))),
    ]

    private static let acknowledgement = StandardClock(
        name: "acknowledgement", clause: "c", standards: ["email-acknowledge"], unit: .elapsed,
        thresholds: [.init("limit", .breach, after: .seconds(100))], stopsAt: .acknowledged)

    private static func standard(
        _ id: Standard.ID, _ measure: Measure, _ limit: Standard.Limit = .init(.atLeast, 100, .percent),
        asks reading: String? = nil
    ) -> Standard {
        var threshold = Standard.Threshold(.limit, limit)
        if case .clockAttainment = measure { threshold.within = "limit" }
        return Standard(
            id: id, clause: "c", kind: .metric, text: "t", population: "p", thresholds: [threshold],
            readings: reading.map { [.init($0, "by-contract")] } ?? [], measure: measure)
    }

    private func row(
        _ id: String, _ log: Log, blocked: [Channel: Int64] = [:], clocks: [StandardClock] = [],
        register: [Standard] = register
    ) throws -> Attainment {
        let terms = AttainmentTable.Terms(clocks: clocks, register: register, zone: .utc)
        let table = AttainmentTable(log.projection(), by: terms, blocked: blocked, at: at(1000))
        return try #require(table.rows.first { $0.id == id })
    }

    @Test("13.A8: what a replay is held to is the figure of the register, whatever it is")
    func oneTable() throws {
        let log = calls([20, 20, 20, 20, nil])
        #expect(try row("phone-answer-80-20", log).met == true)
        let higher = [Self.standard("phone-answer-80-20", Self.level, .init(.atLeast, 81, .percent))]
        let missed = try row("phone-answer-80-20", log, register: higher)
        #expect(missed.met == false && missed.required == ">= 81 percent within 20 s")
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

    @Test("13.A6: who came outside opening hours was refused by us, as the report has it")
    func closedHours() throws {
        var log = calls([nil] + [Int64?](repeating: 1, count: 19))
        for number in [98, 99] as [UInt64] {
            let late = Contact.ID(gateway: 1, number: number)
            log.arrive(late, 0)
            log.end(late, .closedHours, 0)
        }
        #expect(try row("telephone-blockage", log).met == false)
        #expect(try row("telephone-abandonment", log).denominator == 20)
    }

    @Test("an empty population says so and is neither met nor missed")
    func noData() throws {
        let row = try row("email-acknowledge", calls([1]), clocks: [Self.acknowledgement])
        #expect(row.met == nil && row.attained == nil && row.attainedText == "no data")
    }

    @Test("a clock's standard counts stops by their instant: at due is in time, open and not due is left out")
    func clock() throws {
        var log = Log()
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
        let row = try row("email-acknowledge", log, clocks: [Self.acknowledgement])
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
        let population = Measure.ClockPopulation("follow-up", channels: [.phone])
        let asking = Self.standard(
            "telephone-followup-resolution", .clockAttainment(population), asks: nil)
        var recorded = asking
        recorded.readings = [.init("A14", "recorded-acceptance")]
        for (standard, good, all) in [(recorded, 1, 3), (asking, 4, 4)] as [(Standard, Int64, Int64)] {
            let row = try row(
                "telephone-followup-resolution", log, clocks: [followUp], register: [standard])
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
