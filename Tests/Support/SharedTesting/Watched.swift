public import Contacts
public import Facts
import Foundation
public import Testing

/// A machine under watch: after every step the fold of the recorded facts, also of a state that went through
/// its checkpoint form, must be the live state. A process killed anywhere then recovers to where it was.
public struct Watched<M: Machine> where M.State: Equatable {
    /// The machine; a test may change its state, and sees it told apart from the fold.
    public var machine: M
    private var mirror = M.State()

    public init(_ configuration: M.Configuration) {
        machine = M(configuration: configuration, state: M.State())
    }

    public var state: M.State { machine.state }

    @discardableResult
    public mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        let decided = machine.handle(input, at: now)
        for entry in decided { mirror.evolve(entry.fact) }
        decided.expectHearers(in: .standard)
        #expect(mirror == machine.state, "the fold of the facts differs after \(input)")
        machine.state.checkInvariants()
        return decided
    }

    /// Goes on from a checkpoint, as after a kill.
    public mutating func restart() throws {
        let bytes = try JSONEncoder().encode(machine.state)
        let recovered = try JSONDecoder().decode(M.State.self, from: bytes)
        #expect(recovered == machine.state, "the checkpoint differs from the state")
        machine = M(configuration: machine.configuration, state: recovered)
        mirror = recovered
    }
}

extension [Decided] {
    /// Expects that the schema has each destination among those whom the fact is for.
    public func expectHearers(in directory: Directory, sourceLocation: SourceLocation = #_sourceLocation) {
        for entry in self {
            for destination in entry.destinations {
                let role = directory.role(of: destination)
                #expect(
                    role.map { entry.fact.kind.hearers.contains($0) } == true,
                    "\(entry.fact.kind.description) is not for \(destination)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    /// The decision as a transcript: `contactReceived>router`, and a bare kind for what only this station
    /// knows.
    public var transcript: [String] {
        map { entry in
            let kind = entry.fact.kind.description
            return entry.destinations.isEmpty
                ? kind : kind + ">" + entry.destinations.map(\.rawValue).joined(separator: "+")
        }
    }
}
