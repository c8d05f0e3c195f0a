import Contacts
import Facts

/// The clocks of work items, as the router's own facts tell of them.
extension RouterState {
    mutating func start(item start: Clock.Start) {
        work.edit(start.clock) { clocks in
            clocks.append(.init(name: start.clock.name, phase: .init(start.mode)))
        }
    }

    mutating func set(_ phase: TrackedItem.Phase, of clock: Clock.ID) {
        work.edit(clock) { clocks in
            for index in clocks.indices where clocks[index].name == clock.name { clocks[index].phase = phase }
        }
    }

    /// A clock that may be reopened stays; which way it was stopped, its cause tells.
    mutating func stop(item fact: ClockStopped) {
        guard let until = fact.reopensUntil else { return set(.over, of: fact.clock) }
        set(until == .distantFuture ? .away : .stopped, of: fact.clock)
    }
}
