public import Contacts
public import Facts
internal import Kernel
internal import Measures
public import Projection

/// One contact's life, line by line, for a supervisor: when, who decided, what, and why.
public struct Explanation: Hashable, Sendable {
    /// One fact.
    public struct Line: Hashable, Sendable {
        /// When it was decided.
        public var at: Instant
        /// The station that decided it.
        public var station: StationName
        /// The fact's kind.
        public var kind: FactKind
        /// What happened and why, in words.
        public var text: String
    }

    /// One clock with its sums.
    public struct ClockLine: Hashable, Sendable {
        /// The clock.
        public var clock: Clock.ID
        /// What it counted in all, as far as it was counted up.
        public var used: Duration?
        /// What happened to it.
        public var text: String
        /// Its spans, which add up to the time from its beginning until now or its end.
        public var spans: [ClockLife.Span]
    }

    /// The contact.
    public let contact: Contact.ID
    /// Its facts by instant.
    public let lines: [Line]
    /// Its clocks.
    public let clocks: [ClockLine]
    /// When it was received and what it is, with what was recorded where that is another.
    ///
    /// Nil when the log has not its receipt.
    public let kind: String?
    /// What was noted about it in codes, and how often.
    public let codes: [CodeCounts.Row]

    /// Explains `contact` from audited facts; those about others are left out.
    ///
    /// Facts of one instant keep the log's order, which is each station's own.
    public init(of contact: Contact.ID, from facts: [AuditedFact]) {
        self.contact = contact
        var projection = ContactProjection(of: [.contacts, .clocks, .items])
        let own = facts.filter { $0.fact.contact == contact }
        var codes = CodeCounts()
        for one in own {
            projection.take(one.fact, at: one.header.at)
            codes.take(one)
        }
        self.codes = codes.rows()
        kind = Self.kind(projection.contacts[contact], projection.items[contact])
        lines = own.sorted { $0.header.at < $1.header.at }.map { audited in
            Line(
                at: audited.header.at, station: audited.publisher, kind: audited.fact.kind,
                text: audited.fact.inWords)
        }
        clocks = projection.clocks.values.sorted { $0.clock < $1.clock }.map(Self.line)
    }

    /// The whole as text, one line per fact and clock.
    public var text: String {
        var out = lines.map { "\($0.at)  \(padded($0.station.rawValue))  \($0.text)" }
        if let kind { out += ["what it is:", "  \(kind)"] }
        if !clocks.isEmpty { out.append("clocks:") }
        for clock in clocks {
            out.append("  \(clock.clock.name)  \(clock.text)")
            // One span that is over is said already.
            if clock.spans.count > 1 || clock.clock.isItem { out += clock.spans.map(\.inWords) }
            if clock.spans.count > 1 { out.append(clock.sums) }
        }
        if !codes.isEmpty { out.append("codes:") }
        out += codes.map { "  \($0.fact)  \($0.code) \($0.count)" }
        return out.joined(separator: "\n")
    }

    private static func kind(_ contact: ContactLife?, _ item: ItemLife?) -> String? {
        if let correction = item.flatMap(Correction.init) ?? contact.flatMap(Correction.init) {
            let (receipt, kind) = (correction.receipt, correction.kind)
            return "received at \(receipt.used)"
                + (receipt.used == receipt.recorded ? "" : ", recorded as \(receipt.recorded)")
                + "; \(kind.used)" + (kind.used == kind.recorded ? "" : " (recorded as \(kind.recorded))")
        }
        if let record = item?.record { return "received at \(record.received); \(record.itemClass)" }
        return contact?.received.map { "received at \($0.received); \($0.attributes.inWords)" }
    }

    private func padded(_ name: String) -> String {
        let width = lines.map(\.station.rawValue.count).max() ?? 0
        return name + String(repeating: " ", count: max(0, width - name.count))
    }

    private static func line(_ clock: ClockLife) -> ClockLine {
        let used =
            clock.closed.map { Duration.microseconds($0.used) }
            ?? clock.spans.last.map { Duration.microseconds($0.used) }
        var parts = [used.map { "counted \($0.inWords)" } ?? "counts"]
        let running = clock.timeline.count { $0.mode == .running }
        if clock.armed != nil { parts.append(running == 1 ? "in 1 span" : "in \(running) spans") }
        for passing in clock.passed {
            let taken = passing.isTakenBack ? ", taken back" : ""
            parts.append(
                "\(passing.level == .warn ? "warned" : "breached") at \(passing.fact.threshold)\(taken)")
        }
        if let closed = clock.closed {
            parts.append("over: \(closed.cause)")
        } else if let stopped = clock.stopped {
            parts.append("stopped at \(stopped.at)")
        } else {
            parts.append("still open")
            parts += clock.ahead.map { "\($0.name) due \($0.due)" }
        }
        return ClockLine(
            clock: clock.clock, used: used, text: parts.joined(separator: ", "), spans: clock.timeline)
    }
}

extension ClockLife {
    /// The thresholds that are due while it runs, in the ledger's order, with their present dues.
    fileprivate var ahead: [(name: String, due: Instant)] {
        (armed?.thresholds ?? []).filter { !hasPassed($0.name) }
            .compactMap { threshold in dues[threshold.name].map { (threshold.name, $0) } }
    }
}

extension Explanation.ClockLine {
    /// What the spans add up to, running and suspended apart.
    fileprivate var sums: String {
        func sum(_ mode: Clock.Start.Mode) -> String {
            spans.filter { $0.mode == mode }.compactMap(\.length).reduce(.zero, +).inWords
        }
        return "    in all: running \(sum(.running)), suspended \(sum(.suspended))"
    }
}

extension ClockLife.Span {
    /// One line: from when until when, what that counted, and why.
    fileprivate var inWords: String {
        let end = to.map { "until \($0)" } ?? "until now"
        let sum = length.map { ", \($0.inWords)" } ?? ""
        let count = counted.map { mode == .running ? ", counted \($0.inWords)" : "" } ?? ""
        let word = mode == .running ? "running" : "suspended"
        return "    \(word) from \(from) \(end)\(sum)\(count): \(cause)" + proof(by, evidence)
    }
}

extension Duration {
    /// `12.5 s`, to the millisecond.
    var inWords: String {
        let milli = microseconds / 1000
        let fraction = String(abs(milli % 1000))
        let padded = String(repeating: "0", count: 3 - fraction.count) + fraction
        return "\(milli < 0 && milli > -1000 ? "-" : "")\(milli / 1000).\(padded) s"
    }
}
