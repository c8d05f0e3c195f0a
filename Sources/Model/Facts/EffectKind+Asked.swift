extension EffectKind {
    /// What an agent asks for at the desk in these words; nil for what no agent asks for.
    public var asked: MediumAsked.Action? {
        switch self {
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
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
        }
    }
}
