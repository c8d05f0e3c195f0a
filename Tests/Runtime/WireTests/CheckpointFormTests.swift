import Randomness
import Testing

@testable import Wire

@Suite("Checkpoint form")
struct CheckpointFormTests {
    /// What a value is after it was written and read.
    private func again<T: Codable>(_ value: T) throws -> T {
        try CheckpointDecoder.decode(T.self, from: CheckpointEncoder.encode(value))
    }

    private func expectSame<T: Codable & Equatable>(_ values: T...) throws {
        for value in values { #expect(try again(value) == value) }
        #expect(try again(values) == values)
        #expect(try again(values.map(Optional.some) + [nil]) == values.map(Optional.some) + [nil])
        #expect(try again(["a": values, "": []]) == ["a": values, "": []])
    }

    @Test("every scalar comes back, its extremes too")
    func scalars() throws {
        try expectSame(Int8.min, -1, 0, .max)
        try expectSame(Int16.min, -129, 127, 128, .max)
        try expectSame(Int32.min, -1, .max)
        try expectSame(Int64.min, .min + 1, -128, -1, 0, 1, 127, 128, 16_383, 16_384, .max - 1, .max)
        try expectSame(Int.min, .max)
        try expectSame(UInt8.min, 127, 128, .max)
        try expectSame(UInt16.max)
        try expectSame(UInt32.max)
        try expectSame(UInt64.min, 1 << 63, .max)
        try expectSame(UInt.max)
        try expectSame(true, false)
        try expectSame(0.0, -0.5, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -.infinity)
        try expectSame(Float(0), .pi, -.infinity)
        #expect(try again(Double.nan).isNaN)
        #expect(try again(-0.0).sign == .minus)
    }

    @Test("every text comes back: empty, long, of any script, and more different ones than the table holds")
    func texts() throws {
        try expectSame("", "a", "\u{0}", "ſüß, 電話 📞\u{301}", String(repeating: "é", count: 100_000))
        try expectSame(String(repeating: "a", count: 64), String(repeating: "a", count: 65))
        let many = (0..<3 * CheckpointForm.tableLimit).map { "text \($0)" }
        #expect(try again(many + many) == many + many)
    }

    @Test("a text that repeats is written once, and the table of texts ends")
    func sharesTexts() throws {
        let one = try CheckpointEncoder.encode(Array(repeating: "acknowledgement", count: 1_000))
        #expect(one.count < 2_100)
        let long = try CheckpointEncoder.encode(
            Array(repeating: String(repeating: "a", count: CheckpointForm.wordLimit + 1), count: 10))
        #expect(long.count > 650)
    }

    /// Fields of every sort, some of which may be absent.
    private struct Mixed: Codable, Equatable {
        enum Stage: Codable, Hashable {
            case waiting
            case ringing(Int, until: UInt64)
            indirect case after(Stage, reason: String?)
        }

        struct Nothing: Codable, Equatable {}

        var stage: Stage
        var number: Int?
        var name: String?
        var inner: [Mixed] = []
        var table: [Stage: [Int: String]] = [:]
        var set: Set<Stage> = []
        var holes: [Int?] = []
        var nothing = Nothing()
        var maybe: Nothing?
    }

    private let mixed = Mixed(
        stage: .after(.after(.ringing(-7, until: .max), reason: nil), reason: "late"),
        name: "a",
        inner: [
            Mixed(stage: .waiting, number: 3, maybe: .init()),
            Mixed(stage: .ringing(1, until: 2), holes: [nil, 1, nil]),
        ],
        table: [.waiting: [1: "one", -2: ""], .ringing(300, until: 4): [:]],
        set: [.waiting, .after(.waiting, reason: "x")],
        holes: [nil, .min, nil])

    @Test("enums with payload, tables, sets, optionals and empty containers come back")
    func containers() throws {
        try expectSame(mixed)
        try expectSame([Int](), Array(0..<127), Array(0..<128), Array(0..<70_000))
        try expectSame([[[Int]]](), [[], [[]], [[1], []]])
        try expectSame([String: Int](), ["a": 1, "b": 2])
        try expectSame(Set<UInt64>(), [1, .max])
        try expectSame([UInt16: String](), [7: "a", 300: "b"])
    }

    /// Written in one order, read in another.
    private struct Turned: Codable, Equatable {
        enum CodingKeys: String, CodingKey { case first, second, third, fourth }

        var first = 1
        var second = "two"
        var third = [3, 3, 3]
        var fourth: Int64?

        init() {}

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            #expect(fields.allKeys.map(\.stringValue) == ["first", "second", "third", "fourth"])
            #expect(try fields.decodeNil(forKey: .fourth))
            third = try fields.decode([Int].self, forKey: .third)
            first = try fields.decode(Int.self, forKey: .first)
            #expect(try fields.decode(Int.self, forKey: .first) == first)
            fourth = try fields.decodeIfPresent(Int64.self, forKey: .fourth)
            second = try fields.decode(String.self, forKey: .second)
        }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(first, forKey: .first)
            try fields.encode(second, forKey: .second)
            var list = fields.nestedUnkeyedContainer(forKey: .third)
            for number in third { try list.encode(number) }
            #expect(list.count == 3)
            try fields.encodeNil(forKey: .fourth)
        }
    }

    @Test("keys may be asked for in any order and more than once")
    func anyOrder() throws { try expectSame(Turned()) }

    private struct Before: Codable, Equatable {
        var kept: Int
        var gone: [String: [Int]]
        var last: String
    }

    private struct After: Codable, Equatable {
        struct Deep: Codable, Equatable { var at: Int }

        var new: Deep?
        var kept: Int
        var newNumber: UInt64?
        var last: String
        var newText: String?
    }

    @Test("a field that nobody asks for is passed over, and an optional one that is not there is nil")
    func otherFields() throws {
        let before = Before(kept: 1, gone: ["last": [1, 2], "words of its own": []], last: "end")
        let bytes = try CheckpointEncoder.encode([before, before])
        let after = After(new: nil, kept: 1, newNumber: nil, last: "end", newText: nil)
        #expect(try CheckpointDecoder.decode([After].self, from: bytes) == [after, after])
        let error = #expect(throws: DecodingError.self) {
            try CheckpointDecoder.decode([Turned.CodingKeys.RawValue: Before].self, from: bytes)
        }
        #expect(error != nil)
        let old = try CheckpointEncoder.encode(after)
        do {
            _ = try CheckpointDecoder.decode(Before.self, from: old)
            Issue.record("a field that is missed was not missed")
        } catch DecodingError.keyNotFound(let key, let context) {
            #expect(key.stringValue == "gone")
            #expect(context.debugDescription.contains("no gone"))
        }
    }

    @Test("a value of another sort is refused")
    func otherSorts() throws {
        func refuses<T: Decodable>(_ value: some Encodable, as type: T.Type) throws {
            let bytes = try CheckpointEncoder.encode(value)
            #expect(throws: DecodingError.self) { try CheckpointDecoder.decode(type, from: bytes) }
        }
        try refuses(128, as: Int8.self)
        try refuses(-129, as: Int8.self)
        try refuses(-1, as: UInt64.self)
        try refuses(UInt64.max, as: Int64.self)
        try refuses("1", as: Int.self)
        try refuses(1, as: String.self)
        try refuses(1, as: Bool.self)
        try refuses(1, as: Double.self)
        try refuses([1], as: [String: Int].self)
        try refuses(["a": 1], as: [Int].self)
        try refuses([1, 2, 3], as: [UInt16: Int].self)
        try refuses([1, nil], as: [Int].self)
    }

    /// Writes to an outer list while an inner one is under way.
    private struct Crossing: Encodable {
        func encode(to encoder: any Encoder) throws {
            var outer = encoder.unkeyedContainer()
            var inner = outer.nestedUnkeyedContainer()
            try inner.encode(1)
            try outer.encode(2)
            try inner.encode(3)
        }
    }

    @Test("what would be written at the wrong place is refused")
    func wrongPlace() {
        #expect(throws: EncodingError.self) { try CheckpointEncoder.encode(Crossing()) }
    }

    @Test("no part of a checkpoint is taken for the whole")
    func truncated() throws {
        let bytes = try CheckpointEncoder.encode(mixed)
        for count in bytes.indices {
            #expect(throws: DecodingError.self, "\(count) of \(bytes.count) bytes") {
                try CheckpointDecoder.decode(Mixed.self, from: [UInt8](bytes[..<count]))
            }
        }
        #expect(throws: DecodingError.self) {
            try CheckpointDecoder.decode(Mixed.self, from: bytes + [0])
        }
    }

    @Test("lengths and counts beyond what is there are refused before anything is made for them")
    func hugeLengths() {
        let huge: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        let version = [CheckpointForm.version]
        let tags = (0...255).map { UInt8($0) }
        let outer = tags.map { version + [$0] + huge }
        let inner = tags.map { version + [$0, 0x0B] + huge + [0, 0] }
        for bytes in outer + inner {
            #expect(throws: DecodingError.self) { try CheckpointDecoder.decode([Int].self, from: bytes) }
            #expect(throws: DecodingError.self) { try CheckpointDecoder.decode(String.self, from: bytes) }
            #expect(throws: DecodingError.self) { try CheckpointDecoder.decode(Before.self, from: bytes) }
        }
        #expect(throws: DecodingError.self) {
            try CheckpointDecoder.decode(Int.self, from: version + [0x80] + huge)
        }
    }

    @Test("changed bytes give an error or another value, and never stop the process")
    func changed() throws {
        var random = SplitMix64(state: 23)
        let bytes = try CheckpointEncoder.encode([mixed, mixed])
        for _ in 0..<20_000 {
            // Whether it throws depends on which bytes were changed; that it comes back is what is tested.
            _ = try? CheckpointDecoder.decode([Mixed].self, from: random.damage(bytes))
        }
    }
}
