import Contacts
import SwiftProtobuf

// How each kind of field is checked. An optional field is passed as nil when it is absent, and stays nil.

extension WireMessage {
    /// The error of one field of this message.
    func wrong(_ field: String, _ value: String, _ expected: String) -> WireError {
        .field(message: Self.protoMessageName, field: field, value: value, expected: expected)
    }

    /// A contact's packed number, which is never 0.
    func readContact(_ number: UInt64, _ field: String) throws(WireError) -> Contact.ID {
        guard number != 0 else { throw wrong(field, "0", "a packed contact id") }
        return Contact.ID(rawValue: number)
    }

    /// Several contacts.
    func readContacts(_ numbers: [UInt64], _ field: String) throws(WireError) -> [Contact.ID] {
        try checkCount(numbers.count, field, 0...Limit.list)
        var contacts: [Contact.ID] = []
        contacts.reserveCapacity(numbers.count)
        for number in numbers { contacts.append(try readContact(number, field)) }
        return contacts
    }

    /// An instant whose differences to others fit 64 bits.
    func readInstant(_ microseconds: Int64, _ field: String) throws(WireError) -> Instant {
        let instant = Instant(microseconds: microseconds)
        guard Limit.instants.contains(instant) else {
            throw wrong(field, "\(microseconds)", "microseconds within a quarter of the range of 64 bits")
        }
        return instant
    }

    /// An instant that may be absent.
    func readInstant(_ microseconds: Int64?, _ field: String) throws(WireError) -> Instant? {
        guard let microseconds else { return nil }
        return try readInstant(microseconds, field) as Instant
    }

    /// Several instants.
    func readInstants(_ list: [Int64], _ field: String) throws(WireError) -> [Instant] {
        try checkCount(list.count, field, 0...Limit.list)
        var instants: [Instant] = []
        instants.reserveCapacity(list.count)
        for microseconds in list { instants.append(try readInstant(microseconds, field) as Instant) }
        return instants
    }

    /// Counted time in microseconds.
    func readSpan(_ microseconds: Int64, _ field: String) throws(WireError) -> Int64 {
        guard Limit.spans.contains(microseconds) else {
            throw wrong(field, "\(microseconds)", "microseconds within a quarter of the range of 64 bits")
        }
        return microseconds
    }

    /// A counter that may be 0.
    func readCount(_ count: UInt64, _ field: String) throws(WireError) -> UInt64 {
        guard Limit.counts.contains(count) else {
            throw wrong(field, "\(count)", "a count of at most \(Limit.counts.upperBound)")
        }
        return count
    }

    /// A number that counts from 1.
    func readNumber(_ number: UInt64, _ field: String) throws(WireError) -> UInt64 {
        guard number != 0 else { throw wrong(field, "0", "a number from 1") }
        return try readCount(number, field)
    }

    /// A placement's generation, from 1.
    func readGeneration(_ generation: UInt32, _ field: String) throws(WireError) -> Generation {
        guard generation != 0 else { throw wrong(field, "0", "a generation from 1") }
        return generation
    }

    /// A tier, 1 to 3.
    func readTier(_ number: UInt32, _ field: String) throws(WireError) -> Tier {
        guard let tier = Tier(rawValue: Int(number)) else {
            throw wrong(field, "\(number)", "a tier from 1 to \(Tier.allCases.count)")
        }
        return tier
    }

    /// A tier that may be absent.
    func readTier(_ number: UInt32?, _ field: String) throws(WireError) -> Tier? {
        guard let number else { return nil }
        return try readTier(number, field) as Tier
    }

    /// A whole number of `allowed`.
    func readInt(
        _ number: UInt32, _ field: String, _ allowed: ClosedRange<Int>
    ) throws(WireError) -> Int {
        guard allowed.contains(Int(number)) else {
            throw wrong(field, "\(number)", "\(allowed.lowerBound) to \(allowed.upperBound)")
        }
        return Int(number)
    }

    /// An inquiry's place in its contact, from 1.
    func readIndex(_ index: UInt32, _ field: String) throws(WireError) -> UInt16 {
        guard index != 0 else { throw wrong(field, "0", "an inquiry from 1") }
        return try readClockInquiry(index, field)
    }

    /// The inquiry of a clock; 0 when the clock counts for the contact itself.
    func readClockInquiry(_ index: UInt32, _ field: String) throws(WireError) -> UInt16 {
        guard let index = UInt16(exactly: index) else {
            throw wrong(field, "\(index)", "an inquiry of at most \(UInt16.max)")
        }
        return index
    }

    /// One of the model's enums; neither 0 nor a number of a newer version is one.
    func readEnum<Value: WireEnum>(_ wire: Value.Wire, _ field: String) throws(WireError) -> Value {
        guard let value = Value(wire) else {
            throw wrong(field, "\(wire.rawValue)", "a specified \(Value.self)")
        }
        return value
    }

    /// An enum that may be absent.
    func readEnum<Value: WireEnum>(_ wire: Value.Wire?, _ field: String) throws(WireError) -> Value? {
        guard let wire else { return nil }
        return try readEnum(wire, field) as Value
    }

    /// Several of them.
    func readEnums<Value: WireEnum>(
        _ list: [Value.Wire], _ field: String, _ allowed: ClosedRange<Int>
    ) throws(WireError) -> [Value] {
        try checkCount(list.count, field, allowed)
        var values: [Value] = []
        values.reserveCapacity(list.count)
        for wire in list { values.append(try readEnum(wire, field) as Value) }
        return values
    }

    /// A message that must be there.
    func readMessage<Part: WireMessage>(_ part: Part?, _ field: String) throws(WireError) -> Part.Model {
        guard let part else { throw wrong(field, "absent", "a \(Part.protoMessageName)") }
        return try part.model()
    }

    /// Several messages.
    func readList<Part: WireMessage>(
        _ list: [Part],
        _ field: String,
        _ allowed: ClosedRange<Int>
    ) throws(WireError) -> [Part.Model] {
        try checkCount(list.count, field, allowed)
        var models: [Part.Model] = []
        models.reserveCapacity(list.count)
        for part in list { models.append(try part.model()) }
        return models
    }

    private func checkCount(
        _ count: Int,
        _ field: String,
        _ allowed: ClosedRange<Int>
    ) throws(WireError) {
        guard allowed.contains(count) else {
            throw wrong(field, "\(count) items", "\(allowed.lowerBound) to \(allowed.upperBound) items")
        }
    }
}
