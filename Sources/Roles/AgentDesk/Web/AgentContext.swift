import Contacts
import HTTP
import Hummingbird

/// A request about the agent of its path, by a bearer who may ask it: an agent's own token asks about no
/// other.
struct AgentContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let agent: Agent.ID

    /// - Throws: `RequestError` 400 when the path names no agent, 403 when it names another than the token.
    init(context: EdgeContext) throws {
        let text = context.parameters.get("agent") ?? ""
        let bound = try BearerContext(context: context).principal.agent
        guard Word.isOne(text) else {
            throw RequestError(
                .malformed, field: "agent", value: "\(text.utf8.count) bytes", expected: Word.form)
        }
        agent = Agent.ID(text)
        if let bound, bound != agent {
            throw RequestError(
                .forbidden, field: "agent", value: "\"\(agent)\"",
                expected: "the agent of the token, \"\(bound)\"")
        }
        coreContext = context.coreContext
    }
}
