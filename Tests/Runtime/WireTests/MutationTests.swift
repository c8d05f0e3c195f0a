import Contacts
import Facts
import Randomness
import Testing

@testable import Wire

@Suite("Damaged bytes")
struct MutationTests {
    @Test("20,000 damaged encodings are either refused or read as a value that reads back as itself")
    func damagedBytes() throws {
        var random = SplitMix64(state: 0x7165_7269)
        var refused = 0
        for round in 0..<20_000 {
            let survived =
                switch round % 4 {
                case 0, 1: damageFact(&random)
                case 2: damageSubmission(&random)
                default: damageEvent(&random)
                }
            if !survived { refused += 1 }
        }
        #expect(
            refused > 5_000,
            "most damage is noticed; a low count means that the damage does not reach the codecs"
        )
    }

    private func damageFact(_ random: inout SplitMix64) -> Bool {
        let fact = random.pick(Sample.facts)
        let kind = random.below(50) == 0 ? UInt16(random.below(200)) : fact.kind.rawValue
        let body = random.damage(FactCodec.unchecked(fact))
        _ = FactJSON.render(kind: kind, body: body[...])
        // Damage may be refused; what is read must be read the same again.
        guard let read = try? FactCodec.decode(kind: kind, body: body[...]) else { return false }
        // Nil when what we wrote cannot be read, which differs from what was written.
        let again = try? FactCodec.decode(kind: read.kind.rawValue, body: FactCodec.encode(read)[...])
        #expect(again == read)
        return true
    }

    private func damageSubmission(_ random: inout SplitMix64) -> Bool {
        let body = random.damage(SubmissionCodec.encode(random.pick(Sample.submissions)))
        // Refused or read, either is well; what it must not do is crash.
        _ = try? SubmissionReplyCodec.decode(body)
        // Damage may be refused; what is read must be read the same again.
        guard let read = try? SubmissionCodec.decode(body) else { return false }
        // Nil when what we wrote cannot be read, which differs from what was written.
        #expect((try? SubmissionCodec.decode(SubmissionCodec.encode(read))) == read)
        return true
    }

    private func damageEvent(_ random: inout SplitMix64) -> Bool {
        let line = random.damage([UInt8](random.pick(eventLines).utf8))
        // Damage may be refused; what is read must be written and read the same.
        guard let event = try? EventJSON.decode(line, channels: Channel.allCases) else { return false }
        // Nil when what we wrote cannot be read, which differs from what was written.
        let again = try? SubmissionCodec.decode(SubmissionCodec.encode(event.submission))
        #expect(again == event.submission)
        return true
    }
}

extension SplitMix64 {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// One to three faults: a byte changed, removed, put in or repeated, or the end cut off.
    mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(3) where !bytes.isEmpty {
            let place = below(bytes.count)
            switch below(6) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
            case 1: bytes[place] ^= 1 << UInt8(below(8))
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(UInt8(truncatingIfNeeded: next()), at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default: bytes.insert(contentsOf: bytes[place...].prefix(8), at: place)
            }
        }
        return bytes
    }
}
