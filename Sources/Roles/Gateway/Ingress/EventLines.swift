import Contacts
import Facts
import HTTP
import HTTPTypes
import Kernel
import Wire

/// The events of one body, all read before any is submitted: a body with a malformed line changes nothing.
struct EventLines {
    /// One event, ready to be submitted.
    struct Event {
        /// The line it stands in, from 1.
        var line: Int
        /// Under which repeats are absorbed; empty when the sender gave none.
        var key: String
        /// The header's key and the body that it stands for; nil for an event with a key of its own.
        var claim: KeyClaim?
        /// True when its key was made of the header's.
        var hasHeaderKey = false
        /// What it says.
        var submission: Submission
    }

    /// In the order of the lines, at least one.
    let events: [Event]

    /// True when the answer is one object instead of a list.
    var isSingle: Bool { events.count == 1 }

    /// Reads a body of newline-delimited JSON; blank lines mean nothing, and no event's key counts them.
    init(
        _ body: [UInt8], keyHeader: String?, channels: [Channel], hours: HoursRule
    ) throws(RequestError) {
        let header = try Self.checked(keyHeader)
        var events: [Event] = []
        let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(isBlank) {
            let number = index + 1
            do throws(RequestError) {
                let place = Place(line: number, event: events.count + 1)
                events.append(try Self.event([UInt8](line), place, header, channels, hours))
            } catch {
                throw lines.count == 1 ? error : error.at(line: number)
            }
        }
        guard !events.isEmpty else {
            throw RequestError(
                .malformed, field: "body", value: "no line", expected: "a JSON object on each line")
        }
        self.events = Self.claimed(events, header)
    }

    /// Binds the events that have their key of the header to the whole body: one key stands for one body.
    private static func claimed(_ events: [Event], _ header: String?) -> [Event] {
        guard let header else { return events }
        var said: [UInt8] = []
        for event in events {
            let submission = SubmissionCodec.encode(event.submission)
            for part in [[UInt8](event.key.utf8), submission] {
                said += withUnsafeBytes(of: UInt32(part.count).bigEndian) { [UInt8]($0) } + part
            }
        }
        let claim = KeyClaim(key: header, digest: KnownKey.digest(of: said))
        return events.map { event in
            var event = event
            if event.hasHeaderKey { event.claim = claim }
            return event
        }
    }

    /// Where an event stands: the line for people, the number among the events for its key.
    private struct Place {
        var line: Int
        var event: Int
    }

    private static func event(
        _ line: [UInt8], _ place: Place, _ header: String?, _ channels: [Channel], _ hours: HoursRule
    ) throws(RequestError) -> Event {
        guard line.count <= EventJSON.lineLimit else {
            throw RequestError(
                .tooLarge, field: "line", value: "\(line.count) bytes",
                expected: "at most \(EventJSON.lineLimit) bytes")
        }
        let read: EventJSON.Event
        do {
            read = try EventJSON.decode(line, channels: channels, hours: hours)
        } catch {
            throw RequestError(error)
        }
        let key = read.key.isEmpty ? header.map { "\($0)/\(place.event)" } ?? "" : read.key
        return Event(
            line: place.line, key: key, claim: nil, hasHeaderKey: read.key.isEmpty && header != nil,
            submission: try keyed(read.submission, key))
    }

    /// A contact or work item that comes twice would be served twice, a reopening said twice reopens twice,
    /// and an answer to a survey would count twice, so these need a key. A lost leg that names no connection
    /// and no instant would, told again, end the next agent's call. Everything else names what it is about
    /// and is harmless when repeated.
    private static func keyed(_ submission: Submission, _ key: String) throws(RequestError) -> Submission {
        switch submission {
        case .arrived(var arrival):
            arrival.key = try required(key)
            return .arrived(arrival)
        case .workItem(var item):
            item.key = try required(key)
            return .workItem(item)
        case .workReport, .contactReport, .attemptsBlocked, .surveyAnswered:
            _ = try required(key)
            return submission
        case .medium(let event)
        where event.event == .agentLegLost && event.effect == nil && event.at == nil && key.isEmpty:
            throw RequestError(
                .malformed, field: "effect", value: "absent",
                expected: "the effect that connected the leg, or its instant in at, or a key")
        case .medium, .effectDone, .effectDoneAt, .effectFailed, .blocked, .desk, .acknowledgeAlarm, .release:
            return submission
        }
    }

    private static func required(_ key: String) throws(RequestError) -> String {
        guard key.isEmpty else { return key }
        throw RequestError(
            .malformed, field: "key", value: "absent", expected: "a key, or a header Idempotency-Key")
    }

    private static func checked(_ header: String?) throws(RequestError) -> String? {
        guard let header else { return nil }
        // The line's number is appended, and the whole has to fit an ingress key of 255 bytes.
        let isPrintable = header.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isPrintable, (1...240).contains(header.utf8.count) else {
            throw RequestError(
                .malformed, field: "Idempotency-Key", value: "\(header.utf8.count) bytes",
                expected: "1 to 240 printable ASCII characters without spaces")
        }
        return header
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

extension RequestError {
    /// What an adapter did wrong in an event.
    fileprivate init(_ error: EventError) {
        switch error {
        case .notJSON(let offset, let found, let expected):
            self.init(.malformed, field: "event", value: "\(found) at byte \(offset)", expected: expected)
        case .field(let field, let value, let expected):
            self.init(.malformed, field: field, value: value, expected: expected)
        }
    }
}

extension HTTPField.Name {
    /// `Idempotency-Key`; the lines of the body are numbered below it.
    static var idempotencyKey: HTTPField.Name {
        guard let name = HTTPField.Name("Idempotency-Key") else {
            preconditionFailure("a header's name is a token")
        }
        return name
    }
}
