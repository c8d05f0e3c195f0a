public import Hummingbird
public import TopologyFile

/// Lets in who bears a token of the right role; every edge has one.
public struct Doorkeeper: Sendable {
    private let tokens: TokenFile

    /// Makes the keeper of a door to which `tokens` are the keys.
    public init(_ tokens: TokenFile) {
        self.tokens = tokens
    }

    /// Whose request it is.
    ///
    /// - Parameters:
    ///   - request: With `Authorization: Bearer <token>`.
    ///   - roles: Who may do this.
    /// - Returns: The bearer.
    /// - Throws: `DoorError` 401 without a known token, 403 when its role is none of `roles`.
    public func admit(_ request: Request, as roles: TokenFile.Role...) throws(DoorError) -> TokenFile.Entry {
        let expected = "Bearer and a token of the state directory's tokens.json"
        guard let header = request.headers[.authorization] else {
            throw DoorError(.unauthorized, field: "Authorization", value: "absent", expected: expected)
        }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else {
            throw DoorError(
                .unauthorized, field: "Authorization", value: "no bearer token", expected: expected)
        }
        guard let bearer = tokens.lookUp(String(words[1])) else {
            throw DoorError(
                .unauthorized, field: "Authorization", value: "an unknown token", expected: expected)
        }
        guard roles.contains(bearer.role) else {
            let names = roles.map(\.rawValue).joined(separator: ", ")
            throw DoorError(
                .forbidden, field: "Authorization", value: "a token of the role \(bearer.role.rawValue)",
                expected: "one of the roles \(names)")
        }
        return bearer
    }
}
