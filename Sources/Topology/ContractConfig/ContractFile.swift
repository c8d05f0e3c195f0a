package import Config
import Contacts
package import Standards

/// contract.yaml: what the contract fixes and the standards depend on.
package struct ContractFile {
    /// The contract; nil when it could not be read.
    package var contract: Contract?
    /// The standards it names, with their places.
    package var named: [Placed<Standard.ID>] = []

    private static let keys = [
        "name", "start_of_health_care_delivery", "option_periods", "regions", "overseas",
        "duplicate_claims_system", "calls_outside_opening_hours", "exclusions", "outages",
    ]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let file = Table(root, keys: ["version", "contract"], &findings) else { return }
        file.requireVersion(&findings)
        guard let field = file.required("contract", &findings),
            let table = Table(field, keys: Self.keys, &findings)
        else { return }
        let before = findings.list.count
        let name: Name<ContractFile>? = table.name("name", &findings, expected: "the contract's name")
        let start = table.required("start_of_health_care_delivery", &findings)?.date(&findings)
        let periods = Self.periods(table, start: start, &findings)
        _ = table.required("regions", &findings)
        let regions: [Placed<Contract.Region>] = table.names("regions", &findings)
        let overseas = table.required("overseas", &findings)?.truth(&findings)
        let system = table.required("duplicate_claims_system", &findings).flatMap {
            Self.duplicateSystem($0, &findings)
        }
        let hours = table.optional("calls_outside_opening_hours")?
            .word(Standard.ClosedHours.allCases, &findings)
        let exclusions = table.list("exclusions", &findings, .any).compactMap { exclusion($0, &findings) }
        let outages = table.list("outages", &findings, .any).compactMap { outage($0, &findings) }
        guard let name, let start, let overseas, let system, findings.list.count == before else { return }
        contract = Contract(
            name: name.rawValue, start: start, optionPeriods: periods, regions: regions.map(\.value),
            isOverseas: overseas, duplicateSystemInstalled: system.installed,
            duplicateStandardMonth: system.month, closedHours: hours ?? .atAllTimes, exclusions: exclusions,
            outages: outages)
    }

    /// Option periods: numbered from 1, each beginning on the day after the one before.
    private static func periods(
        _ table: Table, start: CivilDate?, _ findings: inout Findings
    ) -> [Contract.OptionPeriod] {
        var periods: [Contract.OptionPeriod] = []
        for item in table.required("option_periods", &findings)?.items(&findings) ?? [] {
            guard let row = Table(item, keys: ["number", "from", "to"], &findings) else { continue }
            let number = row.required("number", &findings)?.integer(1...99, &findings)
            let from = row.required("from", &findings)
            let first = from?.date(&findings)
            let to = row.required("to", &findings)
            let last = to?.date(&findings)
            guard let number, let from, let first, let to, let last else { continue }
            if number != periods.count + 1 {
                findings.add(item, value: "\(number)", expected: "the number \(periods.count + 1)")
            }
            if let next = periods.last?.to.advanced(byDays: 1), first != next {
                findings.add(from, expected: "\(next), the day after the period before")
            }
            if periods.isEmpty, let start, first < start {
                findings.add(from, expected: "no option period before health care delivery starts")
            }
            if last < first { findings.add(to, expected: "a day not before \(first)") }
            periods.append(Contract.OptionPeriod(number, from: first, to: last))
        }
        return periods
    }

    private static func duplicateSystem(
        _ field: Field, _ findings: inout Findings
    ) -> (installed: CivilDate, month: Int)? {
        let keys = ["installed", "standard_begins_in_month"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let installed = table.required("installed", &findings)?.date(&findings)
        let month = table.required("standard_begins_in_month", &findings)?.integer(6...7, &findings)
        guard let installed, let month else { return nil }
        return (installed, month)
    }

    private mutating func exclusion(_ field: Field, _ findings: inout Findings) -> Contract.Exclusion? {
        guard let table = Table(field, keys: ["standard", "clause", "fact"], &findings) else { return nil }
        let standard = table.required("standard", &findings)
        let id: Standard.ID? = standard?.name(&findings, expected: "a standard's id")
        let clause = Self.clause(table, &findings)
        let fact = table.required("fact", &findings)
        let conditions = fact.map { MeasureForm.conditions($0, &findings) } ?? []
        if let fact, conditions.count != 1 {
            findings.add(fact, expected: "one fact with the values that leave an item out")
        }
        guard let standard, let id, let clause, let condition = conditions.first else { return nil }
        named.append(Placed(id, standard))
        return Contract.Exclusion(id, clause: clause, fact: condition.fact, values: condition.values)
    }

    private mutating func outage(_ field: Field, _ findings: inout Findings) -> Contract.Outage? {
        let keys = ["standards", "clause", "from", "to", "evidence"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        _ = table.required("standards", &findings)
        let standards: [Placed<Standard.ID>] = table.names("standards", &findings)
        let clause = Self.clause(table, &findings)
        let from = table.required("from", &findings)?.date(&findings)
        let end = table.required("to", &findings)
        let to = end?.date(&findings)
        let expected = "what shows that the Government caused it"
        let evidence = table.required("evidence", &findings, expected: expected)?.text(&findings)
        guard let clause, let from, let end, let to, let evidence else { return nil }
        if to < from { findings.add(end, expected: "a day not before \(from)") }
        named += standards
        return Contract.Outage(
            standards.map(\.value), clause: clause, from: from, to: to, evidence: evidence)
    }

    /// Nothing is left out and no time is forgiven but by a clause.
    private static func clause(_ table: Table, _ findings: inout Findings) -> String? {
        table.required("clause", &findings, expected: "the clause that allows it")?.text(&findings)
    }
}
