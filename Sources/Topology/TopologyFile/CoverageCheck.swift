import Config
import Contacts
import ContractConfig
import Facts
import Router
import RouterConfig
import Standards
import WatchdogConfig

/// Whether each combination that a clause covers has its clocks, and whether routing and escalation speak of
/// inquiries and windows as the clocks do (decision 0042).
struct CoverageCheck {
    let files: TopologyFiles
    let work: [WorkFile.Row]

    func run(_ findings: inout Findings) {
        checkTypes(&findings)
        checkWindows(&findings)
        guard let demands = files.standards.demands else { return }
        for (place, holes) in Dictionary(grouping: coverage.exampleHoles, by: \.demand).sorted(by: {
            $0.key < $1.key
        }) {
            let field = demands.demands[place].field
            for (standard, of) in Dictionary(grouping: holes, by: \.standard).sorted(by: { $0.key < $1.key })
            {
                guard let hole = of.first else { continue }
                findings.add(
                    field, value: "no clock of \(standard) for \(hole.row.subject)",
                    expected: "one that applies to it, as \(hole.clause) demands")
            }
        }
    }

    /// What the register starts for everything that can come to this topology.
    var coverage: Coverage {
        let clocks = files.standards.clocks.map(\.value)
        let demands = files.standards.demands?.demands.map(\.value) ?? []
        let cases = (clocks.map(\.appliesTo) + demands.map(\.scope)).flatMap { $0.cases + $0.except }
        let types = files.routing.inquiryTypes.union(cases.flatMap(\.inquiryTypes))
        let classes = work.isEmpty ? [] : work.map(\.rule.name) + cases.flatMap(\.classes)
        let reasons = Set(files.escalation.rows.compactMap(\.row.reason) + cases.flatMap(\.reasons))
        return Coverage(
            clocks: clocks, demands: demands,
            domain: Coverage.Domain(
                inquiryTypes: types.sorted(), classes: Set(classes).sorted(),
                reasons: reasons.union([Self.otherReason]).sorted()), segments: files.segments?.table)
    }

    /// Stands for every reason that no file names.
    private static let otherReason: ReasonCode = "other"

    /// A type that a clock goes by and that routing calls otherwise would have another's clocks.
    private func checkTypes(_ findings: inout Findings) {
        guard let field = files.routing.typesField else { return }
        let scopes = files.standards.clocks.map(\.value.appliesTo)
        let named = Set(scopes.flatMap { $0.cases + $0.except }.flatMap(\.inquiryTypes))
        for type in named.subtracting(files.routing.inquiryTypes).sorted() {
            findings.add(
                field, value: "no type \"\(type)\"",
                expected: "every type by which a clock of the standards file goes")
        }
    }

    /// Somebody hears of each breach: a clock that nobody hears is as good as none.
    func checkHeard(_ findings: inout Findings) {
        guard let field = files.enforcement.field else { return }
        let rows = Dictionary(grouping: files.enforcement.rows, by: \.row.clock)
        for clock in files.standards.clocks.map(\.value) where clock.item == nil || !work.isEmpty {
            let own = rows[clock.name] ?? []
            for threshold in clock.thresholds where threshold.level == .breach {
                let isHeard = own.contains { row in
                    row.level.map { $0 == .breach } ?? (row.row.threshold == threshold.name)
                }
                guard !isHeard else { continue }
                findings.add(
                    field, value: "no row for \(threshold.name) of \(clock.name)",
                    expected: "somebody who hears of every breach")
            }
        }
    }

    /// What a row promises is a limit of a clock that its hand-offs start.
    private func checkWindows(_ findings: inout Findings) {
        for row in files.escalation.rows {
            guard let window = row.window else { continue }
            let clocks = files.standards.clocks.map(\.value).filter {
                $0.demandKind == .escalations && Self.meets($0.appliesTo, row.row)
            }
            guard !clocks.contains(where: { $0.hasBreach(after: window.value) }) else { continue }
            let known = clocks.map(\.name.rawValue)
            findings.add(
                window.field,
                expected: known.isEmpty
                    ? "no window: the standards file has no clock for such a hand-off"
                    : "the limit of \(Field.choice(known)), which the hand-off starts")
        }
    }

    /// True when some hand-off by `row` is in `scope`.
    private static func meets(_ scope: ClockScope, _ row: EscalationRow) -> Bool {
        let priorities = row.priority.map { [$0] } ?? Urgency.allCases
        let reasons = row.reason.map { [$0] } ?? scope.cases.flatMap(\.reasons) + [otherReason]
        return priorities.contains { priority in
            reasons.contains { scope.covers(.escalation(to: row.to, priority, for: $0)) }
        }
    }
}

extension StandardClock {
    /// True when the clock is breached after `length`, in the unit that it counts in.
    fileprivate func hasBreach(after length: TimeLength) -> Bool {
        thresholds.contains { threshold in
            guard threshold.level == .breach else { return false }
            switch (unit, length) {
            case (.elapsed, .elapsed(let microseconds)), (.businessHours, .business(let microseconds)),
                (.dailyBusinessHours, .dailyBusiness(let microseconds)):
                return threshold.amount == .microseconds(microseconds)
            case (.workdays, .businessDays(let count)), (.calendarDays, .calendarDays(let count)),
                (.months, .months(let count)):
                return threshold.amount == .days(count)
            case (.elapsed, _), (.businessHours, _), (.dailyBusinessHours, _), (.workdays, _),
                (.calendarDays, _), (.months, _):
                return false
            }
        }
    }
}
