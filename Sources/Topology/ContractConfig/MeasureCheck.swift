package import Config
import Contacts
package import Standards

/// Whether measures ask only for classes, facts, values and events that a work item can have: a share over a
/// misspelt fact would be empty for ever, and read "no data".
package struct MeasureCheck {
    private let work: WorkFile
    private let clocks: [StandardClock]

    package init(work: WorkFile, clocks: [StandardClock]) {
        self.work = work
        self.clocks = clocks
    }

    package func run(_ register: RegisterFile, _ contract: ContractFile?, _ findings: inout Findings) {
        for place in register.standards {
            if let fault = place.value.measure.flatMap({ fault(of: $0) }) {
                findings.add(place.field, value: fault.value, expected: fault.expected)
            }
        }
        for exclusion in contract?.contract?.exclusions ?? [] {
            let standard = register.standards.first { $0.value.id == exclusion.standard }?.value
            let condition = Measure.Condition(exclusion.fact, exclusion.values)
            let place = contract?.named.first { $0.value == exclusion.standard }
            guard let classes = standard?.measure.map({ self.classes(of: $0) }), let place,
                let fault = fault(of: [condition], on: classes)
            else { continue }
            findings.add(place.field, value: fault.value, expected: fault.expected)
        }
    }

    private struct Fault {
        var value: String
        var expected: String
    }

    /// The classes of items that a measure is about; none when it is about contacts.
    private func classes(of measure: Measure) -> [WorkClass] {
        switch measure {
        case .clockAttainment(let population):
            let own = clocks.first { $0.name == population.clock }?.appliesTo.classes ?? []
            return population.classes.isEmpty ? own : population.classes
        case .share(let share), .reduction(let share): return share.classes
        case .ratio(let ratio): return ratio.classes
        case .rollingCount(_, let classes, _), .monthEndAge(let classes, _, _),
            .inOrder(let classes, _, _), .mostDays(let classes, _, _):
            return classes
        case .completeness(let rule): return rule.classes
        default: return []
        }
    }

    private func fault(of measure: Measure) -> Fault? {
        let classes = classes(of: measure)
        for name in classes where work.row(of: name) == nil {
            let known = work.rows.map(\.rule.name.rawValue)
            return Fault(
                value: "the class \"\(name)\"", expected: "a class of the work file: \(Field.choice(known))")
        }
        switch measure {
        case .clockAttainment(let population):
            return fault(of: population.matching + population.except, on: classes)
        case .share(let share), .reduction(let share):
            guard share.of == .items else { return nil }
            let by = share.by.map { [Measure.Condition($0, [])] } ?? []
            return fault(of: share.matching + share.except + share.numerator + by, on: classes)
        case .ratio(let ratio):
            let numbers = [ratio.numerator, ratio.denominator].map { Measure.Condition($0, []) }
            return fault(of: ratio.matching + numbers, on: classes)
        case .rollingCount(let events, _, _):
            return events.lazy.compactMap { self.fault(ofEvent: $0, on: classes) }.first
        case .monthEndAge(_, _, let open): return fault(of: open, on: classes)
        case .inOrder(_, let waits, let by):
            return fault(of: waits + (by.map { [Measure.Condition($0, [])] } ?? []), on: classes)
        case .mostDays(_, let from, let to):
            return fault(of: [Measure.Condition(from, []), Measure.Condition(to, [])], on: classes)
        case .completeness(let rule): return fault(of: rule, on: classes)
        default: return nil
        }
    }

    /// A part that no row of `needs:` asks for would never be lacking, and the figure always whole.
    private func fault(of rule: Measure.Completeness, on classes: [WorkClass]) -> Fault? {
        if let event = rule.event, let fault = fault(ofEvent: event, on: classes) { return fault }
        if let fault = fault(of: rule.matching, on: classes) { return fault }
        for row in classes.compactMap({ work.row(of: $0)?.rule }) {
            let asked = row.needs.filter { need in
                rule.event.map { need.events.map(\.rawValue).contains($0) } ?? need.events.isEmpty
            }
            let known = asked.flatMap(\.asked)
            guard let odd = rule.needs.first(where: { !known.contains($0) }) else { continue }
            return Fault(
                value: "the need \"\(odd)\"", expected: "what \(row.name) needs: \(Field.choice(known))")
        }
        return nil
    }

    private func fault(of conditions: [Measure.Condition], on classes: [WorkClass]) -> Fault? {
        for condition in conditions {
            for rule in classes.compactMap({ work.row(of: $0)?.rule }) {
                guard let fact = rule.facts.first(where: { $0.name.rawValue == condition.fact }) else {
                    let known = rule.facts.map(\.name.rawValue)
                    return Fault(
                        value: "the fact \"\(condition.fact)\"",
                        expected: "a fact of \(rule.name): \(Field.choice(known))")
                }
                let values = fact.values.map(\.rawValue)
                guard !values.isEmpty, let odd = condition.values.first(where: { !values.contains($0) })
                else { continue }
                return Fault(
                    value: "\(condition.fact): \(odd)", expected: "one of \(Field.choice(values))")
            }
        }
        return nil
    }

    private func fault(ofEvent event: String, on classes: [WorkClass]) -> Fault? {
        for rule in classes.compactMap({ work.row(of: $0)?.rule })
        where !rule.events.contains(where: { $0.name.rawValue == event }) {
            let known = rule.events.map(\.name.rawValue)
            return Fault(
                value: "the event \"\(event)\"",
                expected: "an event of \(rule.name): \(Field.choice(known))")
        }
        return nil
    }
}
