public import Contacts
public import Hummingbird
public import StateFolder

/// Whose token a request bears, without the token.
public struct Principal: Hashable, Sendable {
    /// What the bearer may do.
    public let role: TokenFile.Role
    /// The one agent that it may act for; nil when it may act for any.
    public let agent: Agent.ID?
}

/// What an edge knows of a request.
public struct EdgeContext: RequestContext {
    /// What the framework knows.
    public var coreContext: CoreRequestContextStorage
    /// Who asks, when the route asks for a token.
    public internal(set) var principal: Principal?

    /// Nothing known yet but what the framework does.
    public init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
    }
}

/// A request of somebody whom the rule of its route admits.
public struct BearerContext: ChildRequestContext {
    /// What the framework knows.
    public var coreContext: CoreRequestContextStorage
    /// Who asks.
    public let principal: Principal

    /// - Throws: `RequestError` 401 behind a rule that asks for no token.
    public init(context: EdgeContext) throws {
        guard let principal = context.principal else {
            throw BearerAuthentication.unauthorized("not asked for")
        }
        self.principal = principal
        coreContext = context.coreContext
    }
}
