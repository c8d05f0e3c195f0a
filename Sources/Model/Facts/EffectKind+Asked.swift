extension EffectKind {
    /// What an agent asks for at the desk in these words; nil for what no agent asks for.
    public var asked: MediumAsked.Action? {
        switch self {
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
        case .reply: .reply
        case .connect, .close, .announce, .acknowledge: nil
        }
    }
}

extension EffectAction {
    /// Its kind.
    public var kind: EffectKind {
        switch self {
        case .connect: .connect
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
        case .close: .close
        case .announce: .announce
        case .acknowledge: .acknowledge
        case .reply: .reply
        }
    }

    /// True for what is sent to the member, and counts when the medium says that it took it (reading A47).
    public var isMessage: Bool {
        switch self {
        case .acknowledge, .reply: true
        case .connect, .hold, .resume, .disconnect, .close, .announce: false
        }
    }
}
