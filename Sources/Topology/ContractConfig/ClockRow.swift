import BusinessTime
package import Config
import Contacts
import Facts
package import Standards
import Yams

/// One clock of standards.yaml.
package struct ClockRow {
    /// The clock.
    package let clock: StandardClock

    private static let keys = [
        "name", "clause", "standards", "text", "calendar", "counting", "attaches_to", "counts_from",
        "stops_at", "lapses_at", "starts", "thresholds", "applies_to", "except", "suspension", "reopened",
    ]

    /// What stood beside applies_to before it was there.
    private static let gone = [
        "classes": "it inside applies_to: {classes: [...]}",
        "where": "it inside applies_to: {classes: [...], where: {...}}",
    ]

    /// Reads `field`; nil after adding to `findings` what is wrong.
    package init?(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: Self.keys, gone: Self.gone, &findings) else { return nil }
        let before = findings.list.count
        let name: ClockName? = table.name("name", &findings, expected: "a clock's name")
        let clause = table.required("clause", &findings)?.text(&findings)
        let standards: [Placed<Name<ClockRow>>] = table.names("standards", &findings)
        if standards.isEmpty { _ = table.required("standards", &findings, expected: "ids of the register") }
        _ = table.required("text", &findings)?.text(&findings, expected: "the standard in our own words")
        let subject = table.optional("attaches_to")?.word(StandardClock.Subject.allCases, &findings)
        let mode = table.optional("starts")?.word(Clock.Start.Mode.allCases, &findings)
        let limits = ClockLimits(table, &findings)
        guard findings.list.count == before, let name, let clause, let limits else { return nil }
        var clock = StandardClock(
            name: name, clause: clause, standards: standards.map(\.value.rawValue), unit: limits.unit,
            thresholds: limits.thresholds, attachesTo: subject ?? .contact, stopsAt: .contactEnded,
            startMode: mode ?? .running)
        if clock.attachesTo == .item {
            Self.readItem(&clock, table, &findings)
        } else {
            Self.readEvents(&clock, table, &findings)
        }
        clock.appliesTo = ScopeForm("applies_to", in: table, .init(clock), &findings).scope
        guard findings.list.count == before else { return nil }
        self.clock = clock
    }

    private static func readEvents(
        _ clock: inout StandardClock, _ table: Table, _ findings: inout Findings
    ) {
        for key in ["lapses_at", "suspension", "reopened"] {
            if let field = table.optional(key) {
                findings.add(field, value: "the key \"\(key)\"", expected: "it only beside attaches_to: item")
            }
        }
        let starts = StandardClock.StartEvent.allCases.filter { $0 != .itemEvent }
        let stops = StandardClock.StopEvent.allCases.filter { $0 != .itemEvent }
        if let field = table.optional("counts_from"), let start = field.word(starts, &findings) {
            clock.countsFrom = start
        }
        if let stop = table.required("stops_at", &findings)?.word(stops, &findings) { clock.stopsAt = stop }
        guard let field = table.optional("counts_from"),
            clock.demandKind == .escalations || clock.countsFrom == .leftUnresolved
        else { return }
        let subject: StandardClock.Subject = clock.countsFrom == .escalated ? .contact : .inquiry
        guard clock.attachesTo != subject else { return }
        findings.add(field, expected: "it only beside attaches_to: \(subject.rawValue)")
    }

    /// A work item's clock goes by the item's events.
    private static func readItem(_ clock: inout StandardClock, _ table: Table, _ findings: inout Findings) {
        var terms = StandardClock.ItemTerms(stopsAt: [])
        if let field = table.optional("counts_from"), field.scalar != "received" {
            readStart(&terms, field, &findings)
            clock.countsFrom = .itemEvent
        }
        if let field = table.optional("lapses_at") { terms.lapsesAt = events(field, &findings) }
        if let field = table.required("stops_at", &findings, expected: "an event of the work item") {
            terms.stopsAt = events(field, &findings)
        }
        clock.stopsAt = .itemEvent
        if let field = table.optional("reopened"),
            let word = field.word(StandardClock.ReopenedTime.allCases, &findings)
        {
            terms.reopened = word
        }
        clock.item = terms
        if let field = table.optional("suspension") { clock.suspension = suspension(field, clock, &findings) }
    }

    /// `{event: NAME}`, or `{event: NAME, after: NAME}` when it counts only if another came before.
    private static func readStart(
        _ terms: inout StandardClock.ItemTerms, _ field: Field, _ findings: inout Findings
    ) {
        guard case .mapping = field.node else {
            findings.add(field, expected: "received or {event: NAME}")
            return
        }
        guard let table = Table(field, keys: ["event", "after"], &findings) else { return }
        terms.startsAt = table.name("event", &findings, expected: "an event")
        if let place = table.optional("after") {
            terms.startsAfter = place.name(&findings, expected: "an event")
        }
    }

    /// `{event: NAME}` or `{events: [NAME, ...]}`.
    private static func events(_ field: Field, _ findings: inout Findings) -> [WorkEvent] {
        guard case .mapping = field.node else {
            findings.add(field, expected: "{event: NAME}")
            return []
        }
        guard let table = Table(field, keys: ["event", "events"], &findings) else { return [] }
        let several: [Placed<WorkEvent>] = table.names("events", &findings)
        guard several.isEmpty else { return several.map(\.value) }
        let one: WorkEvent? = table.name("event", &findings, expected: "an event")
        return one.map { [$0] } ?? []
    }

    /// Clocks never pause unless a clause allows it (standards.md#pauses).
    private static func suspension(
        _ field: Field, _ clock: StandardClock, _ findings: inout Findings
    ) -> StandardClock.Suspension? {
        guard let table = Table(field, keys: ["clause", "begins", "ends"], &findings) else { return nil }
        let clause = table.required("clause", &findings, expected: "the clause that allows it")?
            .text(&findings)
        let begins: WorkEvent? = table.name("begins", &findings, expected: "an event")
        let ends: WorkEvent? = table.name("ends", &findings, expected: "an event")
        if case .months = clock.unit {
            findings.add(field, value: "a suspension", expected: "none for a clock that counts months")
        }
        guard let clause, let begins, let ends else { return nil }
        return StandardClock.Suspension(clause: clause, begins: begins, ends: ends)
    }
}

extension ScopeForm.Keys {
    /// What the cases of a clock may go by.
    fileprivate init(_ clock: StandardClock) {
        switch clock.demandKind {
        case .items: self = .items
        case .escalations: self = .escalations
        case .contacts: self = clock.countsFrom == .leftUnresolved ? .leftOpen : .contacts
        }
    }
}
