import Contacts
import Facts

/// Questions about the time: may the watchdog believe that everything up to an instant has been said?
extension RouterMachine {
    /// Passes the question to every station that holds an open contact or work item and so could still stop a
    /// clock; when there is none, the answer is now.
    mutating func passOn(_ fact: WatermarkAsked, at now: Instant) {
        guard fact.ask != state.lastAsk else { return }
        let gateways = state.gatewaysInCustody
        let queues = state.openByTier.keys.sorted().map { configuration.directory.queue(of: $0) }
        guard !gateways.isEmpty else { return answer(fact.ask, through: now) }
        record(.watermarkAsked(fact), to: gateways + queues)
    }

    /// Notes one answer; the last one brings the earliest of all to the watchdog.
    mutating func collect(_ fact: Watermark, from station: StationName) {
        guard let pending = state.pendingAsk, pending.ask == fact.ask else { return }
        guard !pending.answered.contains(station) else { return }
        record(.watermarkNoted(WatermarkNoted(ask: fact.ask, through: fact.through, station: station)))
        guard let noted = state.pendingAsk, noted.answered.count == noted.expected else { return }
        answer(noted.ask, through: noted.through)
    }

    private mutating func answer(_ ask: UInt64, through: Instant) {
        record(
            .watermark(Watermark(ask: ask, through: through)),
            to: [configuration.directory.watchdog]
        )
    }
}
