import Contacts
import Facts
import Glibc
import Synchronization
import Traffic

/// What the client's side of a replay sent and was told, one JSON object a line, only ever appended.
///
/// An oracle outside the system reads it: it is written before anything is sent and after anything is
/// acknowledged, so each instant that a station records lies between two of its own. Lines about arrivals are
/// on the disk before the arrival is sent, because what was acknowledged may never be forgotten here.
final class LedgerFile: Sendable {
    private struct Line: Encodable {
        var line: String
        var at_us: Int64
        var key: String?
        var station: String?
        var what: String?
        var contact: String?
        var effect: String?
        var agent: String?
        var request: String?
        var answer: String?
        var channel: String?
        var work: [String: String]?
    }

    private let path: String
    private let file: Mutex<Int32>

    /// Opens the file, which must not exist: two runs never share one.
    init(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw RejectedFile(
                description: "\(path): \(String(cString: strerror(errno))), expected a new file")
        }
        self.path = path
        file = Mutex(descriptor)
    }

    deinit { file.withLock { _ = close($0) } }

    /// The action is about to be sent.
    func sent(_ action: ReplayAction, at now: Instant) {
        var line = Self.line("sent", action, at: now)
        if case .arrived(let arrival) = action.submission { line.channel = arrival.channel.rawValue }
        write(line, durably: line.what == "arrival")
    }

    /// The action was answered.
    func acknowledged(_ action: ReplayAction, _ answer: ReplayAnswer, at now: Instant) {
        var line = Self.line("acknowledged", action, at: now)
        switch answer {
        case .accepted(let contact):
            line.answer = "accepted"
            line.contact = contact.map { "\($0)" } ?? line.contact
        case .refused: line.answer = "refused"
        case .busy: line.answer = "busy"
        case .rejected: line.answer = "rejected"
        }
        write(line, durably: line.what == "arrival")
    }

    /// A station pushed a fact; an agent's snapshot says which contacts the agent has.
    func heard(_ fact: Fact, at now: Instant) {
        guard case .agentStateChanged(let snapshot) = fact else { return }
        var line = Line(line: "shown", at_us: now.microseconds)
        line.agent = snapshot.agent.rawValue
        line.work = Dictionary(snapshot.work.map { ("\($0.contact)", $0.phase.rawValue) }) { first, _ in first
        }
        write(line, durably: false)
    }

    private static func line(_ kind: String, _ action: ReplayAction, at now: Instant) -> Line {
        var line = Line(line: kind, at_us: now.microseconds, key: action.key, station: "\(action.station)")
        switch action.submission {
        case .arrived: line.what = "arrival"
        case .medium(let event):
            line.what = "medium"
            line.contact = "\(event.contact)"
        case .effectDone(let effect), .effectDoneAt(let effect, _):
            line.what = "effect-done"
            line.effect = "\(effect)"
        case .effectFailed(let effect, _):
            line.what = "effect-failed"
            line.effect = "\(effect)"
        case .desk(let agent, _, let request):
            line.what = "desk"
            line.agent = agent.rawValue
            line.request = request.name
            switch request {
            case .escalate(let contact, _, _, _), .respond(let contact, _): line.contact = "\(contact)"
            default: break
            }
            if case .answer(let offer, _) = request { line.effect = "\(offer)" }
        case .blocked, .acknowledgeAlarm, .workItem, .workReport, .contactReport, .attemptsBlocked,
            .surveyAnswered, .release:
            line.what = "other"
        }
        return line
    }

    /// Ends the process when the line cannot be kept: a run without its ledger proves nothing.
    private func write(_ line: Line, durably: Bool) {
        // Texts and numbers always encode.
        guard let bytes = try? Output.jsonLine(line) else { return }
        let isKept = file.withLock { descriptor in
            Glibc.write(descriptor, bytes, bytes.count) == bytes.count && (!durably || fsync(descriptor) == 0)
        }
        guard isKept else {
            Outcome.say("\(path): \(String(cString: strerror(errno))), expected the ledger to be writable")
            exit(1)
        }
    }
}
