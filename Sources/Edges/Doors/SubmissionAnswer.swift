import Contacts
public import Facts
public import StationCore
import Wire

/// What a station's reply to a submission means at an edge.
public enum SubmissionAnswer {
    /// Reads a reply.
    ///
    /// - Parameters:
    ///   - reply: What the station's ingress said.
    ///   - key: The idempotency key that was submitted, or an empty text.
    /// - Returns: `accepted` or `known`; never `refused`, which is thrown.
    /// - Throws: `DoorError` 400, 409, 422, 503 or, for what no station says, 500.
    public static func read(_ reply: IngressReply, to key: String = "") throws(DoorError) -> SubmissionReply {
        switch reply {
        case .decided(_, let body): return try accepted(body)
        case .known(_, let body):
            switch try accepted(body) {
            case .accepted(let contact), .known(let contact): return .known(contact)
            case .refused: throw DoorError(.internal, expected: "a refusal keeps no key")
            }
        case .busy(_, let milliseconds):
            var error = DoorError(
                .busy, value: "the station is full", expected: "the same request again, later")
            error.retryAfterMilliseconds = milliseconds
            throw error
        case .rejected(_, let reason):
            var error =
                KnownKey.isConflict(reason)
                ? DoorError(
                    .conflict, field: "key", value: "used before with another body",
                    expected: "a key of its own for each event")
                : DoorError(.malformed, field: "body", value: "rejected", expected: "a submission")
            error.reason = reason
            throw error
        case .status, .done, .push:
            throw DoorError(.internal, expected: "a decision from the station")
        }
    }

    private static func accepted(_ body: [UInt8]) throws(DoorError) -> SubmissionReply {
        let reply: SubmissionReply
        do {
            reply = try SubmissionReplyCodec.decode(body)
        } catch {
            throw DoorError(.internal, value: "\(error)", expected: "a reply of the station")
        }
        guard case .refused(let refusal) = reply else { return reply }
        var error = DoorError(.refused, field: refusal.field, value: refusal.request, expected: "")
        error.reason = refusal.reason
        error.items = refusal.items.map(\.description)
        throw error
    }
}
