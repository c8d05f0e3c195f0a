import Contacts
import Facts
import StationCore
import Synchronization

/// Everything that was said in one simulated run, in the order said; bodies of entries are places in it.
///
/// It stands in for the wire's codec, which Insight does not know: an entry's body is an index of eight
/// bytes.
/// It only grows, so an index means the same for ever, across crashes too.
final class FactTable: Sendable {
    private let facts = Mutex<[Fact]>([])
    private let submissions = Mutex<[Submission]>([])
    private let replies = Mutex<[SubmissionReply]>([])
    private let states = Mutex<[any Sendable]>([])

    func body(of fact: Fact) -> [UInt8] { place { facts.append(fact) } }
    func body(of submission: Submission) -> [UInt8] { place { submissions.append(submission) } }
    func body(of reply: SubmissionReply) -> [UInt8] { place { replies.append(reply) } }
    func body(of state: some Sendable) -> [UInt8] { place { states.append(state) } }

    func fact(_ body: some Collection<UInt8>) throws(FrameError) -> Fact { facts[try index(body)] }
    func submission(_ body: [UInt8]) throws(FrameError) -> Submission { submissions[try index(body)] }
    func reply(_ body: [UInt8]) throws(FrameError) -> SubmissionReply { replies[try index(body)] }
    func state(_ body: [UInt8]) throws(FrameError) -> any Sendable { states[try index(body)] }

    private func place(_ append: () -> Int) -> [UInt8] {
        let number = UInt64(append())
        return (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }

    private func index(_ body: some Collection<UInt8>) throws(FrameError) -> Int {
        guard body.count == 8 else { throw .truncated(expected: "an index of 8 bytes, found \(body.count)") }
        return Int(body.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

extension Mutex {
    /// Adds to the end; returns the place.
    fileprivate borrowing func append<Element: Sendable>(_ element: Element) -> Int where Value == [Element] {
        withLock {
            $0.append(element)
            return $0.count - 1
        }
    }

    fileprivate subscript<Element: Sendable>(_ index: Int) -> Element where Value == [Element] {
        withLock { $0[index] }
    }
}
