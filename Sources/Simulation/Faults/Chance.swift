import Contacts
import Randomness

/// The source of drawn values; a class, because every decoder of one fact draws on.
final class Chance {
    private var random: SplitMix64
    /// The number of the value that is to be over its limit; nil when none is.
    private var over: Int?
    private var drawn = 0

    private let isUsual: Bool

    init(seed: UInt64, numbers: FactFuzzer.Numbers) {
        random = SplitMix64(seed: seed)
        isUsual = numbers == .usual
    }

    /// Begins a fact.
    func begin() {
        drawn = 0
        // Rather an early one, for most facts have few.
        over = random.chance(250) ? below(below(24) + 1) : nil
    }

    func often(_ permille: Int) -> Bool { random.chance(permille) }

    func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// True for the one value that is to be over.
    private func isOver() -> Bool {
        defer { drawn += 1 }
        return drawn == over
    }

    // MARK: Values

    /// A text of at most `limit` bytes, of any characters.
    func text(_ limit: Int) -> String {
        if isOver() { return text(of: often(300) ? 0 : limit + 1 + (often(500) ? 0 : below(100))) }
        switch below(10) {
        case 0: return text(of: limit)
        case 1: return text(of: limit - 1)
        default: return text(of: 1 + below(min(limit, 24)))
        }
    }

    private static let characters = [
        "a", "B", "7", "_", ".", "-", " ", "\"", "\\", "/", "é", "e\u{301}", "ß", "日", "🙂",
        "\u{0}", "\n", "\r\n", "\u{202E}", "\u{FEFF}", ",", ";", "'", "<", "&",
    ]

    private func text(of bytes: Int) -> String {
        var text = ""
        let isPlain = often(500)
        while text.utf8.count < bytes {
            let next = isPlain ? "k" : pick(Self.characters)
            text += text.utf8.count + next.utf8.count > bytes ? "x" : next
        }
        return text
    }

    /// How many items a list has.
    func count(_ limit: Int, atLeast least: Int = 0) -> Int {
        if isOver() { return often(200) ? least - 1 : limit + 1 + below(3) }
        switch below(20) {
        case 0: return limit
        case 1: return limit - 1
        default: return least + below(4)
        }
    }

    /// Microseconds since 1970: mostly of one day, now and then at the ends of what can be written.
    func instant() -> Int64 {
        if isOver() { return pick([.min, .max, .min / 4 - 1, .max / 4 + 1]) }
        if isUsual {
            let ends: [Int64] = [-62_135_596_800_000_000, 253_402_300_799_000_000]
            return below(200) == 0 ? pick(ends) : Self.day + random.number(-86_400_000_000...172_800_000_000)
        }
        let ends = Limit.instants
        switch below(20) {
        case 0: return pick([ends.lowerBound.microseconds, ends.upperBound.microseconds, 0, -1, 1])
        case 1: return random.number(-62_135_596_800_000_000...253_402_300_799_000_000)
        default: return Self.day + random.number(0...86_400_000_000)
        }
    }

    /// 2026-03-30T00:00:00Z, a Monday.
    static let day: Int64 = 1_774_828_800_000_000

    func span() -> Int64 {
        if isOver() { return pick([.min, .max, .min / 4 - 1, .max / 4 + 1]) }
        switch isUsual ? 1 : below(10) {
        case 0: return pick([Limit.spans.lowerBound, Limit.spans.upperBound, 0, -1])
        default: return random.number(0...864_000_000_000)
        }
    }

    /// A number within `range`.
    func number(_ range: ClosedRange<Int64>) -> Int64 {
        if isOver() { return often(500) ? range.lowerBound - 1 : range.upperBound + 1 }
        return below(4) == 0 ? pick([range.lowerBound, range.upperBound]) : random.number(range)
    }

    /// A rank, of which any number can be written down.
    func rank() -> Int64 { pick(isUsual ? [0, 1, 500, 9999] : [0, 1, 500, 9999, .min, .max]) }

    /// A counter from 1, or a packed contact.
    func count64() -> UInt64 {
        if isOver() { return pick([0, .max]) }
        return !isUsual && below(10) == 0 ? pick([1, Limit.counts.upperBound]) : 1 + random.next() % 5000
    }

    /// A packed contact: few of them, so that facts meet.
    func contact() -> UInt64 {
        if isOver() { return 0 }
        if below(20) == 0 { return pick([1, .max]) }
        return Contact.ID(gateway: UInt16(1 + below(4)), number: UInt64(1 + below(40))).rawValue
    }

    /// A generation.
    func count32() -> UInt32 {
        if isOver() { return 0 }
        return !isUsual && below(10) == 0 ? .max : 1 + UInt32(below(9))
    }
}
