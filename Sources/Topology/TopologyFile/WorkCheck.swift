import Config
import Contacts
import ContractConfig
import Standards

/// Whether the clocks on work items speak of classes, facts and events that work.yaml has.
struct WorkCheck {
    let files: TopologyFiles

    func run(_ findings: inout Findings, inquiryTypes: Set<InquiryType>?) {
        for row in files.work.rows {
            guard let type = row.inquiryType, let known = inquiryTypes, !known.contains(type.value) else {
                continue
            }
            findings.add(type.field, expected: "a type of inquiry of the routing file")
        }
        guard !files.work.rows.isEmpty else { return }
        for clock in files.standards.clocks where clock.value.item != nil { check(clock, &findings) }
    }

    private func check(_ clock: Placed<StandardClock>, _ findings: inout Findings) {
        let scope = clock.value.appliesTo
        for name in scope.classes {
            guard let rule = files.work.row(of: name)?.rule else {
                let known = files.work.rows.map(\.rule.name.rawValue)
                findings.add(
                    clock.field, value: "the class \"\(name)\"",
                    expected: "a class of the work file: \(Field.choice(known))")
                continue
            }
            for one in scope.cases + scope.except where one.classes.contains(name) {
                guard let fault = rule.fault(of: one.facts) else { continue }
                findings.add(
                    clock.field, value: fault.field, expected: "what \(name) may have: \(fault.reason)")
            }
            checkEvents(of: clock, rule, &findings)
        }
    }

    private func checkEvents(
        of clock: Placed<StandardClock>, _ rule: WorkClassRule, _ findings: inout Findings
    ) {
        let suspension = clock.value.suspension
        let paused = suspension.map { [$0.begins, $0.ends] } ?? []
        let terms = clock.value.item
        let starts = [terms?.startsAt, terms?.startsAfter].compactMap(\.self)
        let ends = (terms?.stopsAt ?? []) + (terms?.lapsesAt ?? [])
        for event in starts + ends + paused where rule.event(event) == nil {
            findings.add(
                clock.field, value: "the event \"\(event)\"",
                expected: "an event of \(rule.name): \(Field.choice(rule.events.map(\.name.rawValue)))")
        }
        guard let suspension, rule.event(suspension.begins)?.evidence == .optional else { return }
        findings.add(
            clock.field, value: "a suspension that begins at \"\(suspension.begins)\"",
            expected: "an event that needs evidence in \(rule.name)")
    }
}
