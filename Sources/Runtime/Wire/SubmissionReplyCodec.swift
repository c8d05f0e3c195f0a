public import Facts

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
