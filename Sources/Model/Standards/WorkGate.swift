public import Contacts

/// What is known of a work item when something more is said of it.
public struct WorkKnowledge: Hashable, Sendable {
    /// What is the case, each fact once.
    public var facts: [WorkFact]
    /// What has happened to it, each event once.
    public var happened: [WorkEvent]

    /// Makes what is known.
    public init(facts: [WorkFact] = [], happened: [WorkEvent] = []) {
        self.facts = facts
        self.happened = happened
    }
}

/// What a report lacks of what clauses ask for it.
public struct WorkLack: Hashable, Sendable {
    /// The facts and events that are not there, or not as they have to be.
    public var names: [String]
    /// What was expected, by which clause.
    public var reason: String

    /// Makes a lack.
    public init(_ names: [String], _ reason: String) {
        self.names = names
        self.reason = reason
    }
}

/// What a report does to an item that stands in a class.
public enum WorkAnswer: Hashable, Sendable {
    /// These changes follow, one after the other.
    case changes([WorkChange])
    /// Something of it cannot be.
    case wrong(WorkFault)
    /// Something is lacking.
    case lacking(WorkLack)
}

extension WorkClassRule {
    /// What follows from a report, over what is known.
    ///
    /// - Parameters:
    ///   - change: what is reported.
    ///   - said: facts that are said with an event; they are the case before it.
    ///   - known: of the item.
    ///   - date: the local date on which it happened.
    ///   - later: the class that an item becomes, when it is another one.
    public func answer(
        to change: WorkChange, with said: [WorkFact] = [], over known: WorkKnowledge, on date: CivilDate,
        becoming later: WorkClassRule? = nil
    ) -> WorkAnswer {
        switch change {
        case .facts(let facts):
            return stated(facts, over: known, on: date) { .changes([.facts($0)]) }
        case .event(let event):
            return stated(said, over: known, on: date) { facts in
                let merged = WorkKnowledge(facts: known.facts.replacing(facts), happened: known.happened)
                let asked = needs.filter { $0.events.contains(event) }
                if let lack = lack(asked, merged, on: date) { return .lacking(lack) }
                guard reopens.contains(event) else {
                    return .changes((facts.isEmpty ? [] : [.facts(facts)]) + [.event(event)])
                }
                // What was done before it was opened again has to be said anew.
                let again = firsts(over: known.facts).replacing(facts)
                return .changes([.event(event)] + (again.isEmpty ? [] : [.facts(again)]))
            }
        case .reclassified(let name):
            let asked = needs.filter { $0.classes.contains(name) }
            if let lack = lack(asked, known, on: date) { return .lacking(lack) }
            let follows = later?.derived(from: known.facts) ?? []
            return .changes([change] + (follows.isEmpty ? [] : [.facts(follows)]))
        case .received: return .changes([change])
        }
    }

    /// What is the case of an item that comes in with these facts.
    public func taken(_ facts: [WorkFact], on date: CivilDate) -> WorkAnswer {
        // What follows from nothing said is said too: an unknown date counts, and it is seen that it does.
        let all = facts.isEmpty ? derived(from: []) : facts
        return all.isEmpty ? .changes([]) : answer(to: .facts(all), over: WorkKnowledge(), on: date)
    }

    /// The line in which an item stands until somebody takes it up; nil when it stands in none.
    public func line(of facts: [WorkFact]) -> String? {
        guard let order, order.waits.holds(value(of: order.waits.fact, in: facts)) else { return nil }
        guard let by = order.by else { return name.rawValue }
        return "\(name)/\(value(of: by, in: facts)?.rawValue ?? "")"
    }

    // MARK: Facts

    /// Facts with what is computed from them, once nothing speaks against them.
    private func stated(
        _ facts: [WorkFact], over known: WorkKnowledge, on date: CivilDate,
        _ follows: ([WorkFact]) -> WorkAnswer
    ) -> WorkAnswer {
        for fact in facts {
            if let fault = fault(of: fact, over: known.facts) { return .wrong(fault) }
        }
        let merged = known.facts.replacing(facts)
        for rule in self.facts {
            guard let computed = rule.computed, let said = facts.first(where: { $0.name == rule.name }),
                said.value != computed.value(over: merged)
            else { continue }
            return .wrong(WorkFault("facts.\(rule.name)", computed.against(said, merged)))
        }
        let all = facts.isEmpty ? facts : facts.replacing(derived(from: merged))
        let known = WorkKnowledge(facts: known.facts.replacing(all), happened: known.happened)
        let asked = needs.filter { need in
            need.events.isEmpty && need.classes.isEmpty
                && need.named.contains { name in all.contains { $0.name == name } }
        }
        return lack(asked, known, on: date).map { .lacking($0) } ?? follows(all)
    }

    /// What is wrong with where a fact goes from what it was.
    private func fault(of fact: WorkFact, over known: [WorkFact]) -> WorkFault? {
        guard let rule = facts.first(where: { $0.name == fact.name }), !rule.moves.isEmpty,
            let before = value(of: fact.name, in: known), before != fact.value
        else { return nil }
        let may = rule.moves[before] ?? []
        guard !may.contains(fact.value) else { return nil }
        let known = may.isEmpty ? "nothing else" : may.map(\.rawValue).joined(separator: " or ")
        return WorkFault(
            "facts.\(fact.name)", "\(fact.value) does not follow \(before); expected \(known)")
    }

    /// What is computed and not the case yet.
    func derived(from facts: [WorkFact]) -> [WorkFact] {
        self.facts.compactMap { rule in
            guard let value = rule.computed?.value(over: facts) else { return nil }
            return facts.value(of: rule.name) == value ? nil : WorkFact(rule.name, value)
        }
    }

    /// What is as in the beginning again, where it is something else now.
    private func firsts(over facts: [WorkFact]) -> [WorkFact] {
        self.facts.compactMap { rule in
            guard let first = rule.first, let value = facts.value(of: rule.name) else { return nil }
            return value == first ? nil : WorkFact(rule.name, first)
        }
    }

    private func value(
        of name: Name<NameKind.WorkFact>, in facts: [WorkFact]
    ) -> Name<NameKind.WorkFactValue>? {
        facts.value(of: name) ?? self.facts.first { $0.name == name }?.first
    }

    // MARK: Needs

    /// What of `asked` is not there; nil when nothing is lacking.
    private func lack(_ asked: [WorkNeed], _ known: WorkKnowledge, on date: CivilDate) -> WorkLack? {
        var names: [String] = []
        var reasons: [String] = []
        for need in asked where need.when.allSatisfy({ $0.holds(value(of: $0.fact, in: known.facts)) }) {
            let wants = wants(of: need, known, on: date)
            guard !wants.isEmpty else { continue }
            names += wants.flatMap(\.names).filter { !names.contains($0) }
            let words = wants.map(\.words).joined(separator: ", ")
            reasons.append("\(words) (\(need.clause))")
        }
        guard !names.isEmpty else { return nil }
        let listed = names.joined(separator: ", ")
        return WorkLack(names, "\(listed) lacking; expected \(reasons.joined(separator: "; "))".cut())
    }

    private struct Want {
        var names: [String]
        var words: String
    }

    private func wants(of need: WorkNeed, _ known: WorkKnowledge, on date: CivilDate) -> [Want] {
        var wants: [Want] = []
        for condition in need.facts {
            let value = value(of: condition.fact, in: known.facts)
            guard !condition.holds(value) else { continue }
            let may = condition.values.map(\.rawValue).joined(separator: " or ")
            wants.append(want(condition.fact, may, value))
        }
        if !need.anyOf.isEmpty, !need.anyOf.contains(where: { value(of: $0, in: known.facts) != nil }) {
            let names = need.anyOf.map(\.rawValue)
            wants.append(Want(names: names, words: names.joined(separator: " or ")))
        }
        for pair in need.pairs {
            let (value, other) = (
                value(of: pair.fact, in: known.facts), value(of: pair.other, in: known.facts)
            )
            guard !pair.holds(value, other) else { continue }
            let word = pair.comparison == .same ? "the same as" : "at least"
            wants.append(want(pair.fact, "\(word) \(pair.other), \(other?.rawValue ?? "not said")", value))
        }
        for name in need.toCome {
            let value = value(of: name, in: known.facts)
            guard value.flatMap({ CivilDate($0.rawValue) }).map({ $0 < date }) ?? true else { continue }
            wants.append(want(name, "\(date) or later", value))
        }
        let missing = need.after.filter { !known.happened.contains($0) }
        return wants + missing.map { Want(names: [$0.rawValue], words: "\($0) before") }
    }

    private func want(
        _ name: Name<NameKind.WorkFact>, _ may: String, _ value: Name<NameKind.WorkFactValue>?
    ) -> Want {
        let words = may.isEmpty ? name.rawValue : "\(name) \(may)"
        return Want(names: [name.rawValue], words: words + (value.map { ", not \($0)" } ?? ""))
    }
}

extension WorkNeed.Pair {
    fileprivate func holds(
        _ value: Name<NameKind.WorkFactValue>?, _ other: Name<NameKind.WorkFactValue>?
    ) -> Bool {
        guard let value, let other else { return false }
        switch comparison {
        case .same: return value == other
        case .atLeast:
            guard let number = WorkFactForm.number(value.rawValue),
                let least = WorkFactForm.number(other.rawValue)
            else { return false }
            return number >= least
        }
    }
}

extension WorkClassRule.FactRule.Computed {
    /// Days from the first date to the second; nil while one is not known.
    private func days(over facts: [WorkFact]) -> Int? {
        guard let from = facts.value(of: from).flatMap({ CivilDate($0.rawValue) }),
            let to = facts.value(of: to).flatMap({ CivilDate($0.rawValue) })
        else { return nil }
        return to.daysSinceEpoch - from.daysSinceEpoch
    }

    /// What the fact is.
    func value(over facts: [WorkFact]) -> Name<NameKind.WorkFactValue> {
        guard let days = days(over: facts) else { return inTime }
        return days <= withinDays ? inTime : later
    }

    /// Why the fact is not what somebody says.
    func against(_ said: WorkFact, _ facts: [WorkFact]) -> String {
        let why =
            days(over: facts).map { days in
                "\(to) is \(days) days after \(from), and \(withinDays) are in time"
            } ?? "without \(from) and \(to) it counts as in time"
        return "\(said.value) is not so: \(why); expected \(value(over: facts))"
    }
}

extension [WorkFact] {
    /// What a fact is; nil when nobody said it.
    public func value(of name: Name<NameKind.WorkFact>) -> Name<NameKind.WorkFactValue>? {
        first { $0.name == name }?.value
    }
}
