import Foundation
import Handbook
import Testing

/// Holds the handbook's page of commands against what the programs say of themselves.
@Suite("Handbook: commands", .timeLimit(.minutes(5)))
struct CommandPageTests {
    /// What `tierline --experimental-dump-help` prints, as far as it is looked at.
    private struct Help: Decodable {
        struct Command: Decodable {
            var commandName: String
            var arguments: [Argument]?
            var subcommands: [Command]?
        }
        struct Argument: Decodable {
            struct Name: Decodable {
                var kind: String
                var name: String
            }
            var names: [Name]?
        }
        var command: Command
    }

    @Test("the page has each command of tierline with its options, and no others")
    func tierline() throws {
        let dumped = try Programs.tierline("--experimental-dump-help")
        let help = try JSONDecoder().decode(Help.self, from: Data(dumped.output.utf8))
        let known = Self.leaves(of: help.command, after: "")
        #expect(known.count > 25, "the program named its commands")
        let written = try Self.sections().filter { $0.key.hasPrefix("tierline ") }
        #expect(Set(written.keys) == Set(known.keys))
        for (command, options) in known {
            #expect(written[command] == options, "### \(command)")
        }
    }

    @Test("the page has each script of ops with its options, and no others")
    func scripts() throws {
        let folder = Programs.root + "/ops"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
                && FileManager.default.isExecutableFile(atPath: path)
        }
        #expect(names.count >= 9)
        let written = try Self.sections().filter { $0.key.hasPrefix("ops/") }
        #expect(Set(written.keys) == Set(names.map { "ops/" + $0 }))
        for name in names {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            // A script of the shell does not say its options; it would do its work instead.
            guard text.prefix(while: { $0 != "\n" }).contains("python") else { continue }
            let said = Self.options(in: try Programs.run(folder + "/" + name, ["--help"]).output)
            #expect(written["ops/" + name] == said, "### ops/\(name)")
        }
    }

    /// The commands without commands of their own, each with its long options.
    private static func leaves(of command: Help.Command, after path: String) -> [String: Set<String>] {
        let name = path + command.commandName
        let inner = (command.subcommands ?? []).filter { $0.commandName != "help" }
        guard inner.isEmpty else {
            return inner.reduce(into: [:]) { all, one in
                all.merge(leaves(of: one, after: name + " ")) { first, _ in first }
            }
        }
        let names = (command.arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }
        return [name: Set(names.map(\.name)).subtracting(["help"])]
    }

    /// The page's sections of the third level, each with the options that it names.
    private static func sections() throws -> [String: Set<String>] {
        let page = Repository.root.appendingPathComponent("ops/handbook/cli" + ".md")
        var found: [String: Set<String>] = [:]
        var title: String?
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("#") { title = line.hasPrefix("### ") ? String(line.dropFirst(4)) : nil }
            guard let title else { continue }
            found[title, default: []].formUnion(options(in: String(line)))
        }
        return found
    }

    /// Every `--option` of a text but `--help`.
    private static func options(in text: String) -> Set<String> {
        let words = text.split { !($0.isLowercase || $0.isNumber || $0 == "-") }
        let options = words.filter { $0.hasPrefix("--") && $0.count > 3 }.map { String($0.dropFirst(2)) }
        return Set(options).subtracting(["help"])
    }
}
