/// Why an audit log cannot be read, or what its sink does not do.
public enum AuditError: Error, Hashable, Sendable {
    /// The directory holds no audit journal.
    case missing(directory: String)
    /// The journal cannot be read.
    case unreadable(path: String, reason: String)
    /// An entry of the sink holds no audited entry.
    case damaged(path: String, sequence: UInt64, reason: String)
    /// The sink takes streams only; nobody submits to it.
    case submissionRefused
}

extension AuditError: CustomStringConvertible {
    /// The file, what is wrong and what was expected.
    public var description: String {
        switch self {
        case .missing(let directory):
            "\(directory) holds no audit.sqlite, expected the audit sink's directory"
        case .unreadable(let path, let reason): "audit log \(path): \(reason)"
        case .damaged(let path, let sequence, let reason):
            "audit log \(path): entry \(sequence) holds no audited entry: \(reason)"
        case .submissionRefused: "the audit sink takes no submissions, expected entries of its upstreams"
        }
    }
}
