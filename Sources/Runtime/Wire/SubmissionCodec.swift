public import Facts

/// The bytes of a submission at a station's ingress.
public enum SubmissionCodec {
    /// Encodes a submission.
    public static func encode(_ submission: Submission) -> [UInt8] {
        WireSubmission(submission).bytes
    }

    /// Reads a submission and checks every field.
    ///
    /// - Parameter bytes: The body of an ingress request.
    /// - Returns: What is submitted.
    /// - Throws: `WireError` when the bytes hold no submission.
    public static func decode(_ bytes: some Collection<UInt8>) throws(WireError) -> Submission {
        try WireSubmission.read([UInt8](bytes)[...])
    }
}
