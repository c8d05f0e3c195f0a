import Contacts
import Kernel

/// A station's decider as its process has it, given everything as submissions.
///
/// A play has no streams and says itself when it is time, so that what is no submission comes as one; no
/// submission's bytes begin as it does, because no field of a message has a number that says so.
struct PlayedDecider: Decider {
    /// The decider of the process.
    private(set) var base: AnyDecider

    private enum Mark {
        static let entry: UInt8 = 0xFE
        static let tick: UInt8 = 0xFF
        static let lost: UInt8 = 0xF6
        static let regained: UInt8 = 0xF7
    }

    init(base: AnyDecider) { self.base = base }

    /// What the kernel is given for an input.
    static func body(of input: StationInput) -> [UInt8] {
        switch input {
        case .submission(let body): body
        case .tick: [Mark.tick]
        case .linkLost(let station): [Mark.lost] + station.rawValue.utf8
        case .linkRegained(let station): [Mark.regained] + station.rawValue.utf8
        case .entry(let entry, let station):
            [Mark.entry, UInt8(station.rawValue.utf8.count)] + station.rawValue.utf8 + entry.encoded
        }
    }

    mutating func decide(_ input: StationInput, at now: Instant) throws -> Decision {
        guard case .submission(let body) = input else { return try base.decide(input, at: now) }
        return try base.decide(try Self.given(body), at: now)
    }

    private static func given(_ body: [UInt8]) throws -> StationInput {
        func name(_ bytes: some Sequence<UInt8>) -> StationName {
            StationName(String(decoding: Array(bytes), as: UTF8.self))
        }
        switch body.first {
        case Mark.tick: return .tick
        case Mark.lost: return .linkLost(name(body.dropFirst()))
        case Mark.regained: return .linkRegained(name(body.dropFirst()))
        case Mark.entry:
            let end = 2 + Int(body[1])
            return .entry(try Entry(encoded: body[end...]), from: name(body[2..<end]))
        default: return .submission(body)
        }
    }

    /// The play asks the base, and gives the tick itself.
    var nextDeadline: Instant? { nil }
    mutating func fold(_ entry: Entry) throws { try base.fold(entry) }
    func checkpoint() throws -> [UInt8] { try base.checkpoint() }
    mutating func restore(_ checkpoint: [UInt8]) throws { try base.restore(checkpoint) }
}
