import Contacts
import Facts
import Foundation
import Handbook
import Testing

@testable import Wire

/// Bytes that earlier builds wrote, a line each with what they are and their hexadecimal.
enum Recorded {
    /// From before the schema was generated (decision 0031): the number of a fact's kind, or `submission` or
    /// `reply`.
    static let lines = lines(of: "recorded-bytes.txt")

    /// From before the words of decision 0038: checkpoints of each machine, on its way through the samples.
    static let checkpoints = lines(of: "recorded-checkpoints.txt")

    private static func lines(of file: String) -> [(what: Substring, body: [UInt8])] {
        let path = Repository.root.appendingPathComponent("Tests/Fixtures/\(file)").path
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").map { line in
            let parts = line.split(separator: " ")
            return (parts[0], bytes(parts[1]))
        }
    }

    private static func bytes(_ hexadecimal: Substring) -> [UInt8] {
        var digits = hexadecimal.utf8.makeIterator()
        var bytes: [UInt8] = []
        while let high = digits.next(), let low = digits.next() {
            bytes.append(value(high) << 4 | value(low))
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8 {
        digit < UInt8(ascii: "a") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
    }
}

@Suite("Recorded bytes")
struct RecordedBytesTests {
    @Test("every fact that was recorded reads, and is written again in the same bytes")
    func facts() throws {
        var kinds: [UInt16: Int] = [:]
        for (what, body) in Recorded.lines {
            guard let kind = UInt16(what) else { continue }
            kinds[kind, default: 0] += 1
            let fact = try FactCodec.decode(kind: kind, body: body[...])
            #expect(fact.kind.rawValue == kind)
            #expect(try FactCodec.encode(fact) == body, "\(fact.kind)")
        }
        #expect(kinds.count == 91)
        #expect(kinds.values.allSatisfy { $0 >= 7 })
    }

    @Test("every submission and every reply that was recorded reads, and is written again in the same bytes")
    func submissions() throws {
        let submissions = Recorded.lines.filter { $0.what == "submission" }
        let replies = Recorded.lines.filter { $0.what == "reply" }
        #expect(submissions.count > 30 && replies.count == 5)
        for (_, body) in submissions {
            #expect(try SubmissionCodec.encode(SubmissionCodec.decode(body)) == body)
        }
        for (_, body) in replies {
            #expect(try SubmissionReplyCodec.encode(SubmissionReplyCodec.decode(body)) == body)
        }
    }
}
