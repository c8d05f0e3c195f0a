import BusinessTime
import Contacts
import Testing
import Watching

@Suite("Foresight: what can no longer be done in time, and pauses to look at")
struct ForesightTests {
    // Friday 2024-03-01 09:00, nine hours before closing; Monday opens at 08:00.
    private static let start = Watch.start

    private func calendar() throws -> BusinessCalendar {
        try BusinessCalendar(
            name: "hours", zone: Zone(name: "EST", fixedOffset: -5 * 3600),
            windows: BusinessCalendar.weekly(.init(open: 8 * 60, close: 18 * 60)), years: 2024...2025)
    }

    private func work(_ number: UInt64, due: Int, needs: Int) -> DeadlineFeasibility.Work {
        .init(
            Contact.ID(gateway: 4, number: number), due: at(.seconds(due * 3600)),
            needed: .seconds(needs * 3600))
    }

    @Test("what fits into the open time of the people there can be done, and an hour more cannot")
    func fits() throws {
        let staff = [DeadlineFeasibility.Staff(from: Self.start, heads: 2)]
        for (extra, isShort) in [(0, false), (1, true)] {
            let open = [
                work(1, due: 9, needs: 9), work(2, due: 72, needs: 9 + extra), work(3, due: 71, needs: 2),
            ]
            let found = DeadlineFeasibility.shortfall(
                of: open, staff: staff, calendar: try calendar(), from: Self.start)
            #expect((found != nil) == isShort)
            if let found {
                #expect(found.due == at(.seconds(72 * 3600)) && found.items.map(\.number) == [1, 3, 2])
                #expect(found.needed == .seconds(21 * 3600) && found.available == .seconds(20 * 3600))
            }
        }
    }

    @Test("one piece of work is done by one person, however many there are")
    func alone() throws {
        let staff = [DeadlineFeasibility.Staff(from: Self.start, heads: 9)]
        let found = DeadlineFeasibility.shortfall(
            of: [work(1, due: 4, needs: 5)], staff: staff, calendar: try calendar(), from: Self.start)
        #expect(found?.items.map(\.number) == [1])
    }

    @Test("people who come later count from when they come; closed hours count for nobody")
    func roster() throws {
        let staff = [
            DeadlineFeasibility.Staff(from: Self.start, heads: 0),
            .init(from: at(.seconds(5 * 3600)), heads: 1),
        ]
        let calendar = try calendar()
        func isShort(_ needs: Int, due: Int) -> Bool {
            DeadlineFeasibility.shortfall(
                of: [work(1, due: due, needs: needs)], staff: staff, calendar: calendar, from: Self.start)
                != nil
        }
        #expect(!isShort(4, due: 9) && isShort(5, due: 9))
        #expect(!isShort(4, due: 71) && isShort(5, due: 71))
        #expect(!isShort(5, due: 72))
    }

    @Test("no work is no shortfall, and work without people is one")
    func extremes() throws {
        let calendar = try calendar()
        #expect(DeadlineFeasibility.shortfall(of: [], staff: [], calendar: calendar, from: Self.start) == nil)
        let found = DeadlineFeasibility.shortfall(
            of: [work(1, due: 9, needs: 1)], staff: [], calendar: calendar, from: Self.start)
        #expect(found?.available == .zero)
    }

    @Test("a pause just before a deadline, one too many, or with nobody spoken to is put on the list")
    func pauses() {
        let clock = Clock.ID("appeal.expedited", item: Contact.ID(gateway: 4, number: 1))
        func pause(_ hour: Int, due: Int?, contact: Int?) -> PauseWatch.Pause {
            .init(
                clock, at: at(.seconds(hour * 3600)), due: due.map { at(.seconds($0 * 3600)) },
                contact: contact.map { at(.seconds($0 * 3600)) })
        }
        let list = PauseWatch().review([
            pause(1, due: 50, contact: 0), pause(10, due: 14, contact: 9), pause(20, due: 90, contact: 19),
            pause(60, due: nil, contact: 20), pause(70, due: 69, contact: nil),
        ])
        #expect(
            list.map(\.reasons) == [
                [.beforeDeadline], [.repeated], [.repeated, .withoutContact], [.repeated, .withoutContact],
            ])
        #expect(list.map(\.pause.at) == [10, 20, 60, 70].map { at(.seconds($0 * 3600)) })
    }
}
