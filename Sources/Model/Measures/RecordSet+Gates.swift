import BusinessTime
import Contacts
import Standards

/// What the gates of work items let through and held back.
extension RecordSet {
    /// A report of an item that was whole or not.
    private struct Attempt {
        var at: Instant
        /// How many of the parts that are looked at were not there.
        var lacking: Int
    }

    /// How whole the reports of a window were.
    ///
    /// An item counts once, as its last report in the window was: what was refused and then reported whole is
    /// whole, what was refused only is not. What was never reported is in no window.
    ///
    /// - Source: decision 0049.
    func completeness(_ rule: Measure.Completeness, in window: ReportWindow) -> Figure {
        var (whole, partial) = ([Subject](), [Subject]())
        var fewest = rule.needs.count
        for (item, attempts) in attempts(rule, in: window) {
            guard let last = attempts.last else { continue }
            if last.lacking == 0 { whole.append(.contact(item)) } else { partial.append(.contact(item)) }
            fewest = min(fewest, rule.needs.count - last.lacking)
        }
        switch rule.form {
        case .share: return Figure(counted: whole, others: partial)
        case .fewest:
            guard !whole.isEmpty || !partial.isEmpty else { return .noData(.count) }
            return Figure(Ratio(Int64(fewest), of: 1), .count, counted: whole, others: partial)
        }
    }

    /// Items that were whole in the end, but not at first.
    func refusedFirst(_ rule: Measure.Completeness, in window: ReportWindow) -> [Subject] {
        attempts(rule, in: window).compactMap { item, attempts in
            attempts.last?.lacking == 0 && attempts.contains { $0.lacking > 0 } ? .contact(item) : nil
        }
    }

    /// The reports of each item in the window, in order; a refused one goes before one that was taken at the
    /// same instant.
    private func attempts(
        _ rule: Measure.Completeness, in window: ReportWindow
    ) -> [(item: Contact.ID, attempts: [Attempt])] {
        items.compactMap { item in
            guard rule.classes.contains(where: { $0.rawValue == item.itemClass.rawValue }) else { return nil }
            let refused = item.refusals.filter { $0.event == rule.event }.compactMap { refusal -> Attempt? in
                let lacking = rule.needs.count { refusal.lacks.contains($0) }
                return lacking == 0 ? nil : Attempt(at: refusal.at, lacking: lacking)
            }
            let taken = takings(of: item, rule).map { Attempt(at: $0, lacking: 0) }
            let all = (refused + taken).filter { window.start <= $0.at && $0.at < window.end }
            guard !all.isEmpty else { return nil }
            return (item.item, all.sorted { ($0.at, -$0.lacking) < ($1.at, -$1.lacking) })
        }
    }

    /// When what a rule looks at was taken: the event happened, or the facts came to be so.
    private func takings(of item: ItemRecord, _ rule: Measure.Completeness) -> [Instant] {
        func isSo(_ facts: [String: String]) -> Bool {
            rule.matching.allSatisfy { condition in
                facts[condition.fact].map { condition.values.isEmpty || condition.values.contains($0) }
                    ?? false
            }
        }
        if let event = rule.event {
            return isSo(item.facts) ? item.events.filter { $0.name == event }.map(\.at) : []
        }
        var takings: [Instant] = []
        var wasSo = false
        for statement in item.statements {
            let isSo = isSo(statement.facts)
            if isSo, !wasSo { takings.append(statement.at) }
            wasSo = isSo
        }
        return takings
    }

    // MARK: Order

    /// The share of the items taken up in the window before which no older one of their line waited.
    ///
    /// By the instants at which it happened, whenever it was told: an item waits from receipt until a fact of
    /// `waits` is another, or it is over. Older is what was received before, and of one instant the lower
    /// number. What was withdrawn was not taken up.
    ///
    /// - Source: TOM 1-3 ¶6.2.
    func inOrder(
        _ classes: [WorkClass], waits: [Measure.Condition], by: String?, in window: ReportWindow
    ) -> Figure {
        var steps: [Step] = []
        for item in items where classes.contains(where: { $0.rawValue == item.itemClass.rawValue }) {
            let place = Waiting(received: item.received, item: item.item)
            let line = by.flatMap { item.facts[$0] } ?? ""
            let left = item.leaves(waits)
            steps.append(Step(at: item.received, kind: .comes, line: line, place: place))
            if let left { steps.append(Step(at: left.at, kind: left.kind, line: line, place: place)) }
        }
        steps.sort()
        var lines: [String: SortedKeys<Waiting>] = [:]
        var (ordered, others) = ([Subject](), [Subject]())
        for step in steps {
            switch step.kind {
            case .comes: lines[step.line, default: SortedKeys()].insert(step.place)
            case .goes: lines[step.line]?.remove(step.place)
            case .isTaken:
                let first = lines[step.line]?.first
                lines[step.line]?.remove(step.place)
                guard window.start <= step.at, step.at < window.end else { continue }
                if first == step.place {
                    ordered.append(.contact(step.place.item))
                } else {
                    others.append(.contact(step.place.item))
                }
            }
        }
        return Figure(counted: ordered, others: others)
    }

    private struct Waiting: Hashable, Comparable, Codable {
        var received: Instant
        var item: Contact.ID

        static func < (left: Waiting, right: Waiting) -> Bool {
            (left.received, left.item) < (right.received, right.item)
        }
    }

    private struct Step: Comparable {
        var at: Instant
        var kind: ItemRecord.Leaving.Kind
        var line: String
        var place: Waiting

        static func < (left: Step, right: Step) -> Bool {
            (left.at, left.kind.rawValue, left.place) < (right.at, right.kind.rawValue, right.place)
        }
    }

    // MARK: Days

    /// The most days between two dates of an item, of those completed in the window.
    ///
    /// - Source: TOM 1-3 ¶4.1; reading A38.
    func mostDays(
        _ classes: [WorkClass], _ facts: (from: String, to: String), in window: ReportWindow, _ cohort: Cohort
    ) -> Figure {
        let dated = dated(classes, in: window, cohort).compactMap { item in
            item.days(facts).map { (days: $0, subject: Subject.contact(item.item)) }
        }
        guard let most = dated.map(\.days).max() else { return .noData(.count) }
        return Figure(
            Ratio(Int64(most), of: 1), .count, counted: dated.map(\.subject),
            note: "the most of \(dated.count)")
    }

    /// Items of the window that do not say both dates.
    func undated(
        _ classes: [WorkClass], _ facts: (from: String, to: String), in window: ReportWindow, _ cohort: Cohort
    ) -> [Subject] {
        dated(classes, in: window, cohort).filter { $0.days(facts) == nil }.map { .contact($0.item) }
    }

    private func dated(
        _ classes: [WorkClass], in window: ReportWindow, _ cohort: Cohort
    ) -> [ItemRecord] {
        let all: [ItemRecord]
        switch cohort {
        case .completion: all = Array(itemsByCompletion.records(in: window))
        case .receipt: all = Array(itemsByReceipt.records(in: window))
        }
        return all.filter { item in classes.contains { $0.rawValue == item.itemClass.rawValue } }
    }
}

extension ItemRecord {
    /// How an item left the line of those that wait.
    fileprivate struct Leaving {
        /// In the order in which what happens at one instant is taken.
        enum Kind: Int {
            case comes, goes, isTaken
        }

        var at: Instant
        var kind: Kind
    }

    /// When it was taken up, or went without; nil while it waits.
    fileprivate func leaves(_ waits: [Measure.Condition]) -> Leaving? {
        let moved = statements.filter { statement in
            waits.contains { condition in
                statement.facts[condition.fact].map { !condition.values.contains($0) } ?? false
            }
        }.min { $0.at < $1.at }
        let over = turns.first { $0.status != .open }
        guard let over, over.at < moved?.at ?? .distantFuture else {
            return moved.map { Leaving(at: $0.at, kind: .isTaken) }
        }
        return Leaving(at: over.at, kind: over.status == .withdrawn ? .goes : .isTaken)
    }

    /// Days from one date that is said of it to another; nil when one is not said.
    fileprivate func days(_ names: (from: String, to: String)) -> Int? {
        guard let from = facts[names.from].flatMap({ CivilDate($0) }),
            let to = facts[names.to].flatMap({ CivilDate($0) })
        else { return nil }
        return to.daysSinceEpoch - from.daysSinceEpoch
    }
}
