package import Config
import Contacts
package import Standards

/// standards.yaml, section `standards:`: the register of everything that is demanded.
package struct RegisterFile {
    /// Its entries, in the order written.
    package var standards: [Placed<Standard>] = []
    /// The section itself, for what is missing from it.
    package let field: Field

    private let readings: ReadingsFile?

    private static let keys = [
        "id", "clause", "kind", "text", "population", "applies", "start", "stop", "counting", "thresholds",
        "exclusions", "windows", "readings", "measure", "served_by",
    ]

    /// Reads the section; readings are looked up in `readings`, if there are any.
    package init(_ field: Field, readings: ReadingsFile?, _ findings: inout Findings) {
        self.field = field
        self.readings = readings
        let before = findings.list.count
        for item in field.items(&findings) ?? [] {
            guard let standard = standard(item, &findings) else { continue }
            if standards.contains(where: { $0.value.id == standard.id }) {
                findings.add(item, value: "\"\(standard.id)\"", expected: "each standard once")
            }
            standards.append(Placed(standard, item))
        }
        // What was not read would be missed a second time.
        if findings.list.count == before { checkComplete(&findings) }
    }

    /// No standard may be dropped: whoever does not serve one says so, and keeps it.
    private func checkComplete(_ findings: inout Findings) {
        let ids = Set(standards.map(\.value.id))
        let missing = StandardService.all.map(\.id).filter { !ids.contains($0) }
        if let first = missing.first {
            let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
            findings.add(field, value: "no standard \"\(first)\"\(more)", expected: "every standard there is")
        }
        let known = Set(StandardService.all.map(\.id))
        for place in standards where !known.contains(place.value.id) {
            findings.add(
                place.field, value: "the standard \"\(place.value.id)\"",
                expected: "an id that this version knows")
        }
    }

    private func standard(_ field: Field, _ findings: inout Findings) -> Standard? {
        guard let table = Table(field, keys: Self.keys, &findings) else { return nil }
        let before = findings.list.count
        let id: Standard.ID? = table.name("id", &findings, expected: "a standard's id")
        let clause = table.required("clause", &findings)?.text(&findings)
        let kind = table.required("kind", &findings)?.word(Standard.Kind.allCases, &findings)
        let words = "the standard in our own words"
        let text = table.required("text", &findings)?.text(&findings, expected: words)
        let population = table.required("population", &findings)?.text(&findings)
        let applies = table.optional("applies")?.word(Standard.Applicability.allCases, &findings)
        let counting = table.optional("counting")?.word(Standard.Counting.allCases, &findings)
        let rows = ThresholdRows(table, &findings)
        let measure = table.optional("measure").flatMap { MeasureForm($0, &findings)?.measure }
        let taken = self.taken(table, &findings)
        guard let id, let clause, let kind, let text, let population else { return nil }
        let standard = Standard(
            id: id, clause: clause, kind: kind, text: text, population: population,
            applies: applies ?? .always, start: table.optional("start")?.text(&findings),
            stop: table.optional("stop")?.text(&findings), counting: counting,
            thresholds: rows.thresholds,
            exclusions: table.list("exclusions", &findings).compactMap { $0.text(&findings) },
            windows: table.words("windows", Standard.Window.allCases, &findings), readings: taken,
            servedBy: table.list("served_by", &findings, .any).compactMap { $0.text(&findings) },
            measure: measure)
        guard findings.list.count == before else { return nil }
        checkKind(standard, table, &findings)
        checkReadings(standard, table, &findings)
        return standard
    }

    /// The readings a standard names, each an option of the section `readings:`.
    private func taken(_ table: Table, _ findings: inout Findings) -> [Standard.Reading] {
        table.mapping("readings", &findings).compactMap { number, field in
            guard let readings else {
                findings.add(field, value: "the reading \(number)", expected: "a section readings")
                return nil
            }
            guard let row = readings.rows.first(where: { $0.number == number }) else {
                findings.add(
                    field, value: "the reading \(number)", expected: "a number of the section readings")
                return nil
            }
            guard let option = field.scalar, row.options.contains(option) else {
                findings.add(field, expected: "an option of \(number): \(Field.choice(row.options))")
                return nil
            }
            return Standard.Reading(number, option)
        }
    }

    /// A clock says what it counts, a figure how it is computed; nothing else has either.
    private func checkKind(_ standard: Standard, _ table: Table, _ findings: inout Findings) {
        switch standard.kind {
        case .clock:
            for key in ["start", "stop", "counting", "thresholds", "measure"] {
                _ = table.required(key, &findings, expected: "the key \"\(key)\", which a clock has")
            }
        case .metric:
            for key in ["thresholds", "measure"] {
                _ = table.required(key, &findings, expected: "the key \"\(key)\", which a metric has")
            }
        case .control, .practice:
            // What a gate holds back can be counted; nothing else of a control can.
            if let field = table.optional("measure") {
                if standard.measure?.isOfGates != true {
                    findings.add(field, expected: "in a control only completeness, in-order or most-days")
                }
                for key in ["thresholds", "windows"] { _ = table.required(key, &findings) }
            }
        }
        let isAttainment: Bool
        if case .clockAttainment? = standard.measure { isAttainment = true } else { isAttainment = false }
        for (threshold, field) in zip(standard.thresholds, table.list("thresholds", &findings)) {
            if threshold.within == nil, isAttainment {
                findings.add(field, expected: "within, the name of the clock's threshold")
            } else if threshold.within != nil, !isAttainment {
                findings.add(field, expected: "within only beside the measure clock-attainment")
            }
        }
    }

    /// A reading that says which day is the first must agree with how the clock counts, and one that asks
    /// whether the member is content needs to know how long silence is.
    private func checkReadings(_ standard: Standard, _ table: Table, _ findings: inout Findings) {
        if standard.acceptance != nil, standard.measure?.silenceDays == nil,
            let field = table.optional("measure")
        {
            findings.add(field, expected: "clock-attainment with silence_days, for the reading A14")
        }
        guard standard.kind == .clock, let counting = standard.counting,
            let field = table.optional("readings")
        else { return }
        for reading in standard.readings {
            let row = Self.countings.first { $0.number == reading.number && $0.option == reading.option }
            guard let row, !row.countings.contains(counting) else { continue }
            findings.add(
                field, value: "\(reading.number): \(reading.option) beside \(counting.rawValue)",
                expected: "a counting of \(row.word)")
        }
    }

    /// Options that say how a clock counts, so that neither can be changed without the other.
    private static let countings: [Counting] = [
        Counting("A04", "day-one", "day1", [.calendarDayOne, .workdayDayOne]),
        Counting("A04", "member-services-only", "after", [.calendarAfter, .workdayAfter]),
        Counting("A05", "receipt-day", "day1", [.calendarDayOne, .workdayDayOne]),
        Counting("A05", "next-day", "after", [.calendarAfter, .workdayAfter]),
        Counting("A15", "as-worded", "elapsed time", [.elapsed]),
        Counting("A15", "business-hours", "business hours", [.businessHours]),
        Counting("A19", "elapsed", "elapsed time", [.elapsed]),
        Counting("A19", "business-hours", "business hours", [.businessHours]),
        Counting("A36", "calendar-days", "calendar days", [.calendarDayOne, .calendarAfter]),
        Counting("A36", "workdays", "workdays", [.workdayDayOne, .workdayAfter]),
    ]

    private struct Counting {
        let number: String
        let option: String
        let word: String
        let countings: [Standard.Counting]

        init(_ number: String, _ option: String, _ word: String, _ countings: [Standard.Counting]) {
            self.number = number
            self.option = option
            self.word = word
            self.countings = countings
        }
    }
}

extension Measure {
    /// True of what is measured at the gates of work.
    fileprivate var isOfGates: Bool {
        switch self {
        case .completeness, .inOrder, .mostDays: true
        default: false
        }
    }

    /// How long silence is, where the measure says it.
    fileprivate var silenceDays: Int? {
        if case .clockAttainment(let population) = self { population.silenceDays } else { nil }
    }
}
