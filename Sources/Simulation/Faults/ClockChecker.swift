import Contacts
import Facts
import Standards

/// P4, counted by itself: no threshold passes early, each once, and a passing that was wrong is taken back.
///
/// Clocks that are suspended in between, as the hold clock does, are judged by real time only.
struct ClockChecker {
    private struct Passing: Hashable {
        var clock: Clock.ID
        var threshold: String
    }

    private var starts: [Clock.ID: Instant] = [:]
    private var stops: [Clock.ID: Instant] = [:]
    /// Clocks that began a second time; what was said before then is not told apart.
    private var begunTwice: Set<Clock.ID> = []
    private var passed: [Passing: ThresholdPassed] = [:]
    private var clocksOf: [Contact.ID: [Clock.ID]] = [:]
    /// How many thresholds passed.
    private(set) var passings = 0
    private static let limits: [ClockName: [StandardClock.Threshold]] = Dictionary(
        SimulatedSite.clocks.map { ($0.name, $0.thresholds) }, uniquingKeysWith: { first, _ in first })

    mutating func take(_ fact: Fact, of station: StationName, at now: Instant) -> [String] {
        switch fact {
        case .contactClassified(let fact): fact.clocks.forEach { begin($0) }
        case .inquiryOpened(let fact): fact.clocks.forEach { begin($0) }
        case .clockStarted(let fact): begin(fact.start)
        case .clockStopped(let fact): if stops[fact.clock] == nil { stops[fact.clock] = fact.at }
        case .contactEnded(let fact) where station == "router":
            for clock in clocksOf[fact.contact] ?? []
            where stops[clock] == nil && clock.inquiry == 0 && !fact.awaiting.contains(clock) {
                stops[clock] = fact.at
            }
        // What stopped at a message that came back runs as if it had never stopped.
        case .clockResumed(let fact): stops[fact.clock] = nil
        case .clockWarned(let passed), .clockBreached(let passed): return pass(passed, at: now)
        case .breachRetracted(let fact): return retract(fact)
        default: break
        }
        return []
    }

    private mutating func begin(_ start: Clock.Start) {
        guard start.mode == .running else { return }
        if starts[start.clock] != nil {
            begunTwice.insert(start.clock)
            for limit in Self.limits[start.clock.name] ?? [] {
                passed[Passing(clock: start.clock, threshold: limit.name)] = nil
            }
        } else {
            clocksOf[start.clock.contact, default: []].append(start.clock)
        }
        starts[start.clock] = start.from
        stops[start.clock] = nil
    }

    private mutating func pass(_ fact: ThresholdPassed, at now: Instant) -> [String] {
        let name = "\(fact.threshold) of \(fact.clock)"
        var found: [String] = []
        if now < fact.due { found.append("\(name) is due at \(fact.due) and passed at \(now)") }
        let passing = Passing(clock: fact.clock, threshold: fact.threshold)
        if passed[passing] != nil, !begunTwice.contains(fact.clock) { found.append("\(name) passed twice") }
        if let due = due(fact.threshold, of: fact.clock), due != fact.due, !begunTwice.contains(fact.clock) {
            found.append("\(name) passed as of \(fact.due), due was \(due)")
        }
        passed[passing] = fact
        passings += 1
        return found
    }

    private mutating func retract(_ fact: BreachRetracted) -> [String] {
        let passing = Passing(clock: fact.clock, threshold: fact.threshold)
        let name = "\(fact.threshold) of \(fact.clock)"
        guard passed.removeValue(forKey: passing) != nil || begunTwice.contains(fact.clock) else {
            return ["\(name) is taken back and had not passed"]
        }
        return fact.stopped > fact.due ? ["\(name) is taken back, and stopped at \(fact.stopped)"] : []
    }

    private func due(_ threshold: String, of clock: Clock.ID) -> Instant? {
        guard let start = starts[clock] else { return nil }
        return Self.limits[clock.name]?.first { $0.name == threshold }.map { start.advanced(by: $0.amount) }
    }

    /// Clocks that run, were due before `limit` and have not fired.
    func overdue(_ limit: Instant) -> [String] {
        starts.keys.sorted().flatMap { clock -> [String] in
            guard stops[clock] == nil, !begunTwice.contains(clock) else { return [] }
            return (Self.limits[clock.name] ?? []).compactMap { threshold in
                guard let due = due(threshold.name, of: clock), due < limit,
                    passed[Passing(clock: clock, threshold: threshold.name)] == nil
                else { return nil }
                return "\(threshold.name) of \(clock)"
            }
        }
    }

    /// Passings that should not stand, and passings that are missing, once everything is said.
    func wrong() -> [String] {
        starts.keys.sorted().flatMap { clock -> [String] in
            guard let stop = stops[clock], !begunTwice.contains(clock) else { return [] }
            return (Self.limits[clock.name] ?? []).compactMap { threshold in
                guard let due = due(threshold.name, of: clock) else { return nil }
                let stands = passed[Passing(clock: clock, threshold: threshold.name)] != nil
                if stop > due, !stands {
                    return "\(threshold.name) of \(clock) never passed, due \(due), stop \(stop)"
                }
                if stop <= due, stands { return "\(threshold.name) of \(clock) was not taken back" }
                return nil
            }
        }
    }
}
