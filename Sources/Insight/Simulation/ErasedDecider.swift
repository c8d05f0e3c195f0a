import Contacts
import StationCore

/// Any station's decider, so that one loop drives kernels of all kinds.
struct ErasedDecider: SimulatedDecider {
    var base: any SimulatedDecider

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        try base.decide(input, at: now)
    }
    mutating func fold(_ entry: Entry) throws { try base.fold(entry) }
    var nextDeadline: Instant? { base.nextDeadline }
    func checkpoint() throws -> [UInt8] { try base.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try base.restore(checkpoint) }
    func pushes(kind: UInt16, body: ArraySlice<UInt8>, from publisher: StationName?) -> [Push] {
        base.pushes(kind: kind, body: body, from: publisher)
    }
    func backlog(of topic: String) -> [Push] { base.backlog(of: topic) }
    func isNewWork(_ submission: [UInt8]) -> Bool { base.isNewWork(submission) }
    func hasState(of other: any SimulatedDecider) -> Bool {
        guard let other = other as? ErasedDecider else { return false }
        return base.hasState(of: other.base)
    }
}
