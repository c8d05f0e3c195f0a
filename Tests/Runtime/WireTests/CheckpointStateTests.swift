import AgentDesk
import Contacts
import Facts
import Foundation
import Gateway
import Randomness
import Router
import Testing
import TierQueue
import Watchdog

@testable import Wire

@Suite("Checkpoints of states")
struct CheckpointStateTests {
    /// Every state that the sample facts lead to, one after the other.
    private func states<State: MachineState>(of type: State.Type) -> [State] {
        var state = State()
        let signIns = ["A1", "A2", "A007", "A4"].map { agent in
            let session = Agent.SessionID("desk/\(agent)")
            return Fact.agentRequested(
                AgentRequested(agent: .init(agent), session: session, request: .signIn, at: Sample.at))
        }
        return [state]
            + (signIns + Sample.facts).map { fact in
                state.evolve(fact)
                return state
            }
    }

    /// One in twelve of them.
    private func some<State: MachineState>(of type: State.Type) -> [State] {
        states(of: type).enumerated().filter { $0.offset % 12 == 11 }.map(\.element)
    }

    private func comesBack<State: MachineState>(_ type: State.Type) throws {
        var sizes: Set<Int> = []
        for state in states(of: type) {
            let bytes = try CheckpointEncoder.encode(state)
            sizes.insert(bytes.count)
            let read = try CheckpointDecoder.decode(type, from: bytes)
            #expect(read == state)
            #expect(read.nextDeadline == state.nextDeadline)
            #expect(read.size == state.size)
        }
        #expect(sizes.count >= 5, "the facts fill a \(type)")
    }

    @Test("the state of every machine comes back, whatever it holds")
    func everyMachine() throws {
        try comesBack(GatewayState.self)
        try comesBack(RouterState.self)
        try comesBack(TierQueueState.self)
        try comesBack(WatchdogState.self)
        try comesBack(AgentDeskState.self)
    }

    @Test("what the build before the words of decision 0038 kept is read, and kept under the same names")
    func recorded() throws {
        #expect(Recorded.checkpoints.count == 16)
        for (what, kept) in Recorded.checkpoints {
            switch what {
            case "gateway": try isKept(GatewayState.self, kept)
            case "router": try isKept(RouterState.self, kept)
            case "tier-queue": try isKept(TierQueueState.self, kept)
            case "watchdog": try isKept(WatchdogState.self, kept)
            case "agent-desk": try isKept(AgentDeskState.self, kept)
            default: Issue.record("\(what) is no machine")
            }
        }
    }

    private func isKept<State: MachineState>(_ type: State.Type, _ bytes: [UInt8]) throws {
        let state = try CheckpointDecoder.decode(type, from: bytes)
        let again = try CheckpointEncoder.encode(state)
        // What was said since has names of its own; none of those that there were is gone.
        let lost = try Set(CheckpointSource(bytes).words).subtracting(CheckpointSource(again).words)
        #expect(lost.isEmpty, "\(type)")
        #expect(try CheckpointDecoder.decode(type, from: again) == state)
    }

    @Test("what an earlier build wrote as JSON is read to the same state")
    func earlierBuild() throws {
        for state in states(of: RouterState.self) {
            let json = [UInt8](try JSONEncoder().encode(state))
            #expect(try WireCodec().state(json) == state)
        }
        for state in states(of: WatchdogState.self) {
            #expect(try WireCodec().state([UInt8](JSONEncoder().encode(state))) == state)
        }
    }

    @Test("every fact comes back", arguments: Sample.facts)
    func everyFact(_ fact: Fact) throws {
        #expect(try CheckpointDecoder.decode(Fact.self, from: CheckpointEncoder.encode(fact)) == fact)
    }

    @Test("every submission comes back", arguments: Sample.submissions)
    func everySubmission(_ submission: Submission) throws {
        let bytes = try CheckpointEncoder.encode(submission)
        #expect(try CheckpointDecoder.decode(Submission.self, from: bytes) == submission)
    }

    /// A watchdog with clocks of many contacts, armed out of order and some of them changed since.
    private func watchdog(clocks: Int) -> WatchdogState {
        var state = WatchdogState()
        for number in 0..<clocks {
            let contact = Contact.ID(gateway: 1, number: UInt64(number * 7_919 % clocks / 2 + 1))
            let clock = Clock.ID(number & 1 == 0 ? "resolution" : "answer", contact: contact)
            let due = Sample.at.advanced(by: .seconds(number * 31 % 977))
            state.evolve(
                .clockArmed(
                    ClockArmed(
                        clock: clock, from: Sample.at, calendar: nil,
                        thresholds: [
                            ClockThreshold(name: "limit", level: .breach, budget: 60_000_000, due: due)
                        ],
                        mode: .running)))
            if number % 5 == 0 {
                state.evolve(
                    .clockSpanChanged(
                        ClockSpanChanged(
                            clock: clock, mode: .suspended, at: Sample.at, used: 9, dues: [], cause: "hold")))
            }
        }
        return state
    }

    @Test("a ledger of many clocks comes back with its next due, and goes on as the original does")
    func manyClocks() throws {
        var state = watchdog(clocks: 2_000)
        var read = try CheckpointDecoder.decode(WatchdogState.self, from: CheckpointEncoder.encode(state))
        #expect(read == state)
        #expect(read.clockCount == state.clockCount)
        for number in 1...1_000 {
            read.checkInvariants()
            for name: ClockName in ["answer", "resolution"] {
                #expect(read.nextDeadline == state.nextDeadline)
                let clock = Clock.ID(name, contact: Contact.ID(gateway: 1, number: UInt64(number)))
                let closed = Fact.clockClosed(
                    ClockClosed(clock: clock, at: Sample.at, used: 1, cause: "answered"))
                state.evolve(closed)
                read.evolve(closed)
            }
        }
        #expect(read.clockCount == 0)
        #expect(read == state)
        #expect(read.nextDeadline == nil)
    }

    @Test("sorted keys come back in order, and are put in order when they were written in another")
    func sortedKeys() throws {
        var keys = SortedKeys<Contact.ID>()
        for number in 0..<1_000 {
            keys.insert(Contact.ID(gateway: 1, number: UInt64(number * 7_919 % 1_000)))
        }
        let read = try CheckpointDecoder.decode(
            SortedKeys<Contact.ID>.self, from: CheckpointEncoder.encode(keys))
        #expect(read == keys)
        #expect(read.keys == keys.keys)
        let turned = try CheckpointEncoder.encode([Contact.ID](keys.keys.reversed() + keys.keys))
        #expect(try CheckpointDecoder.decode(SortedKeys<Contact.ID>.self, from: turned) == keys)
    }

    @Test("no part of a state's checkpoint is taken for the whole")
    func truncated() throws {
        let bytes = try CheckpointEncoder.encode(watchdog(clocks: 12))
        for count in bytes.indices {
            #expect(throws: DecodingError.self) {
                try CheckpointDecoder.decode(WatchdogState.self, from: [UInt8](bytes[..<count]))
            }
        }
    }

    @Test("20,000 damaged checkpoints give an error or another state, and never stop the process")
    func damaged() throws {
        var random = SplitMix64(state: 0x636B_7074)
        var refused = 0
        func damage<Content: Codable>(_ content: Content, times: Int) throws {
            let whole = try CheckpointEncoder.encode(content)
            for _ in 0..<times {
                let bytes = random.damage(whole)
                do { _ = try CheckpointDecoder.decode(Content.self, from: bytes) } catch is DecodingError {
                    refused += 1
                }
            }
        }
        try damage(some(of: GatewayState.self), times: 500)
        try damage(some(of: RouterState.self), times: 500)
        try damage(some(of: TierQueueState.self), times: 500)
        try damage(some(of: WatchdogState.self), times: 500)
        try damage(some(of: AgentDeskState.self), times: 500)
        try damage(watchdog(clocks: 30), times: 10_000)
        try damage(Sample.facts, times: 7_500)
        #expect(refused > 10_000, "most damage is noticed")
    }

    @Test("counts whose sum is no number are refused")
    func countsTooLarge() throws {
        var state = WatchdogState()
        state.evolve(
            .rateCounted(
                RateCounted(
                    contact: Sample.contact, event: .closed, at: Sample.at, window: 1_000_000, reached: 0,
                    closed: 1, crossings: [])))
        let json = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        let damaged = json.replacing(
            "\"seconds\":[", with: "\"seconds\":[{\"second\":1,\"count\":18446744073709551615},")
        #expect(damaged != json)
        #expect(throws: DecodingError.self) {
            try WireCodec().state([UInt8](damaged.utf8)) as WatchdogState
        }
    }
}
