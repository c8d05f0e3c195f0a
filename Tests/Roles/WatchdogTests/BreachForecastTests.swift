import BusinessTime
import Contacts
import Facts
import Testing

@testable import Watchdog

@Suite("BreachForecast: what can no longer be done in time, and pauses to look at")
struct BreachForecastTests {
    // Friday 2024-03-01 09:00, nine hours before closing; Monday opens at 08:00.
    private static let start = Watch.start

    private func calendar() throws -> BusinessCalendar {
        try BusinessCalendar(
            name: "hours", zone: Zone(name: "EST", fixedOffset: -5 * 3600),
            windows: BusinessCalendar.weekly(.init(open: 8 * 60, close: 18 * 60)), years: 2024...2025)
    }

    private func load(_ pieces: UInt64 = 1, due: Int, each: Int) -> DeadlineFeasibility.Load {
        .init(due: at(.seconds(due * 3600)), pieces: pieces, each: .seconds(each * 3600))
    }

    private func outlook(
        _ loads: [DeadlineFeasibility.Load], _ staff: [DeadlineFeasibility.Staff]
    ) throws -> DeadlineFeasibility.Outlook {
        DeadlineFeasibility.outlook(of: loads, staff: staff, calendar: try calendar(), from: Self.start)
    }

    @Test("what fits into the open time of the people there can be done, and an hour more cannot")
    func fits() throws {
        let staff = [DeadlineFeasibility.Staff(from: Self.start, heads: 2)]
        for (each, isShort) in [(3, false), (4, true)] {
            let found = try outlook(
                [load(due: 9, each: 9), load(3, due: 72, each: each), load(2, due: 71, each: 1)], staff)
            #expect((found.due != nil) == isShort)
            #expect(found.pieces == 6 && found.available == .seconds(20 * 3600))
            #expect(found.needed == .seconds((11 + 3 * each) * 3600))
            #expect(found.due == (isShort ? at(.seconds(72 * 3600)) : nil))
        }
    }

    @Test("a part of their time does a part of the work")
    func share() throws {
        let half = [DeadlineFeasibility.Staff(from: Self.start, heads: 4, share: 5000)]
        #expect(try outlook([load(2, due: 9, each: 9)], half).due == nil)
        let less = [DeadlineFeasibility.Staff(from: Self.start, heads: 4, share: 4999)]
        #expect(try outlook([load(2, due: 9, each: 9)], less).due == at(.seconds(9 * 3600)))
    }

    @Test("one piece of work is done by one person, however many there are; what is due with it is named too")
    func alone() throws {
        let staff = [DeadlineFeasibility.Staff(from: Self.start, heads: 9)]
        let found = try outlook([load(due: 4, each: 5), load(due: 4, each: 1), load(due: 5, each: 1)], staff)
        #expect(found.due == at(.seconds(4 * 3600)) && found.pieces == 2)
        #expect(try outlook([load(due: 5, each: 5)], staff).due == nil)
    }

    @Test("people who come later count from when they come; closed hours count for nobody")
    func roster() throws {
        let staff = [
            DeadlineFeasibility.Staff(from: Self.start, heads: 0),
            .init(from: at(.seconds(5 * 3600)), heads: 1),
        ]
        func isShort(_ needs: Int, due: Int) throws -> Bool {
            try outlook([load(due: due, each: needs)], staff).due != nil
        }
        #expect(try !isShort(4, due: 9) && isShort(5, due: 9))
        #expect(try !isShort(4, due: 71) && isShort(5, due: 71))
        #expect(try !isShort(5, due: 72))
    }

    @Test("no work is no shortfall, and work without people is one")
    func extremes() throws {
        #expect(try outlook([], []).due == nil)
        let found = try outlook([load(due: 9, each: 1)], [])
        #expect(found.due == at(.seconds(9 * 3600)) && found.available == .zero)
    }

    @Test("years of a large team fit into the arithmetic")
    func large() throws {
        let found = DeadlineFeasibility.outlook(
            of: [.init(due: Instant.distantFuture, pieces: 1_000_000, each: .seconds(3600))],
            staff: [.init(from: Self.start, heads: 5000)], calendar: try calendar(), from: Self.start)
        #expect(found.due == nil && found.available > .seconds(5000 * 3600))
    }

    @Test(
        "a pause just before a deadline, one too many, or with nobody spoken to is put on the list",
        arguments: [
            (1, 1, 50, 0, []), (1, 10, 14, 9, [.beforeDeadline]), (1, 10, 15, 9, []),
            (1, 10, 9, 9, []), (2, 20, 90, 19, []), (3, 20, 90, 19, [.repeated]),
            (1, 60, nil, 36, []), (1, 60, nil, 35, [.withoutContact]),
            (4, 70, 71, nil, [.beforeDeadline, .repeated, .withoutContact]),
        ] as [(UInt64, Int, Int?, Int?, [PauseFlagged.Reason])])
    func pauses(
        number: UInt64, hour: Int, due: Int?, contact: Int?, expected: [PauseFlagged.Reason]
    ) {
        let limits = PauseWatch.Limits(
            lead: .seconds(4 * 3600), most: 2, contactWithin: .seconds(86_400))
        let found = limits.reasons(
            number: number, at: at(.seconds(hour * 3600)), due: due.map { at(.seconds($0 * 3600)) },
            contacted: contact.map { at(.seconds($0 * 3600)) })
        #expect(found == expected)
    }
}
