import Contacts

extension DeskRequest {
    /// The request's name as people and logs say it.
    public var name: String {
        switch self {
        case .signIn: "sign_in"
        case .ready: "ready"
        case .notReady: "not_ready"
        case .signOut: "sign_out"
        case .answer(_, .accept): "accept"
        case .answer(_, .decline): "decline"
        case .hold: "hold"
        case .resume: "resume"
        case .endService: "end_service"
        case .dispose: "dispose"
        case .wrapUpEnded: "wrap_up_ended"
        case .verify: "verify"
        case .escalate: "escalate"
        }
    }
}
