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
    /// The alarms that wait for an acknowledgement; iterated in the order of their numbers only.
    private var waiting: [UInt64: AlarmRaised] = [:]
    /// The last alarms that nobody waits for, any more or ever, and that nobody acknowledged: people see
    /// them, and what they stand for may be taken back.
    private var shown: [UInt64: AlarmRaised] = [:]
    /// The last minute of each pair; as many as there are rows and recipients.
    private var minutes: [Key: Minute] = [:]
    /// Derived from ``waiting``; entries of settled alarms are dropped at the top.
    private var order = Heap<Deadline>()

    /// Alarms kept that nobody waits for; a console shows as many.
    private static let shownLimit = 500

    init() {}

    /// The alarms that wait for a person, oldest first.
    var open: [AlarmRaised] { waiting.keys.sorted().compactMap { waiting[$0] } }

    /// When the next alarm is overdue.
    var nextDeadline: Instant? { order.min?.by }

    /// The alarm that is overdue first.
    var first: AlarmRaised? { order.min.flatMap { waiting[$0.alarm] } }

    /// The alarms that nobody acknowledged yet, whether that is waited for or not, oldest first, that satisfy
    /// `condition`.
    func unanswered(where condition: (AlarmRaised) -> Bool) -> [AlarmRaised] {
        let all = [waiting, shown].flatMap { $0.values.filter(condition) }
        return all.sorted { $0.alarm < $1.alarm }
    }

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
        guard let by = alarm.acknowledgeBy else { return show(alarm) }
        waiting[alarm.alarm] = alarm
        order.insert(Deadline(by: by, alarm: alarm.alarm))
        prune()
    }

    mutating func grow(_ grown: AlarmGrew) {
        waiting[grown.alarm]?.grow(grown)
        shown[grown.alarm]?.grow(grown)
        guard let key = key(ofLast: grown.alarm) else { return }
        minutes[key]?.count = grown.count
    }

    /// Takes back what an alarm stood for; one that stands for nothing any more waits for nobody.
    mutating func reduce(_ reduced: AlarmReduced) {
        guard reduced.count > 0 else { return acknowledge(reduced.alarm) }
        let passing = ClockPassing(clock: reduced.clock, threshold: reduced.threshold)
        waiting[reduced.alarm]?.leave(passing, count: reduced.count)
        shown[reduced.alarm]?.leave(passing, count: reduced.count)
        if let key = key(ofLast: reduced.alarm) { minutes[key]?.count = reduced.count }
    }

    /// Takes an alarm out that nobody has to look at any more.
    mutating func acknowledge(_ alarm: UInt64) {
        shown[alarm] = nil
        settle(alarm)
    }

    /// Nobody acknowledged an alarm in time.
    mutating func expire(_ alarm: UInt64) {
        if let gone = waiting[alarm] { show(gone) }
        settle(alarm)
    }

    private mutating func show(_ alarm: AlarmRaised) {
        shown[alarm.alarm] = alarm
        if shown.count > Self.shownLimit, let first = shown.keys.min() { shown[first] = nil }
    }

    /// Nothing joins the alarm any more.
    private mutating func settle(_ alarm: UInt64) {
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
        left.lastNumber == right.lastNumber && left.waiting == right.waiting && left.shown == right.shown
            && left.minutes == right.minutes
    }
}

extension AlarmBook: Codable {
    private struct Written: Codable {
        var lastNumber: UInt64
        var waiting: [AlarmRaised]
        /// Nil when there are none, as in older checkpoints.
        var shown: [AlarmRaised]?
        var keys: [Key]
        var minutes: [Minute]
    }

    init(from decoder: any Decoder) throws {
        let written = try Written(from: decoder)
        lastNumber = written.lastNumber
        minutes = Dictionary(zip(written.keys, written.minutes)) { first, _ in first }
        for alarm in written.shown ?? [] { shown[alarm.alarm] = alarm }
        for alarm in written.waiting {
            waiting[alarm.alarm] = alarm
            if let by = alarm.acknowledgeBy { order.insert(Deadline(by: by, alarm: alarm.alarm)) }
        }
    }

    func encode(to encoder: any Encoder) throws {
        let keys = minutes.keys.sorted()
        try Written(
            lastNumber: lastNumber, waiting: waiting.keys.sorted().compactMap { waiting[$0] },
            shown: shown.isEmpty ? nil : shown.keys.sorted().compactMap { shown[$0] }, keys: keys,
            minutes: keys.compactMap { minutes[$0] }
        )
        .encode(to: encoder)
    }
}

extension AlarmRaised {
    /// What it stands for, as far as it is named.
    var passings: [ClockPassing] { [ClockPassing(clock: clock, threshold: threshold)] + further }

    /// What it stands for beside the first.
    var further: [ClockPassing] {
        get { others?.passings ?? [] }
        set { others = newValue.isEmpty ? nil : ClockPassings(passings: newValue) }
    }

    /// Further passings join, of which it names as many as an alarm does.
    fileprivate mutating func grow(_ grown: AlarmGrew) {
        count = grown.count
        further += grown.joined.prefix(max(0, Limit.alarmPassings - further.count))
    }

    /// One passing less; where it is named first, the next takes its place.
    fileprivate mutating func leave(_ passing: ClockPassing, count left: UInt64) {
        count = left
        if let place = further.firstIndex(of: passing) {
            further.remove(at: place)
        } else if let next = further.first {
            (clock, threshold) = (next.clock, next.threshold)
            further.removeFirst()
        }
    }
}
