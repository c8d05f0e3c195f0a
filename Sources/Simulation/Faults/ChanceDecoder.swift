import Contacts
import Facts

/// Finds a drawn value wherever it is asked for one.
struct ChanceDecoder: Decoder {
    let chance: Chance
    /// What is read: the name of a field, or the case of a fact.
    let key: String
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ChanceFields<Key>(chance: chance, key: key))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        ChanceList(chance: chance, key: key, count: max(0, Self.count(key, chance)))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { ChanceValue(chance: chance, key: key) }

    private static func count(_ key: String, _ chance: Chance) -> Int {
        switch key {
        case "_0", "facts": chance.count(chance.often(300) ? Limit.workFacts : Limit.keptWorkFacts)
        case "needs": chance.count(Limit.needs)
        case "inquiries", "dispositions", "_1": chance.count(Limit.inquiries, atLeast: 1)
        case "held", "mismatches": chance.count(ReconciliationSent.limit, atLeast: 1)
        case "items": chance.count(FeasibilityJudged.Verdict.limit)
        default: chance.often(990) ? chance.count(20) : chance.count(Limit.list)
        }
    }

    /// A value of a type that reads itself.
    static func value<Value: Decodable>(_: Value.Type, _ key: String, _ chance: Chance) throws -> Value {
        if let words = Value.self as? any CaseIterable.Type, let word = pick(words, chance) as? Value {
            return word
        }
        if Value.self == Contact.ID.self,
            let contact = Contact.ID(rawValue: chance.contact()) as? Value
        {
            return contact
        }
        return try Value(from: ChanceDecoder(chance: chance, key: key))
    }

    private static func pick<Words: CaseIterable>(_: Words.Type, _ chance: Chance) -> Any {
        chance.pick(Array(Words.allCases))
    }
}

/// The fields of a value, or the one case of an enum with what it carries.
private struct ChanceFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let chance: Chance
    let key: String
    var codingPath: [any CodingKey] { [] }

    /// Asked for by enums only: one of the cases that they know, or the one wanted.
    var allKeys: [Key] {
        if let wanted = Key(stringValue: key) { return [wanted] }
        let known = caseNames.compactMap { Key(stringValue: $0) }
        return known.isEmpty ? [] : [chance.pick(known)]
    }

    func contains(_: Key) -> Bool { true }
    func decodeNil(forKey _: Key) -> Bool { chance.often(300) }
    func decode(_: Bool.Type, forKey _: Key) -> Bool { chance.often(500) }
    func decode(_: String.Type, forKey key: Key) -> String { chance.text(textLimit(key.stringValue)) }
    func decode(_: Double.Type, forKey key: Key) throws -> Double { throw unknown(key) }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { throw unknown(key) }
    func decode(_: Int.Type, forKey key: Key) -> Int {
        switch key.stringValue {
        case "level", "satisfaction": Int(chance.number(1...5))
        case "recommendation": Int(chance.number(0...10))
        case "inquiryCount": Int(chance.number(1...Int64(Limit.inquiries)))
        default: Int(chance.rank())
        }
    }
    func decode(_: Int64.Type, forKey _: Key) -> Int64 { chance.span() }
    func decode<Number: FixedWidthInteger & Decodable>(_: Number.Type, forKey key: Key) throws -> Number {
        throw unknown(key)
    }
    func decode(_: UInt16.Type, forKey key: Key) -> UInt16 {
        key.stringValue == "inquiry"
            ? chance.pick([0, 1, 2, Clock.ID.wholeItem]) : UInt16(chance.number(1...Int64(Limit.inquiries)))
    }
    func decode(_: UInt32.Type, forKey _: Key) -> UInt32 { chance.count32() }
    func decode(_: UInt64.Type, forKey _: Key) -> UInt64 { chance.count64() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try ChanceDecoder.value(type, key.stringValue, chance)
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy _: Inner.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Inner> {
        KeyedDecodingContainer(ChanceFields<Inner>(chance: chance, key: key.stringValue))
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw unknown(key) }
    func superDecoder() throws -> any Decoder { throw unknown("super") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw unknown(key) }
}

/// The items of a list.
private struct ChanceList: UnkeyedDecodingContainer {
    let chance: Chance
    let key: String
    let count: Int?
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex >= count ?? 0 }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        return try ChanceDecoder.value(type, key, chance)
    }
    mutating func nestedContainer<Inner: CodingKey>(
        keyedBy _: Inner.Type
    ) throws -> KeyedDecodingContainer<Inner> {
        throw unknown(key)
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw unknown(key) }
    mutating func superDecoder() throws -> any Decoder { throw unknown(key) }
}

/// One bare value: a name or an instant.
private struct ChanceValue: SingleValueDecodingContainer {
    let chance: Chance
    let key: String
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_: Bool.Type) -> Bool { chance.often(500) }
    func decode(_: String.Type) -> String { chance.text(Limit.name) }
    func decode(_: Double.Type) throws -> Double { throw unknown(key) }
    func decode(_: Float.Type) throws -> Float { throw unknown(key) }
    func decode(_: Int64.Type) -> Int64 { chance.instant() }
    func decode<Number: FixedWidthInteger & Decodable>(_: Number.Type) throws -> Number { throw unknown(key) }
    func decode(_: UInt32.Type) -> UInt32 { chance.count32() }
    func decode(_: UInt64.Type) -> UInt64 { chance.count64() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try ChanceDecoder.value(type, key, chance)
    }
}

/// Every case of the enums inside facts that carry something; one that is missing here is told by an error.
private let caseNames = [
    "event", "reclassified", "facts", "open", "ended", "accept", "decline",
    "signIn", "ready", "notReady", "signOut", "answer", "hold", "resume", "endService", "reply", "dispose",
    "wrapUpEnded", "verify", "escalate", "connect", "disconnect", "close", "announce", "acknowledge",
]

private func textLimit(_ key: String) -> Int {
    switch key {
    case "key": Limit.key
    case "description": Limit.caseID
    case "reason", "cause", "evidence", "field", "announcement", "_0": Limit.text
    default: Limit.name
    }
}

private func unknown(_ key: any CodingKey) -> DecodingError { unknown(key.stringValue) }

private func unknown(_ key: String) -> DecodingError {
    .dataCorrupted(
        .init(codingPath: [], debugDescription: "\(key) is read in a way that the fuzzer does not know"))
}
