/// A short fact about a work item, by which clocks are chosen and reports filter: `network: yes`.
///
/// Names and short tokens, never member content; which facts a class takes stands in work.yaml.
public struct WorkFact: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// What it is about.
    public var name: Name<NameKind.WorkFact>
    /// What is the case.
    public var value: Name<NameKind.WorkFactValue>

    /// Makes the fact that `name` is `value`.
    public init(_ name: Name<NameKind.WorkFact>, _ value: Name<NameKind.WorkFactValue>) {
        self.name = name
        self.value = value
    }

    public static func < (left: WorkFact, right: WorkFact) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }

    /// `network=yes`.
    public var description: String { "\(name)=\(value)" }
}

/// What a report about a work item says.
public enum WorkChange: Hashable, Sendable, Codable {
    /// Something happened to it.
    case event(WorkEvent)
    /// It is of another class; its receipt stays, every due is computed anew.
    case reclassified(WorkClass)
    /// These facts are the case now; others stay as they were.
    case facts([WorkFact])
    /// It was received at another instant; every due from receipt is computed anew.
    case received(Instant)
}

extension WorkChange: CustomStringConvertible {
    /// `completed`, `reclassified to claim`, `network=no`.
    public var description: String {
        switch self {
        case .event(let event): event.rawValue
        case .reclassified(let name): "reclassified to \(name)"
        case .facts(let facts): facts.map(\.description).joined(separator: ", ")
        case .received(let instant): "receipt corrected to \(instant)"
        }
    }
}

extension [WorkFact] {
    /// These facts with `changes` put over them, ascending by name.
    public func replacing(_ changes: [WorkFact]) -> [WorkFact] {
        var merged = filter { old in !changes.contains { $0.name == old.name } }
        merged.append(contentsOf: changes)
        return merged.sorted()
    }
}
