/// The kinds of work that an agent's capacity counts.
public enum WorkKind: Int, Hashable, Sendable, CaseIterable {
    /// Telephone and walk-in.
    case voice
    case chat
    /// Everything written, tracked work too.
    case written

    /// The kind of `channel`.
    public init(_ channel: Channel) {
        switch channel {
        case .phone, .walkIn: self = .voice
        case .chat: self = .chat
        case .email, .secureMessage, .letter, .workItem: self = .written
        }
    }
}
