import BusinessTime
import Contacts
import Facts
import SharedTesting
import Standards
import Testing

@testable import Watchdog

/// A watchdog under test: after every input it checks invariants, the fold of the facts, and the next
/// deadline.
struct Watch {
    static let start = Instant(microseconds: 1_709_301_600_000_000)  // Friday 2024-03-01T14:00:00Z
    static let contact = Contact.ID(gateway: 1, number: 42)
    static let answer = Clock.ID("phone.answer", contact: contact)
    static let hold = Clock.ID("phone.hold", contact: contact)
    static let resolution = Clock.ID("resolution", contact: contact, inquiry: 1)

    var machine: WatchdogMachine
    fileprivate var folded = WatchdogState()
    private(set) var now = Watch.start

    init(rows: [EnforcementRow] = [], state: WatchdogState = WatchdogState()) throws {
        let hours = try BusinessCalendar(
            name: "hours", version: 3, zone: Zone(name: "EST", fixedOffset: -5 * 3600),
            windows: BusinessCalendar.weekly(.init(open: 8 * 60, close: 18 * 60)), years: 2024...2025)
        let configuration = WatchdogConfiguration(
            directory: .standard, clocks: Self.clocks, calendars: [hours, try Self.everyDay()], rows: rows)
        machine = WatchdogMachine(configuration: configuration, state: state)
        folded = state
    }

    /// Handles an input `after` the start and returns the facts.
    @discardableResult
    mutating func handle(_ input: Input, after: Duration) -> [Decided] {
        now = Watch.start.advanced(by: after)
        let decided = machine.handle(input, at: now)
        for decision in decided { folded.evolve(decision.fact) }
        decided.expectHearers(in: .standard)
        machine.state.checkInvariants()
        #expect(folded == machine.state, "the fold of the facts is the state")
        if let deadline = machine.state.nextDeadline {
            #expect(deadline > now, "after an input nothing is due any more")
        }
        return decided
    }

    @discardableResult
    mutating func router(_ fact: Fact, after: Duration) -> [Fact] {
        handle(.fact(fact, from: "router"), after: after).map(\.fact)
    }

    @discardableResult
    mutating func tick(after: Duration) -> [Fact] {
        handle(.tick, after: after).map(\.fact)
    }

    /// Answers the question in flight with everything up to `through` after the start.
    @discardableResult
    mutating func answer(through: Duration, after: Duration) -> [Fact] {
        router(.watermark(Watermark(ask: machine.state.lastAsk, through: at(through))), after: after)
    }

    /// Takes a clock into the ledger.
    @discardableResult
    mutating func arm(
        _ clock: Clock.ID, from: Duration = .zero, mode: Clock.Start.Mode = .running, after: Duration = .zero
    ) -> [Fact] {
        router(
            .clockStarted(ClockStarted(start: Clock.Start(clock, from: at(from), mode: mode))), after: after)
    }
}

extension Watch {
    /// Those of the contract, of which the answer clock may be suspended here, and some on work items.
    static let clocks: [StandardClock] =
        StandardClock.contract(hours: "hours").map { clock in
            var clock = clock
            if clock.name == "phone.answer" {
                clock.suspension = .init(clause: "a test's", begins: "paused", ends: "resumed")
            }
            return clock
        } + WorkClocks.all

    static func everyDay() throws -> BusinessCalendar {
        try BusinessCalendar(
            name: "daily", version: 2, zone: Zone(name: "EST", fixedOffset: -5 * 3600),
            windows: BusinessCalendar.weekly(.init(open: 8 * 60, close: 18 * 60), days: .every),
            holidays: .none, days: .every, years: 2024...2025)
    }
}

/// The instant `after` the tests' start.
func at(_ after: Duration) -> Instant { Watch.start.advanced(by: after) }

func stopped(_ clock: Clock.ID, _ when: Duration) -> Fact {
    .clockStopped(ClockStopped(clock: clock, at: at(when), cause: "answered"))
}

func suspended(_ clock: Clock.ID, _ when: Duration) -> Fact {
    .clockSuspended(
        ClockSuspended(clock: clock, at: at(when), cause: "resumed", by: "clerk", evidence: "letter-1"))
}

func resumed(_ clock: Clock.ID, _ when: Duration) -> Fact {
    .clockResumed(ClockResumed(clock: clock, at: at(when), cause: "held"))
}

func ended(_ contact: Contact.ID, _ when: Duration, _ outcome: Contact.Outcome = .unresolved) -> Fact {
    .contactEnded(
        ContactEnded(
            contact: contact, gateway: "phone", outcome: outcome, at: at(when), tier: .one, agent: nil))
}

func classified(_ contact: Contact.ID, clocks: [Clock.Start]) -> Fact {
    .contactClassified(
        ContactClassified(
            contact: contact, gateway: "phone", channel: .phone, received: Watch.start,
            contactClass: "general",
            rank: 1, needs: [], tier: .one, rule: "r", clocks: clocks, inquiryCount: 1))
}

extension [Fact] {
    var kinds: [FactKind] { map(\.kind) }

    /// The warnings and breaches, in order.
    var passings: [ThresholdPassed] {
        compactMap { fact in
            switch fact {
            case .clockWarned(let passed), .clockBreached(let passed): passed
            default: nil
            }
        }
    }

    var alarms: [AlarmRaised] {
        compactMap { if case .alarmRaised(let alarm) = $0 { alarm } else { nil } }
    }

    var growths: [AlarmGrew] {
        compactMap { if case .alarmGrew(let grown) = $0 { grown } else { nil } }
    }
}

extension Watch {
    /// Takes the machine's present state as given, for tests that prepare a ledger directly.
    mutating func adopt() {
        folded = machine.state
    }
}
