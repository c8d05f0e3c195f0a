import Contacts
public import Facts
public import Kernel
import Wire

/// What a station's reply to a submission means at an edge.
public enum SubmissionAnswer {
    /// Reads a reply.
    ///
    /// - Parameter reply: What the station's ingress said.
    /// - Returns: `accepted` or `known`; never `refused`, which is thrown.
    /// - Throws: `RequestError` 400, 409, 422, 503 or, for what no station says, 500.
    public static func read(_ reply: IngressReply) throws(RequestError) -> SubmissionReply {
        switch reply {
        case .decided(_, let body): return try accepted(body)
        case .known(_, let body):
            switch try accepted(body) {
            case .accepted(let contact), .known(let contact): return .known(contact)
            case .refused: throw RequestError(.internal, expected: "a refusal keeps no key")
            }
        case .busy(_, let milliseconds):
            var error = RequestError(
                .busy, value: "the station is full", expected: "the same request again, later")
            error.retryAfterMilliseconds = milliseconds
            throw error
        case .rejected(_, let reason):
            var error =
                KnownKey.isConflict(reason)
                ? RequestError(
                    .conflict, field: "key", value: "used before with another body",
                    expected: "a key of its own for each event")
                : RequestError(.malformed, field: "body", value: "rejected", expected: "a submission")
            error.reason = reason
            throw error
        case .status, .done, .push:
            throw RequestError(.internal, expected: "a decision from the station")
        }
    }

    private static func accepted(_ body: [UInt8]) throws(RequestError) -> SubmissionReply {
        let reply: SubmissionReply
        do {
            reply = try SubmissionReplyCodec.decode(body)
        } catch {
            throw RequestError(.internal, value: "\(error)", expected: "a reply of the station")
        }
        guard case .refused(let refusal) = reply else { return reply }
        var error = RequestError(
            .refused, field: refusal.field, value: refusal.request, expected: expected(instead: refusal))
        error.reason = refusal.reason
        error.items = refusal.items.map(\.description)
        throw error
    }

    /// What would have been taken: the machine's own words when it says so, otherwise what the field is for.
    private static func expected(instead refusal: RequestRefused) -> String {
        if let words = refusal.reason.firstRange(of: "; expected ") {
            return String(refusal.reason[words.upperBound...])
        }
        return switch refusal.field {
        case "agent": "an agent of the roster"
        case "alarm": "the number of an alarm that was raised"
        case "contact": "a contact in custody here that this can be done to"
        case "effect": "an effect that is pending here"
        case "item": "an item in custody here that this can be done to"
        case "offer": "an open offer to the agent"
        case "session": "the session of the agent's last sign-in"
        case "work": "no work that is still open"
        default: "a request that the reason does not speak against"
        }
    }
}
