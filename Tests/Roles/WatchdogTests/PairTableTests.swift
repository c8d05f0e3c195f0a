import Contacts
import Facts
import Testing

@testable import Watchdog

@Suite("Watchdog: every clock state with every input")
struct PairTableTests {
    /// How the answer clock stands when the input comes, 25 s after its start.
    enum Situation: CaseIterable {
        case absent, running, suspended, warned, breached
    }

    enum Event: CaseIterable {
        case classified, inquiryOpened, started, suspended, resumed, stopped, ended
        case watermark, tick, linkLost, linkRegained, otherFact, otherStation, acknowledgement,
            otherSubmission
    }

    private static let clock = Watch.answer

    /// A watchdog whose clock stands as said, with no question in flight.
    static func watch(_ situation: Situation) throws -> Watch {
        var watch = try Watch()
        switch situation {
        case .absent: break
        case .running: watch.arm(clock, from: .seconds(20), after: .seconds(20))
        case .suspended:
            watch.arm(clock, from: .seconds(20), after: .seconds(20))
            watch.router(suspended(clock, .seconds(24)), after: .seconds(24))
        case .warned:
            watch.arm(clock)
            watch.tick(after: .seconds(20))
            watch.answer(through: .seconds(21), after: .seconds(21))
        case .breached:
            watch.arm(clock, from: .seconds(-60))
            watch.answer(through: .seconds(1), after: .seconds(1))
        }
        return watch
    }

    static func input(_ event: Event) -> Input {
        let start = Clock.Start(clock, from: at(.seconds(25)))
        let inquiry = Inquiry.ID(contact: Watch.contact, index: 1)
        switch event {
        case .classified:
            return .fact(WatchdogTests.classified(Watch.contact, clocks: [start]), from: "router")
        case .inquiryOpened:
            let opened = InquiryOpened(
                inquiry: inquiry, caseID: Case.ID(text: "c"), type: "claim", received: at(.zero),
                clocks: [start])
            return .fact(.inquiryOpened(opened), from: "router")
        case .started: return .fact(.clockStarted(ClockStarted(start: start)), from: "router")
        case .suspended: return .fact(WatchdogTests.suspended(clock, .seconds(25)), from: "router")
        case .resumed: return .fact(WatchdogTests.resumed(clock, .seconds(25)), from: "router")
        case .stopped: return .fact(WatchdogTests.stopped(clock, .seconds(25)), from: "router")
        case .ended: return .fact(WatchdogTests.ended(Watch.contact, .seconds(25)), from: "router")
        case .watermark:
            return .fact(.watermark(Watermark(ask: 9, through: at(.seconds(25)))), from: "router")
        case .tick: return .tick
        case .linkLost: return .linkLost("router")
        case .linkRegained: return .linkRegained("router")
        case .otherFact:
            return .fact(.inquiryResolved(InquiryResolved(inquiry: inquiry, at: at(.zero))), from: "router")
        case .otherStation: return .fact(WatchdogTests.stopped(clock, .seconds(25)), from: "tier-1")
        case .acknowledgement: return .submission(.acknowledgeAlarm(1, by: "lead"))
        case .otherSubmission: return .submission(.effectDone("e"))
        }
    }

    private func expected(_ situation: Situation, _ event: Event) -> [FactKind] {
        switch (situation, event) {
        case (.absent, .classified), (.absent, .inquiryOpened), (.absent, .started): [.clockArmed]
        case (_, .classified), (_, .inquiryOpened), (_, .started): []
        case (.running, .suspended), (.warned, .suspended), (.breached, .suspended): [.clockSpanChanged]
        case (_, .suspended): []
        case (.suspended, .resumed): [.clockSpanChanged]
        case (_, .resumed): []
        case (.absent, .stopped), (.absent, .ended): []
        case (_, .stopped), (_, .ended): [.clockClosed]
        case (_, .watermark): [.watermarkNoted]
        case (_, .tick), (_, .linkLost), (_, .linkRegained), (_, .otherFact), (_, .otherStation): []
        case (_, .acknowledgement), (_, .otherSubmission): [.requestRefused]
        }
    }

    @Test("each pair decides exactly what the table says", arguments: Situation.allCases, Event.allCases)
    func pair(_ situation: Situation, _ event: Event) throws {
        var watch = try Self.watch(situation)
        let before = watch.machine.state
        let facts = watch.handle(Self.input(event), after: .seconds(25)).map(\.fact)
        #expect(facts.kinds == expected(situation, event))
        if facts.isEmpty { #expect(watch.machine.state == before) }
    }

    @Test("a clock that the standards do not have is refused by name, not dropped silently")
    func unknownClock() throws {
        var watch = try Watch()
        let facts = watch.arm(Clock.ID("no.such", contact: Watch.contact))
        #expect(facts.kinds == [.requestRefused])
        #expect(watch.machine.state.clockCount == 0)
    }

    @Test("what the router must act on goes to the router, what only the ledger keeps goes to nobody")
    func destinations() throws {
        var watch = try Watch()
        let armed = watch.handle(
            .fact(
                classified(Watch.contact, clocks: [Clock.Start(Watch.answer, from: at(.zero))]),
                from: "router"),
            after: .zero)
        #expect(armed.map(\.destinations) == [[]])
        let asked = watch.handle(.tick, after: .seconds(20))
        #expect(asked.map(\.fact).kinds == [.watermarkAsked, .watermarkAwaited])
        #expect(asked.map(\.destinations) == [["router"], []])
    }
}
