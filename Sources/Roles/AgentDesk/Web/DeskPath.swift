public import Facts
public import HTTP

/// What an agent asks for by a path below the agent's, read as the edge reads it, for whoever plays a desk
/// without a socket.
public enum DeskPath {
    /// What is asked by `path`, as `/offers/O1-77/accept`, with `body`.
    ///
    /// - Returns: The request; nil when no action has that path.
    /// - Throws: `RequestError` naming the field, its value and what was expected.
    public static func request(_ path: String, _ body: [UInt8]) throws(RequestError) -> DeskRequest? {
        if path == "/sign-in" { return .signIn }
        let said = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for action in DeskAction.allCases {
            let parts = action.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            var named: [String: String] = [:]
            guard parts.count == said.count else { continue }
            for (part, word) in zip(parts, said) where part.hasPrefix(":") { named[part] = word }
            guard zip(parts, said).allSatisfy({ $0 == $1 || named[$0] == $1 }) else { continue }
            return try action.request(body, offer: named[":offer"], contact: named[":contact"])
        }
        return nil
    }
}
