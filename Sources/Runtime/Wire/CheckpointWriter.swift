import Contacts

/// What the encoders of one checkpoint share.
///
/// The bytes are one value, because Swift checks every access to what a class holds.
final class CheckpointWriter {
    var made = CheckpointBytes()

    /// Writes a value through its own `encode`, or as a bare number when it is one of the two that fill a
    /// state.
    func put<T: Encodable>(_ value: T) throws {
        if T.self == Contact.ID.self, let id = value as? Contact.ID { return made.put(number: id.rawValue) }
        if T.self == Instant.self, let at = value as? Instant { return made.put(number: at.microseconds) }
        let before = made.end
        try value.encode(to: CheckpointValueEncoder(writer: self, depth: before.depth))
        try made.complete(since: before)
    }
}

/// The bytes of a checkpoint while it is written.
///
/// `Encodable` tells nobody when a container is complete, so the ones that are open are a stack here: whoever
/// writes to one completes all within it. One that was completed takes nothing more.
struct CheckpointBytes {
    /// A container that is being written.
    private struct Open {
        let tag: CheckpointForm.Tag
        /// Where its first byte stands.
        let place: Int
        /// Tells it from a later one at the same depth.
        let serial: Int
        var count = 0
    }

    /// A container as its encoder knows it.
    struct Container {
        let depth: Int
        let serial: Int
    }

    private var bytes: [UInt8] = [CheckpointForm.version]
    private var open: [Open] = []
    private var opened = 0
    private var words = CheckpointWords()
    /// What could not be written where `Encodable` allows no throwing.
    private var failure: EncodingError?

    /// How many bytes there are, and how many containers are open.
    var end: (place: Int, depth: Int) { (bytes.count, open.count) }

    /// Closes everything and adds the words.
    mutating func finish() throws -> [UInt8] {
        close(to: 0)
        put(varint: UInt64(words.all.count))
        for word in words.all { put(raw: word) }
        if bytes.count > CheckpointForm.byteLimit { fail("\(bytes.count) bytes are too many") }
        if let failure { throw failure }
        return bytes
    }

    /// Closes what a value opened. One without content is an empty container: something has to stand for it.
    mutating func complete(since before: (place: Int, depth: Int)) throws {
        if let failure { throw failure }
        if bytes.count == before.place { _ = begin(.keyed) }
        close(to: before.depth)
    }

    mutating func put(tag: CheckpointForm.Tag) { bytes.append(tag.rawValue) }

    mutating func put<Number: FixedWidthInteger>(number: Number) {
        if number < 0 {
            put(tag: .negative)
            put(varint: UInt64(truncatingIfNeeded: ~number))
        } else if number < CheckpointForm.smallNumber {
            bytes.append(CheckpointForm.smallNumber | UInt8(truncatingIfNeeded: number))
        } else {
            put(tag: .positive)
            put(varint: UInt64(truncatingIfNeeded: number))
        }
    }

    mutating func put<Bits: FixedWidthInteger>(_ tag: CheckpointForm.Tag, bits: Bits) {
        put(tag: tag)
        for shift in stride(from: 0, to: Bits.bitWidth, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: bits >> Bits(shift)))
        }
    }

    mutating func put(text: String) {
        if let number = words.number(ofText: text) {
            put(tag: .word)
            put(varint: UInt64(number))
        } else {
            put(tag: .text)
            put(raw: text)
        }
    }

    private mutating func put(raw text: String) {
        put(varint: UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func put(varint number: UInt64) { bytes.append(varint: number) }
}

extension CheckpointBytes {
    /// Begins a container at the end.
    mutating func begin(_ tag: CheckpointForm.Tag) -> Container {
        opened += 1
        open.append(Open(tag: tag, place: bytes.count, serial: opened))
        put(tag: tag)
        // Most are this short; `close` makes room for those that are not.
        bytes.append(0)
        if tag == .list { bytes.append(0) }
        return Container(depth: open.count - 1, serial: opened)
    }

    /// The container of the value at `depth`, begun unless it was already.
    mutating func container(_ tag: CheckpointForm.Tag, at depth: Int) -> Container {
        guard open.count > depth else { return begin(tag) }
        close(to: depth + 1)
        if open[depth].tag != tag { fail("a value is a list and has keys at once") }
        return Container(depth: depth, serial: open[depth].serial)
    }

    /// Goes back to a container in order to write its next value, or the next field of `key`.
    mutating func enter(_ container: Container, key: String? = nil) {
        guard container.depth < open.count, open[container.depth].serial == container.serial else {
            return fail("a container was written to after the one around it was")
        }
        close(to: container.depth + 1)
        open[container.depth].count += 1
        if let key { put(varint: UInt64(words.number(ofKey: key))) }
    }

    /// How many values a container has; none when it was completed.
    func count(of container: Container) -> Int {
        container.depth < open.count ? open[container.depth].count : 0
    }

    /// Notes what went wrong; thrown where throwing is possible.
    mutating func fail(_ reason: String) {
        let context = EncodingError.Context(codingPath: [], debugDescription: "checkpoint: " + reason)
        failure = failure ?? .invalidValue(reason, context)
    }

    private mutating func close(to depth: Int) {
        while open.count > depth, let last = open.popLast() {
            let header = last.tag == .list ? 2 : 1
            let content = bytes.count - last.place - 1 - header
            if content < 0x7F, last.count < 0x80 {
                bytes[last.place + 1] = UInt8(content + header - 1)
                if last.tag == .list { bytes[last.place + 2] = UInt8(last.count) }
            } else {
                widen(last, content: content, header: header)
            }
        }
    }

    /// Makes room for a length, and a list's count, that need more than a byte each.
    private mutating func widen(_ container: Open, content: Int, header: Int) {
        var count: [UInt8] = []
        if container.tag == .list { count.append(varint: UInt64(container.count)) }
        var length: [UInt8] = []
        length.append(varint: UInt64(content + count.count))
        let place = container.place + 1
        bytes.replaceSubrange(place..<place + header, with: length + count)
    }
}

/// The words of a checkpoint: every key, and the short texts that came first.
///
/// A state is the same few keys over and over, in the same order. So the table also keeps which word came
/// after which the last time, and looks there before it hashes anything.
private struct CheckpointWords {
    /// In the order of their numbers.
    private(set) var all: [String] = []
    private var numbers: [String: Int] = [:]
    /// By number, which came next.
    private var followers: [Int] = []
    private var last = 0

    /// The number of a key; every key has one.
    mutating func number(ofKey key: String) -> Int { known(key) ?? add(key) }

    /// The number of a text; nil when it is to be written where it stands.
    mutating func number(ofText text: String) -> Int? {
        guard text.utf8.count <= CheckpointForm.wordLimit else { return nil }
        return known(text) ?? (all.count < CheckpointForm.tableLimit ? add(text) : nil)
    }

    private mutating func known(_ word: String) -> Int? {
        guard !all.isEmpty else { return nil }
        let guess = followers[last]
        if all[guess] == word {
            last = guess
            return guess
        }
        guard let number = numbers[word] else { return nil }
        followers[last] = number
        last = number
        return number
    }

    private mutating func add(_ word: String) -> Int {
        let number = all.count
        all.append(word)
        followers.append(0)
        numbers[word] = number
        followers[last] = number
        last = number
        return number
    }
}

extension [UInt8] {
    /// Appends seven bits a byte, the lowest first; the last byte has its high bit clear.
    mutating func append(varint number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}
