public import Config
public import Contacts
import Crypto
import Foundation

/// `tokens.json` of the state directory: who may speak at an edge, and as what.
///
/// The file holds secrets, so it must belong to its owner alone (mode 0600); a wider mode is refused.
public struct TokenFile: Sendable {
    /// What the bearer of a token may do.
    public enum Role: String, Sendable, Codable, CaseIterable, Hashable {
        case adapter, agent, lead, `operator`, auditor
    }

    /// One token.
    public struct Entry: Hashable, Sendable {
        /// The secret itself.
        public let token: String
        /// What its bearer may do.
        public let role: Role
        /// For an agent's token: the agent, or nil when it may act for any, as a replay does.
        public let agent: Agent.ID?

        /// Makes an entry.
        public init(token: String, role: Role, agent: Agent.ID? = nil) {
            self.token = token
            self.role = role
            self.agent = agent
        }
    }

    /// Every token, in the file's order.
    public let entries: [Entry]

    /// Makes a file's content.
    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// Where it stands in a state directory.
    public static func path(in state: String) -> String { "\(state)/tokens.json" }

    /// The first token of `role`; what our own programs speak with.
    public func token(for role: Role) -> String? {
        entries.first { $0.role == role && $0.agent == nil }?.token
    }

    /// Whose token `token` is; nil when it is nobody's.
    ///
    /// Compares digests, over every entry, so that the time taken tells nothing of how near a guess came.
    public func lookUp(_ token: String) -> Entry? {
        let sought = SHA256.hash(data: Data(token.utf8))
        var found: Entry?
        for entry in entries where SHA256.hash(data: Data(entry.token.utf8)) == sought { found = entry }
        return found
    }

    /// Reads the file at `path`.
    ///
    /// - Parameter path: Usually ``path(in:)``.
    /// - Throws: `TopologyError` naming the field that is wrong, or the mode when others may read the file.
    public static func load(_ path: String) throws(TopologyError) -> TokenFile {
        var findings = Findings()
        // A file without attributes cannot be read either, which is found and said below.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 {
            findings.add(file: path, value: "mode 0\(String(mode & 0o777, radix: 8))", expected: "mode 0600")
        }
        let entries = SourceFile(path: path, &findings).map { Self.entries($0.root, &findings) }
        guard let entries, findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        return TokenFile(entries)
    }

    /// Writes a file with fresh tokens for adapter, operator, lead and any agent, unless one is there.
    ///
    /// - Parameter path: Usually ``path(in:)``; its directory must exist.
    /// - Returns: What the file holds, old or new.
    /// - Throws: `TopologyError` when it can be neither read nor written.
    @discardableResult
    public static func create(_ path: String) throws(TopologyError) -> TokenFile {
        if FileManager.default.fileExists(atPath: path) { return try load(path) }
        let roles: [Role] = [.adapter, .operator, .lead, .agent]
        let file = TokenFile(roles.map { Entry(token: Self.freshToken(), role: $0) })
        // Created with its mode in one step: there is no moment at which others can read it.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw TopologyError([
                Finding(file: path, line: 0, path: "", value: "no file", expected: "a writable directory")
            ])
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(file.text.utf8))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw TopologyError([
                Finding(
                    file: path, line: 0, path: "", value: "\(error)", expected: "a file that can be written")
            ])
        }
        return file
    }

    /// 256 random bits in hexadecimal.
    private static func freshToken() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { bytes in
            bytes.hexadecimal
        }
    }

    /// The file's text.
    package var text: String {
        let rows = entries.map { entry in
            let agent = entry.agent.map { ", \"agent\": \"\($0)\"" } ?? ""
            return "    {\"token\": \"\(entry.token)\", \"role\": \"\(entry.role.rawValue)\"\(agent)}"
        }
        return "{\n  \"tokens\": [\n\(rows.joined(separator: ",\n"))\n  ]\n}\n"
    }

    private static func entries(_ root: Field, _ findings: inout Findings) -> [Entry] {
        guard let table = Table(root, keys: ["tokens"], &findings) else { return [] }
        let items = table.required("tokens", &findings)?.items(&findings) ?? []
        var seen: Set<String> = []
        return items.compactMap { item in
            guard let row = Table(item, keys: ["token", "role", "agent"], &findings),
                let secret = row.required("token", &findings),
                let role = row.required("role", &findings)?.word(Role.allCases, &findings)
            else { return nil }
            let agent: Agent.ID? = row.optional("agent").flatMap { $0.name(&findings, expected: "an agent") }
            // The secret itself never appears in a finding: findings are printed and logged.
            guard let token = secret.scalar, token.utf8.count >= 32 else {
                findings.add(secret, value: "a short token", expected: "at least 32 characters")
                return nil
            }
            guard seen.insert(token).inserted else {
                findings.add(secret, value: "a token twice", expected: "each token once")
                return nil
            }
            if let field = row.optional("agent"), role != .agent {
                findings.add(field, expected: "an agent only beside the role agent")
            }
            return Entry(token: token, role: role, agent: agent)
        }
    }
}
