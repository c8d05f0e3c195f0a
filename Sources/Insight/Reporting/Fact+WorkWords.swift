internal import Contacts
internal import Facts

extension Fact {
    /// The words of what happens to work items.
    var workWords: String {
        if case .workItemReceived(let fact) = self {
            return "work item of class \(fact.workClass) received at \(fact.received)\(list(fact.facts)), "
                + "brought by \(fact.by)"
        }
        if case .workItemReported(let fact) = self {
            return "reported: \(fact.change) at \(fact.at)" + proof(fact.by, fact.evidence)
        }
        if case .workItemOpened(let fact) = self {
            let clocks = fact.clocks.map(\.clock.name.rawValue).joined(separator: ", ")
            return "tracked as \(fact.workClass), clocks: \(clocks.isEmpty ? "none" : clocks)"
        }
        if case .workItemChanged(let fact) = self {
            let end = fact.standing == .open ? "" : "; it is over"
            return "\(fact.change) at \(fact.at)" + proof(fact.by, fact.evidence) + end
        }
        guard case .workItemRefused(let fact) = self else { return kind.description }
        return "\(fact.change), said by \(fact.by), has no effect: \(fact.reason)"
    }

    private func list(_ facts: [WorkFact]) -> String {
        facts.isEmpty ? "" : " (" + facts.map(\.description).joined(separator: ", ") + ")"
    }
}

/// Who did it and where that is proved, as far as it is known.
func proof(_ by: ActorName?, _ evidence: EvidenceToken?) -> String {
    (by.map { ", by \($0)" } ?? "") + (evidence.map { ", evidence \($0)" } ?? "")
}
