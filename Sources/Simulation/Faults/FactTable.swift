import Contacts
import Deciding
import Facts
import Foundation
import Kernel
import Synchronization

/// Everything that was said in one simulated run, in the order said; bodies of entries are places in it.
///
/// It stands in for the wire's codec, because it is faster: a body is an index of eight bytes. It only grows,
/// so an index means the same for ever, across crashes too.
final class FactTable: MachineCodec {
    private let words = Mutex<[any Sendable]>([])

    func body(of fact: Fact) -> [UInt8] { place(fact) }
    func body(of submission: Submission) -> [UInt8] { place(submission) }
    func body(of reply: SubmissionReply) -> [UInt8] { place(reply) }
    func bytes<State: MachineState>(of state: State) -> [UInt8] { place(state) }

    func fact(kind _: UInt16, body: ArraySlice<UInt8>) throws -> Fact { try word(at: body) }
    func submission(_ body: [UInt8]) throws -> Submission { try word(at: body[...]) }
    func reply(_ body: [UInt8]) throws -> SubmissionReply { try word(at: body[...]) }

    /// Goes through JSON on the way, so that a state whose `Codable` loses something shows; a real checkpoint
    /// goes through the same `Codable`, in the form that `Wire` has for it.
    func state<State: MachineState>(_ bytes: [UInt8]) throws -> State {
        let kept: State = try word(at: bytes[...])
        let read = try JSONDecoder().decode(State.self, from: JSONEncoder().encode(kept))
        guard read == kept else {
            throw FrameError.malformed(
                field: "checkpoint", value: "changed by JSON", expected: "\(State.self)")
        }
        return read
    }

    private func place(_ word: some Sendable) -> [UInt8] {
        let place = words.withLock {
            $0.append(word)
            return UInt64($0.count - 1)
        }
        return (0..<8).map { UInt8(truncatingIfNeeded: place >> (56 - 8 * UInt64($0))) }
    }

    private func word<Word>(at body: ArraySlice<UInt8>) throws(FrameError) -> Word {
        guard body.count == 8 else { throw .truncated(expected: "an index of 8 bytes, found \(body.count)") }
        let place = Int(body.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        guard let word = words.withLock({ $0[place] }) as? Word else {
            throw .malformed(field: "body", value: "another word", expected: "\(Word.self)")
        }
        return word
    }
}
