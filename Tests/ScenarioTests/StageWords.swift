import Contacts
import Facts
import Kernel
import Reporting

extension Fact {
    /// What the fact says and of whom; nil for what stations only settle among themselves.
    func words(of station: StationName, at now: Instant) -> (subject: String, text: String)? {
        switch self {
        case .watermarkAsked, .watermark, .watermarkNoted, .watermarkAwaited, .reconciliationSent,
            .snapshotsAsked,
            .agentRequested, .agentShown, .attendanceChanged, .feasibilityJudged, .rateCounted:
            nil
        default: contact.map { ($0.description, explained(by: station, at: now, $0)) } ?? floorWords
        }
    }

    /// The words of `tierline explain`.
    private func explained(by station: StationName, at now: Instant, _ contact: Contact.ID) -> String {
        let header = EntryHeader(
            sequence: 1, at: now, kind: kind.rawValue, contact: contact.rawValue, cause: nil,
            destinations: [])
        let explanation = Explanation(
            of: contact, from: [AuditedFact(publisher: station, header: header, fact: self)])
        return explanation.lines.map(\.text).joined(separator: " ")
    }

    /// The words of what is about no contact, which `explain` has none for.
    private var floorWords: (subject: String, text: String) {
        switch self {
        case .agentStateChanged(let fact):
            (
                fact.agent.rawValue,
                fact.state.rawValue + (fact.reason.map { ": \($0)" } ?? "")
                    + (fact.imposed.map { " (and \($0))" } ?? "")
                    + (fact.work.isEmpty ? "" : ", with ")
                    + fact.work.map { "\($0.contact) \($0.phase.rawValue)" }.joined(separator: ", ")
                    + (fact.wrapUpUntil.map { " until \($0)" } ?? "")
            )
        case .requestRefused(let fact):
            (
                fact.agent?.rawValue ?? "",
                "\(fact.request) is refused: \(fact.reason)"
                    + (fact.items.isEmpty
                        ? "" : " (" + fact.items.map(\.description).joined(separator: ", ") + ")")
            )
        case .offerRefused(let fact):
            (fact.agent.rawValue, "the answer to \(fact.offer) is refused: \(fact.reason)")
        case .deskLinkChanged(let fact): ("", "the link to \(fact.desk) is \(fact.change.rawValue)")
        case .alarmGrew(let fact): ("", "alarm \(fact.alarm) stands for \(fact.count)")
        case .alarmAcknowledged(let fact): ("", "alarm \(fact.alarm) is acknowledged by \(fact.by)")
        case .alarmOverdue(let fact): ("", "alarm \(fact.alarm) was not acknowledged in time")
        case .outageNoted(let fact): ("", "nobody watched from \(fact.from) to \(fact.through)")
        case .calendarsRecounted(let fact):
            ("", "clocks are counted anew by the calendars of now, \(fact.left) left")
        default: ("", kind.description)
        }
    }
}
