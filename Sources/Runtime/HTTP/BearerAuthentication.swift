import Hummingbird
import StateFolder

/// Lets a request pass whose bearer has one of the roles of its route, and says in its context who it is.
struct BearerAuthentication: RouterMiddleware {
    typealias Context = EdgeContext

    private let tokens: TokenFile
    private let roles: [TokenFile.Role]

    init(_ tokens: TokenFile, as roles: [TokenFile.Role]) {
        self.tokens = tokens
        self.roles = roles
    }

    /// - Throws: `RequestError` 401 without a known token, 403 when its role is none of the route's.
    func handle(
        _ request: Request, context: EdgeContext,
        next: @concurrent (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.principal = try principal(of: request)
        return try await next(request, context)
    }

    private func principal(of request: Request) throws(RequestError) -> Principal {
        guard let header = request.headers[.authorization] else { throw Self.unauthorized("absent") }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else {
            throw Self.unauthorized("no bearer token")
        }
        guard let bearer = tokens.lookUp(String(words[1])) else {
            throw Self.unauthorized("an unknown token")
        }
        guard roles.contains(bearer.role) else {
            throw RequestError(
                .forbidden, field: "Authorization", value: "a token of the role \(bearer.role.rawValue)",
                expected: "one of the roles \(roles.map(\.rawValue).joined(separator: ", "))")
        }
        return Principal(role: bearer.role, agent: bearer.agent)
    }

    static func unauthorized(_ value: String) -> RequestError {
        RequestError(
            .unauthorized, field: "Authorization", value: value,
            expected: "Bearer and a token of the state directory's tokens.json")
    }
}
