import Contacts
import Facts

/// The clocks of work items, as the router's own facts tell of them.
extension RouterState {
    mutating func start(item start: Clock.Start) {
        work.edit(start.clock) { clocks in
            // One that was over begins again when its item was received at another instant.
            clocks.removeAll { $0.name == start.clock.name }
            clocks.append(.init(name: start.clock.name, phase: .init(start.mode)))
        }
    }

    mutating func set(_ phase: TrackedItem.Phase, of clock: Clock.ID) {
        work.edit(clock) { clocks in
            for index in clocks.indices where clocks[index].name == clock.name { clocks[index].phase = phase }
        }
    }

    /// A clock that is told anew is as that says.
    mutating func retell(item fact: ClockRetold) {
        if let stop = fact.stop {
            let stopped = ClockStopped(
                clock: fact.clock, at: stop.at, cause: stop.cause, by: stop.by,
                reopensUntil: stop.reopensUntil)
            return self.stop(item: stopped)
        }
        if let last = fact.spans.last { set(.init(last.mode), of: fact.clock) }
    }

    /// A clock that may be reopened stays; which way it was stopped, its cause tells.
    mutating func stop(item fact: ClockStopped) {
        guard let until = fact.reopensUntil else { return set(.over, of: fact.clock) }
        set(until == .distantFuture ? .away : .stopped, of: fact.clock)
    }
}
