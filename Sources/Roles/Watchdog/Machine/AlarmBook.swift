import Contacts
import Facts
import HeapModule

/// The alarms that wait for a person, and how many each recipient got within the running minute.
struct AlarmBook {
    /// Who is alarmed by which row; the cap applies to each such pair.
    struct Key: Hashable, Comparable, Codable {
        var rule: RuleName
        var recipient: PersonName

        static func < (left: Key, right: Key) -> Bool {
            (left.rule, left.recipient) < (right.rule, right.recipient)
        }
    }

    /// A minute of topology time that begins with an alarm.
    struct Minute: Hashable, Codable {
        var opened: Instant
        /// Alarms raised in it.
        var raised: Int
        /// The last of them, which the rest join above the cap; nil once it was acknowledged or overdue.
        var last: UInt64?
        /// How many passings the last stands for.
        var count: UInt64
    }

    private struct Deadline: Comparable {
        var by: Instant
        var alarm: UInt64

        static func < (left: Deadline, right: Deadline) -> Bool {
            (left.by, left.alarm) < (right.by, right.alarm)
        }
    }

    /// How many alarms were ever raised.
    private(set) var lastNumber: UInt64 = 0
    /// The alarms that wait for an acknowledgement; looked up, never iterated, but to write a checkpoint.
    private var waiting: [UInt64: AlarmRaised] = [:]
    /// The last minute of each pair; as many as there are rows and recipients.
    private var minutes: [Key: Minute] = [:]
    /// Derived from ``waiting``; entries of settled alarms are dropped at the top.
    private var order = Heap<Deadline>()

    init() {}

    /// The alarms that wait for a person, oldest first.
    var open: [AlarmRaised] { waiting.keys.sorted().compactMap { waiting[$0] } }

    /// When the next alarm is overdue.
    var nextDeadline: Instant? { order.min?.by }

    /// The alarm that is overdue first.
    var first: AlarmRaised? { order.min.flatMap { waiting[$0.alarm] } }

    /// An alarm that waits for an acknowledgement.
    subscript(alarm: UInt64) -> AlarmRaised? { waiting[alarm] }

    /// The minute that runs at `instant` for a pair; nil when none does.
    func minute(of key: Key, at instant: Instant) -> Minute? {
        minutes[key].flatMap { instant < $0.opened.advanced(by: .seconds(60)) ? $0 : nil }
    }

    mutating func raise(_ alarm: AlarmRaised) {
        lastNumber = max(lastNumber, alarm.alarm)
        let key = Key(rule: alarm.rule, recipient: alarm.recipient)
        var minute = minute(of: key, at: alarm.at) ?? Minute(opened: alarm.at, raised: 0, last: nil, count: 0)
        minute.raised += 1
        minute.last = alarm.alarm
        minute.count = alarm.count
        minutes[key] = minute
        guard let by = alarm.acknowledgeBy else { return }
        waiting[alarm.alarm] = alarm
        order.insert(Deadline(by: by, alarm: alarm.alarm))
        prune()
    }

    mutating func grow(_ grown: AlarmGrew) {
        waiting[grown.alarm]?.count = grown.count
        guard let key = key(ofLast: grown.alarm) else { return }
        minutes[key]?.count = grown.count
    }

    /// Takes an alarm out, acknowledged or overdue; nothing joins it any more.
    mutating func settle(_ alarm: UInt64) {
        waiting[alarm] = nil
        if let key = key(ofLast: alarm) { minutes[key]?.last = nil }
        prune()
    }

    private func key(ofLast alarm: UInt64) -> Key? {
        minutes.first { $0.value.last == alarm }?.key
    }

    private mutating func prune() {
        while let top = order.min, waiting[top.alarm] == nil { order.removeMin() }
    }

    func checkInvariants() {
        precondition(order.count >= waiting.count, "every waiting alarm has a deadline")
        if let top = order.min { precondition(waiting[top.alarm] != nil, "the first deadline is true") }
    }
}

extension AlarmBook: Equatable {
    static func == (left: AlarmBook, right: AlarmBook) -> Bool {
        left.lastNumber == right.lastNumber && left.waiting == right.waiting && left.minutes == right.minutes
    }
}

extension AlarmBook: Codable {
    private struct Written: Codable {
        var lastNumber: UInt64
        var waiting: [AlarmRaised]
        var keys: [Key]
        var minutes: [Minute]
    }

    init(from decoder: any Decoder) throws {
        let written = try Written(from: decoder)
        lastNumber = written.lastNumber
        minutes = Dictionary(zip(written.keys, written.minutes)) { first, _ in first }
        for alarm in written.waiting {
            waiting[alarm.alarm] = alarm
            if let by = alarm.acknowledgeBy { order.insert(Deadline(by: by, alarm: alarm.alarm)) }
        }
    }

    func encode(to encoder: any Encoder) throws {
        let keys = minutes.keys.sorted()
        try Written(
            lastNumber: lastNumber, waiting: waiting.keys.sorted().compactMap { waiting[$0] }, keys: keys,
            minutes: keys.compactMap { minutes[$0] }
        )
        .encode(to: encoder)
    }
}
