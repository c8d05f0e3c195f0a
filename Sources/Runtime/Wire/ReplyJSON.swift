import Contacts
public import Facts
import JSONTree

/// What a submitter over HTTP is told, as JSON.
public enum ReplyJSON {
    /// One line of JSON without a line feed.
    ///
    /// `status` is `accepted`, `known` or `refused`; `contact` is there when there is one to name.
    public static func encode(_ reply: SubmissionReply) -> [UInt8] {
        switch reply {
        case .accepted(let contact): line([("status", .text("accepted"))] + named(contact))
        case .known(let contact): line([("status", .text("known"))] + named(contact))
        case .refused(let refusal): line([("status", .text("refused"))] + fields(refusal))
        }
    }

    private static func named(_ contact: Contact.ID?) -> [(String, StrictJSON)] {
        contact.map { [("contact", .text($0.description))] } ?? []
    }

    private static func fields(_ refusal: RequestRefused) -> [(String, StrictJSON)] {
        [
            ("request", .text(refusal.request)), ("field", .text(refusal.field)),
            ("reason", .text(refusal.reason)),
        ]
            + (refusal.agent.map { [("agent", .text($0.rawValue))] } ?? [])
            + [("items", .list(refusal.items.map { .text($0.description) }))]
    }

    private static func line(_ fields: [(String, StrictJSON)]) -> [UInt8] {
        StrictJSON.fields(fields).bytes
    }
}
