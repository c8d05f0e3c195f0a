import Contacts
import Kernel
import Testing

@testable import Simulation

@Suite("StationKernel: idempotency keys")
struct KeyTests {
    private let journal = MemoryJournal(id: JournalID("j"))

    private func kernel() throws -> StationKernel<Taking> {
        let settings = KernelSettings(
            name: "s", upstreams: [], consumers: ["a"], auditSink: nil, configurationDigest: "1",
            configurationContent: [], prunes: false)
        return try StationKernel(
            settings: settings, decider: Taking(), recovery: journal.recover(), reader: journal, left: nil,
            epoch: 1, instant: Instant(microseconds: 1), mark: { _ in })
    }

    /// A submission as a sender makes it.
    private struct Sent {
        var key: String
        var claim: KeyClaim?
        var body: UInt8
    }

    private func answers(
        _ kernel: inout StationKernel<Taking>, at now: Int64, _ sent: [Sent]
    ) throws -> [String] {
        for one in sent {
            kernel.submit(
                [one.body], key: one.key, claim: one.claim, ticket: 1, id: 1, at: Instant(microseconds: now))
        }
        try kernel.decidePending(at: Instant(microseconds: now), now: now)
        var actions = kernel.takeActions()
        for case .commit(let batch) in actions {
            try journal.commit(batch)
            kernel.committed(took: 1)
        }
        actions += kernel.takeActions()
        return actions.compactMap { action -> String? in
            guard case .answer(_, let reply) = action else { return nil }
            return switch reply {
            case .decided: "decided"
            case .known: "known"
            case .rejected(_, let reason): reason
            case .busy, .status, .done, .push: "something else"
            }
        }
    }

    private func claim(_ body: UInt8) -> KeyClaim { KeyClaim(key: "call-9", digest: [body]) }

    @Test("11.10: keys that are the same text in other bytes are two, before and after the commit alike")
    func bytes() throws {
        var kernel = try kernel()
        let composed = Sent(key: "caf\u{E9}", body: 1)
        let decomposed = Sent(key: "cafe\u{301}", body: 1)
        let first = try answers(&kernel, at: 10, [composed, decomposed, composed])
        #expect(first.sorted() == ["decided", "decided", "known"])
        #expect(try answers(&kernel, at: 20, [composed, decomposed]) == ["known", "known"])
        var again = try self.kernel()
        #expect(try answers(&again, at: 30, [decomposed, composed]) == ["known", "known"])
    }

    @Test("11.10: a header's key stands for the first body under it, also for one with more or other lines")
    func claims() throws {
        var kernel = try kernel()
        let lines = [
            Sent(key: "call-9/1", claim: claim(7), body: 1), Sent(key: "call-9/2", claim: claim(7), body: 2),
        ]
        #expect(try answers(&kernel, at: 10, lines) == ["decided", "decided"])
        #expect(try answers(&kernel, at: 20, lines) == ["known", "known"])
        let reason = KnownKey.conflict("call-9")
        let longer = [
            Sent(key: "call-9/1", claim: claim(8), body: 1), Sent(key: "call-9/2", claim: claim(8), body: 2),
            Sent(key: "call-9/3", claim: claim(8), body: 3),
        ]
        #expect(try answers(&kernel, at: 30, longer) == [reason, reason, reason])
        var again = try self.kernel()
        #expect(try answers(&again, at: 40, longer) == [reason, reason, reason])
        #expect(again.counters.blocked == 0)
        // In one batch, before anything is committed.
        let fresh = KeyClaim(key: "call-10", digest: [1])
        let rival = KeyClaim(key: "call-10", digest: [2])
        let both = [
            Sent(key: "call-10/1", claim: fresh, body: 1), Sent(key: "call-10/2", claim: rival, body: 2),
        ]
        #expect(try answers(&again, at: 50, both).contains(KnownKey.conflict("call-10")))
    }

    @Test("11.10: a body of which nothing was taken may come again, corrected")
    func corrected() throws {
        var kernel = try kernel()
        let wrong = Sent(key: "call-9/1", claim: claim(7), body: Taking.refused)
        #expect(try answers(&kernel, at: 10, [wrong]) == ["decided"])
        let right = Sent(key: "call-9/1", claim: claim(8), body: 1)
        #expect(try answers(&kernel, at: 20, [right]) == ["decided"])
    }
}

/// Takes everything but one byte.
private struct Taking: Decider {
    static let refused: UInt8 = 0

    var nextDeadline: Instant? { nil }

    mutating func decide(_ input: StationInput, at _: Instant) -> Decision {
        guard case .submission(let bytes) = input else { return .nothing }
        return Decision(
            drafts: [Draft(kind: 20, contact: 0, destinations: [], body: bytes)], reply: [],
            keepsKey: bytes != [Self.refused])
    }
    mutating func fold(_: Entry) {}
    func checkpoint() -> [UInt8] { [] }
    mutating func restore(_: [UInt8]) {}
}
