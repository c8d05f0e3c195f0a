internal import Contacts
internal import Facts

// Parts of the words of facts that their templates in the .proto files name and cannot say themselves.

extension ContactReceived {
    /// What the adapter said of the receipt, where that does not count; older logs say nothing of it.
    var stampWords: String {
        stamped == received || stamped == ingested ? "" : ", stamped \(stamped) by its adapter"
    }
}

extension ThresholdPassed {
    /// What a reader must know beside the instant.
    var circumstances: String {
        (presumed ? ", presumed" : "") + (duringOutage ? ", while the watchdog was not running" : "")
    }
}

extension ClockSpanChanged {
    /// When what it has not passed is due now; nothing while it is suspended.
    var duesInWords: String { dues.isEmpty ? "" : ", due \(dues.listed)" }
}

extension BreachRetracted {
    /// What is taken back; older journals do not say and call both a breach.
    var levelInWords: String {
        switch level {
        case .warn: "warning"
        case .breach, nil: "breach"
        }
    }
}

extension ClockThreshold {
    /// When it is due.
    var inWords: String { "\(name) due \(due.map(\.description) ?? "when it runs")" }
}

extension RateCounted {
    /// What happened to the contact.
    var eventWords: String { event == .reached ? "reached Tier 3" : "closed" }

    /// The rows that it crossed.
    var crossingWords: String { crossings.map { ", \($0.change.rawValue) \($0.rule)" }.joined() }
}

extension WorkItemChanged {
    /// Said when the item is over.
    var ending: String { status == .open ? "" : "; it is over" }
}

extension PauseFlagged.Reason {
    /// Why a pause is to be looked at.
    var inWords: String {
        switch self {
        case .beforeDeadline: "shortly before a deadline"
        case .repeated: "again and again"
        case .withoutContact: "with nobody spoken or written to"
        }
    }
}

extension InquiryFollowedUp {
    /// What the member says of the answer, as far as anybody knows, and where the proof of it is.
    var memberWords: String {
        let word = said.acceptance.map { ", the member \($0.rawValue)" } ?? ""
        return word + (said.evidence.map { ", evidence \($0)" } ?? "")
    }
}

extension EffectAction {
    /// What the medium is to do.
    var inWords: String {
        switch self {
        case .connect(let offer, let agent): "connect \(agent) (\(offer))"
        case .hold: "hold"
        case .resume: "resume"
        case .disconnect: "disconnect"
        case .close(let outcome): "close (\(outcome.rawValue))"
        case .announce(let text): "announce \(text)"
        case .acknowledge: "acknowledge"
        case .reply: "send the reply"
        }
    }
}

extension Collection where Element: CustomStringConvertible {
    /// Each of them, with commas between.
    var listed: String { map(\.description).joined(separator: ", ") }
}

/// Who did it and where that is proved, as far as it is known.
func proof(_ by: ActorName?, _ evidence: EvidenceToken?) -> String {
    (by.map { ", by \($0)" } ?? "") + (evidence.map { ", evidence \($0)" } ?? "")
}
