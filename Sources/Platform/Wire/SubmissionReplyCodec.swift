import Contacts
public import Facts
import SwiftProtobuf

/// The bytes of what a submitter is told after the commit.
public enum SubmissionReplyCodec {
    /// Encodes a reply.
    public static func encode(_ reply: SubmissionReply) -> [UInt8] {
        WireSubmissionReply(reply).bytes
    }

    /// Reads a reply and checks every field.
    ///
    /// - Parameter bytes: The body of an ingress reply.
    /// - Returns: What the submitter is told.
    /// - Throws: `WireError` when the bytes hold no reply.
    public static func decode(_ bytes: some Collection<UInt8>) throws(WireError) -> SubmissionReply {
        try WireSubmissionReply.read([UInt8](bytes)[...])
    }
}

extension WireSubmissionReply: WireMessage {
    init(_ said: SubmissionReply) {
        self.init()
        switch said {
        case .accepted(let contact): accepted = Known(contact)
        case .known(let contact): known = Known(contact)
        case .refused(let refusal): refused = WireRequestRefused(refusal)
        }
    }

    func model() throws(WireError) -> SubmissionReply {
        switch reply {
        case .accepted(let known): .accepted(try known.model())
        case .known(let known): .known(try known.model())
        case .refused(let refusal): .refused(try refusal.model())
        case nil: throw wrong("reply", "absent", "accepted, known or refused")
        }
    }
}

extension WireSubmissionReply.Known: WireMessage {
    init(_ about: Contact.ID?) {
        self.init()
        if let about { contact = about.rawValue }
    }

    func model() throws(WireError) -> Contact.ID? {
        guard hasContact else { return nil }
        return try readContact(contact, "contact")
    }
}
