import Config
import Contacts
import Foundation
import StateFolder
import Testing
import TopologyFile

@Suite("TokenFile")
struct TokenFileTests {
    @Test(
        "a missing file is made with a token for adapter, operator, lead and any agent, for its owner alone")
    func created() throws {
        let folder = try ScratchFolder()
        let path = TokenFile.path(in: folder.path)
        let file = try TokenFile.create(path)
        #expect(file.entries.map(\.role) == [.adapter, .operator, .lead, .agent])
        #expect(file.entries.allSatisfy { $0.token.count == 64 && $0.agent == nil })
        #expect(Set(file.entries.map(\.token)).count == 4)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try TokenFile.load(path).entries == file.entries)
    }

    @Test("an existing file is kept")
    func kept() throws {
        let folder = try ScratchFolder()
        let path = TokenFile.path(in: folder.path)
        let first = try TokenFile.create(path)
        #expect(try TokenFile.create(path).entries == first.entries)
    }

    @Test("a token tells whose it is, and what is no token tells nothing")
    func lookUp() throws {
        let mine = String(repeating: "a", count: 64)
        let file = TokenFile([
            TokenFile.Entry(token: String(repeating: "b", count: 64), role: .lead),
            TokenFile.Entry(token: mine, role: .agent, agent: "A001"),
        ])
        #expect(file.lookUp(mine)?.agent == "A001")
        #expect(file.lookUp(String(mine.dropLast())) == nil)
        #expect(file.lookUp("") == nil)
        #expect(file.token(for: .lead)?.hasPrefix("b") == true)
        #expect(file.token(for: .agent) == nil)
    }

    @Test("a file that others may read is refused")
    func mode() throws {
        let folder = try ScratchFolder()
        let path = TokenFile.path(in: folder.path)
        try TokenFile.create(path)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let error = #expect(throws: TopologyError.self) { try TokenFile.load(path) }
        #expect(error?.description.contains("value mode 0640: expected mode 0600") == true)
    }

    @Test(
        "wrong entries are refused without showing the secret",
        arguments: [
            ("{\"tokens\": []}", "tokens"),
            ("{\"tokens\": [{\"token\": \"hunter2\", \"role\": \"lead\"}]}", "tokens[0].token"),
            ("{\"tokens\": [{\"token\": \"SECRET\", \"role\": \"boss\"}]}", "tokens[0].role"),
            (
                "{\"tokens\": [{\"token\": \"SECRET\", \"role\": \"lead\", \"agent\": \"A001\"}]}",
                "tokens[0].agent"
            ),
            ("{\"tokens\": [{\"role\": \"lead\"}]}", "tokens[0].token"),
        ])
    func refused(text: String, path: String) throws {
        let folder = try ScratchFolder()
        let secret = String(repeating: "x", count: 40)
        let file = try folder.write(text.replacingOccurrences(of: "SECRET", with: secret), to: "tokens.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        let error = #expect(throws: TopologyError.self) { try TokenFile.load(file) }
        #expect(error?.findings.map(\.path) == [path])
        #expect(
            error?.description.contains(secret) == false && error?.description.contains("hunter2") == false)
    }
}
