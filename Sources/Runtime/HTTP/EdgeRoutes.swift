public import Hummingbird
public import StateFolder

/// The routes of an edge, each declared together with who may use it: there is no other way to declare one.
public struct EdgeRoutes {
    /// Who may use a route.
    public enum Access: Hashable, Sendable {
        /// Whoever reaches the address.
        case anybody
        /// Who bears a token of one of these roles.
        case bearers([TokenFile.Role])
    }

    /// A route as it was declared.
    public struct Declaration: Hashable, Sendable {
        /// Its method.
        public let method: HTTPRequest.Method
        /// Its path, with `:name` where a part is a parameter.
        public let path: String
        /// Who may use it.
        public let access: Access
    }

    /// Every route in the order of declaration.
    public private(set) var declared: [Declaration] = []
    let router = Router(context: EdgeContext.self)
    private let tokens: TokenFile

    /// No route yet, at an edge whose bearers are those of `tokens`.
    public init(tokens: TokenFile) {
        self.tokens = tokens
        router.add(middleware: ErrorMiddleware())
    }

    /// Declares a route whose answer is the same for all whom `access` admits.
    public mutating func add(
        _ method: HTTPRequest.Method, _ path: String, for access: Access,
        use answer: @escaping @Sendable (Request, EdgeContext) async throws -> Response
    ) {
        declare(method, path, access).on(RouterPath(path), method: method, use: answer)
    }

    /// Declares a route whose answer depends on who asks; where nobody is asked for a token, it answers 401.
    public mutating func add<Context: ChildRequestContext>(
        _ method: HTTPRequest.Method, _ path: String, for access: Access, as context: Context.Type,
        use answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) where Context.ParentContext == EdgeContext {
        declare(method, path, access).group(context: context)
            .on(RouterPath(path), method: method, use: answer)
    }

    private mutating func declare(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access
    ) -> RouterGroup<EdgeContext> {
        declared.append(Declaration(method: method, path: path, access: access))
        switch access {
        case .anybody: return router.group()
        case .bearers(let roles):
            return router.group().add(middleware: BearerAuthentication(tokens, as: roles))
        }
    }
}
