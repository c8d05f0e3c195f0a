import BusinessTime
import Contacts
import Facts
import Standards

/// standards.yaml: every clock that a contract sets, with its clause and its limits.
struct StandardsFile {
    /// Its clocks, in the order written.
    var clocks: [Placed<StandardClock>] = []
    /// The register; nil when the file has none.
    var register: RegisterFile?

    /// Its root, for what it lacks as a whole.
    let file: Field

    /// Reads `root`.
    init(_ root: Field, _ findings: inout Findings) {
        file = root
        let before = findings.list.count
        let keys = ["version", "clocks", "readings", "standards"]
        guard let table = Table(root, keys: keys, &findings) else { return }
        table.requireVersion(&findings)
        let readings = table.optional("readings").map { ReadingsFile($0, &findings) }
        register = table.optional("standards").map { RegisterFile($0, readings: readings, &findings) }
        var seen: Set<ClockName> = []
        for item in table.required("clocks", &findings)?.items(&findings) ?? [] {
            guard let clock = Self.clock(item, &findings) else { continue }
            guard seen.insert(clock.name).inserted else {
                findings.add(item, value: "\"\(clock.name)\"", expected: "each clock once")
                continue
            }
            clocks.append(Placed(clock, item))
        }
        guard findings.list.count == before, let register else { return }
        RegisterCheck(register, clocks: clocks).run(&findings)
    }

    /// The clock called `name`.
    func clock(_ name: ClockName) -> StandardClock? {
        clocks.first { $0.value.name == name }?.value
    }

    private static let keys = [
        "name", "clause", "standards", "text", "calendar", "counting", "attaches_to", "counts_from",
        "stops_at",
        "starts", "thresholds",
    ]

    private static func clock(_ field: Field, _ findings: inout Findings) -> StandardClock? {
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let name: ClockName? = table.name("name", &findings, expected: "a clock's name")
        let clause = table.required("clause", &findings)?.text(&findings)
        let standards: [Placed<Name<StandardsFile>>] = table.names("standards", &findings)
        if standards.isEmpty { _ = table.required("standards", &findings, expected: "ids of the register") }
        _ = table.required("text", &findings)?.text(&findings, expected: "the standard in our own words")
        let subject = table.optional("attaches_to").map { $0.word(StandardClock.Subject.allCases, &findings) }
        let start = table.optional("counts_from").map {
            $0.word(StandardClock.StartEvent.allCases, &findings)
        }
        let stop = table.required("stops_at", &findings)?.word(StandardClock.StopEvent.allCases, &findings)
        let mode = table.optional("starts").map { $0.word(Clock.Start.Mode.allCases, &findings) }
        let limits = limits(table, &findings)
        guard let name, let clause, !standards.isEmpty, let subject = subject ?? .contact,
            let start = start ?? .received, let stop, let mode = mode ?? .running, let limits
        else { return nil }
        return StandardClock(
            name: name, clause: clause, standards: standards.map(\.value.rawValue), unit: limits.unit,
            thresholds: limits.thresholds, attachesTo: subject, countsFrom: start, stopsAt: stop,
            startMode: mode)
    }

    private typealias Limits = (unit: StandardClock.Unit, thresholds: [StandardClock.Threshold])

    /// The thresholds, ascending and all in one unit, which the first one decides.
    private static func limits(_ table: Table, _ findings: inout Findings) -> Limits? {
        let before = findings.list.count
        let items = table.required("thresholds", &findings)?.items(&findings) ?? []
        let rows = items.compactMap { threshold($0, &findings) }
        guard let first = rows.first, findings.list.count == before else { return nil }
        guard let unit = unit(of: first.after, table, &findings) else { return nil }
        var names: Set<String> = []
        var last: Duration = .zero
        for row in rows {
            guard row.after.value.isSameUnit(as: first.after.value) else {
                findings.add(row.after.field, expected: "the unit of the first threshold")
                return nil
            }
            guard row.limit.amount > last else {
                findings.add(row.after.field, expected: "more than the threshold before")
                return nil
            }
            guard names.insert(row.limit.name).inserted else {
                findings.add(row.after.field, value: "\"\(row.limit.name)\"", expected: "each threshold once")
                return nil
            }
            last = row.limit.amount
        }
        return (unit, rows.map(\.limit))
    }

    private struct Row {
        var limit: StandardClock.Threshold
        var after: Placed<TimeLength>
    }

    private static func threshold(_ field: Field, _ findings: inout Findings) -> Row? {
        guard let table = Table(field, keys: ["name", "level", "after"], &findings) else { return nil }
        let name: Name<StandardsFile>? = table.name("name", &findings)
        let level = table.required("level", &findings)?.word(ClockThreshold.Level.allCases, &findings)
        let after = table.required("after", &findings)
        let length = after?.timeLength(&findings)
        guard let name, let level, let after, let length else { return nil }
        return Row(
            limit: StandardClock.Threshold(name.rawValue, level, after: length.amount),
            after: Placed(length, after))
    }

    private static func unit(
        of length: Placed<TimeLength>, _ table: Table, _ findings: inout Findings
    ) -> StandardClock.Unit? {
        let countingField = table.optional("counting")
        let counting = countingField.map { $0.word(StandardClock.Unit.Counting.allCases, &findings) }
        if let countingField, !length.value.isWorkdays {
            findings.add(countingField, expected: "counting only beside business days")
            return nil
        }
        if case .elapsed = length.value {
            guard let field = table.optional("calendar") else { return .elapsed }
            findings.add(field, expected: "a calendar only beside business hours or business days")
            return nil
        }
        let calendar: CalendarName? = table.name("calendar", &findings, expected: "a calendar's name")
        guard let calendar, let counting = counting ?? .dayOne else { return nil }
        return length.value.isWorkdays ? .workdays(calendar, counting) : .businessHours(calendar)
    }
}

extension TimeLength {
    /// The amount as standard clocks hold it: workdays as days of 24 hours.
    fileprivate var amount: Duration {
        switch self {
        case .elapsed(let microseconds), .business(let microseconds): .microseconds(microseconds)
        case .businessDays(let days): .workdays(days)
        }
    }

    fileprivate var isWorkdays: Bool {
        switch self {
        case .businessDays: true
        case .elapsed, .business: false
        }
    }

    fileprivate func isSameUnit(as other: TimeLength) -> Bool {
        switch (self, other) {
        case (.elapsed, .elapsed), (.business, .business), (.businessDays, .businessDays): true
        case (.elapsed, _), (.business, _), (.businessDays, _): false
        }
    }
}
