import Contacts
import Standards

extension RecordSet {
    /// What was said of one of `facts` after its item was completed, and when, by item.
    ///
    /// An audit finds an error weeks later, and it counts in the window of the completion.
    func saidLate(_ facts: Set<String>, of subjects: [Subject]) -> [Subject] {
        subjects.flatMap { subject -> [Subject] in
            guard let id = subject.contact, let item = itemsByID[id], let completed = item.completed else {
                return []
            }
            var before: [String: String] = [:]
            return item.statements.compactMap { statement in
                defer { before = statement.facts }
                let isNews = facts.contains { statement.facts[$0] != before[$0] }
                return isNews && statement.noted > completed ? .said(id, statement.noted) : nil
            }
        }
    }
}

extension Measure.ClockPopulation {
    /// The facts that decide what it counts.
    var facts: Set<String> { Set((matching + except).map(\.fact)) }
}

extension Measure.Share {
    /// The facts that decide what it counts.
    var facts: Set<String> { Set((matching + except + numerator).map(\.fact) + [by].compactMap(\.self)) }
}

extension Measure.Ratio {
    /// The facts that decide what it counts.
    var facts: Set<String> { Set(matching.map(\.fact) + [numerator, denominator]) }
}
