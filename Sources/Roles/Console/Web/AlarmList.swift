import Contacts
import Facts

/// The alarms of the watchdog as the console heard of them; a fold of its alarm facts, in the order raised.
///
/// Told again after a restart, which changes nothing. Bounded: the watchdog keeps them all, a page need not.
struct AlarmList: Hashable, Sendable {
    /// One alarm and what became of it.
    struct Alarm: Hashable, Sendable {
        var raised: AlarmRaised
        var count: UInt64
        var acknowledged: AlarmAcknowledged?
        /// Not acknowledged in time; the next recipient was alarmed.
        var isOverdue = false
        /// What it stood for was taken back; nobody need look at it any more.
        var isTakenBack = false

        /// True while somebody should look at it.
        var isOpen: Bool { acknowledged == nil && !isTakenBack }
    }

    /// Alarms kept; those that nobody need look at go first.
    static let limit = 500

    /// By their numbers, lowest first.
    private(set) var alarms: [Alarm] = []

    /// Applies a fact of the topic `alarms`; others mean nothing here.
    mutating func take(_ fact: Fact) {
        if case .alarmRaised(let raised) = fact {
            add(raised)
        } else if case .alarmGrew(let grew) = fact {
            change(grew.alarm) { $0.count = grew.count }
        } else if case .alarmReduced(let reduced) = fact {
            change(reduced.alarm) { alarm in
                alarm.count = reduced.count
                alarm.isTakenBack = reduced.count == 0
            }
        } else if case .alarmAcknowledged(let acknowledged) = fact {
            change(acknowledged.alarm) { $0.acknowledged = $0.acknowledged ?? acknowledged }
        } else if case .alarmOverdue(let overdue) = fact {
            change(overdue.alarm) { $0.isOverdue = true }
        }
    }

    private mutating func add(_ raised: AlarmRaised) {
        let place = alarms.firstIndex { $0.raised.alarm >= raised.alarm } ?? alarms.endIndex
        if place < alarms.endIndex, alarms[place].raised.alarm == raised.alarm { return }
        alarms.insert(Alarm(raised: raised, count: raised.count), at: place)
        guard alarms.count > Self.limit else { return }
        alarms.remove(at: alarms.firstIndex { !$0.isOpen } ?? alarms.startIndex)
    }

    private mutating func change(_ number: UInt64, _ apply: (inout Alarm) -> Void) {
        guard let index = alarms.firstIndex(where: { $0.raised.alarm == number }) else { return }
        apply(&alarms[index])
    }
}
