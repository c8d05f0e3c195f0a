import Contacts
import Facts
import Foundation
import Standards
import Testing

@testable import Watchdog

@Suite("Watchdog: killed again and again")
struct KilledWatchdogTests {
    @Test(
        "T1: 15,000 timers and a watchdog killed 200 times: each fires once, none early, none later than 1 s"
    )
    func kills() throws {
        var run = try KilledWatchdog(clocks: 5000)
        for kill in 1...200 {
            let back = Duration.seconds(3 * kill)
            run.goOn(until: back - .milliseconds(kill * 613 % 2900))
            try run.recover(at: back)
        }
        run.goOn(until: .seconds(720))
        #expect(run.fired.count == 15_000)
        #expect(Set(run.fired.map { "\($0.passed.clock) \($0.passed.threshold)" }).count == 15_000)
        for (passed, recovery) in run.fired {
            #expect(passed.at >= passed.due)
            // Within a second of due, or of the watchdog's being back to notice it.
            #expect(passed.at <= max(passed.due, recovery).advanced(by: .seconds(1)))
        }
        #expect(run.fired.contains { $0.passed.presumed })
        #expect(run.fired.contains { !$0.passed.presumed })
        #expect(run.machine.state.nextDeadline == nil)
    }
}

/// A watchdog that is recovered from its journal after each kill, on virtual time.
private struct KilledWatchdog {
    private(set) var machine: WatchdogMachine
    /// What fired, and when the watchdog that noticed it had come back.
    private(set) var fired: [(passed: ThresholdPassed, recovery: Instant)] = []
    private let configuration: WatchdogConfiguration
    private var recovery = Watch.start
    // The journal: a checkpoint as it is read back, and the facts after it.
    private var checkpoint = WatchdogState()
    private var tail: [Fact] = []
    private var recoveries = 0
    // The router's stream; it waits while the watchdog is away.
    private var starts: ArraySlice<Clock.Start>
    private var answer: (at: Instant, watermark: Watermark)?

    /// Clocks of three thresholds that begin within ten minutes, in no order.
    init(clocks: Int) throws {
        configuration = try Watch().machine.configuration
        machine = WatchdogMachine(configuration: configuration, state: WatchdogState())
        starts = (0..<clocks).map { number in
            let id = Clock.ID("phone.answer", contact: Contact.ID(gateway: 1, number: UInt64(number)))
            return Clock.Start(id, from: at(.milliseconds(number * 7919 % 600_000)))
        }.sorted { $0.from < $1.from }[...]
    }

    /// Everything that happens before `end`, in order of time.
    mutating func goOn(until end: Duration) {
        let end = at(end)
        while true {
            let start = starts.first?.from ?? .distantFuture
            let answered = answer?.at ?? .distantFuture
            let due = machine.state.nextDeadline ?? .distantFuture
            let next = min(start, answered, due)
            guard next < end, next < .distantFuture else { return }
            let now = max(next, recovery)
            if next == start, let begun = starts.popFirst() {
                handle(.fact(.clockStarted(ClockStarted(start: begun)), from: "router"), at: now)
            } else if next == answered, let watermark = answer?.watermark {
                answer = nil
                handle(.fact(.watermark(watermark), from: "router"), at: now)
            } else {
                handle(.tick, at: now)
            }
        }
    }

    /// The process is gone, and its successor folds the journal; a checkpoint is made now and then.
    mutating func recover(at instant: Duration) throws {
        let live = machine.state
        var state = checkpoint
        for fact in tail { state.evolve(fact) }
        state.checkInvariants()
        #expect(state == live)
        machine = WatchdogMachine(configuration: configuration, state: state)
        recovery = at(instant)
        recoveries += 1
        guard recoveries.isMultiple(of: 20) else { return }
        checkpoint = try JSONDecoder().decode(WatchdogState.self, from: JSONEncoder().encode(state))
        tail = []
    }

    private mutating func handle(_ input: Input, at now: Instant) {
        for fact in machine.handle(input, at: now).map(\.fact) {
            tail.append(fact)
            switch fact {
            case .clockWarned(let passed), .clockBreached(let passed): fired.append((passed, recovery))
            // Every third question is never answered, so that thresholds are presumed too.
            case .watermarkAsked(let asked) where asked.ask % 3 != 0:
                let watermark = Watermark(ask: asked.ask, through: asked.instant)
                answer = (now.advanced(by: .milliseconds(100)), watermark)
            default: break
            }
        }
    }
}
