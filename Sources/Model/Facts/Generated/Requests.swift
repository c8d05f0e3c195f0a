// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

public import Contacts

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
        case .escalate: "escalate"
        case .verify: "verify"
        case .note: "note"
        case .respond: "respond"
        case .followUp: "follow_up"
        case .identify: "identify"
        case .reply: "reply"
        }
    }

    /// The contact it is about; nil when it is about none.
    public var contact: Contact.ID? {
        switch self {
        case .hold(let contact), .resume(let contact), .endService(let contact), .dispose(let contact, _),
            .wrapUpEnded(let contact), .escalate(let contact, _, _, _), .verify(let contact, _),
            .note(let contact, _), .respond(let contact, _), .followUp(let contact, _),
            .identify(let contact, _), .reply(let contact):
            contact
        case .signIn, .ready, .notReady, .signOut, .answer: nil
        }
    }
}
