import Foundation
import Handbook
import Testing

/// Runs the scripts of our pages, which `Tests/Pages` test under node in as much of a browser as they use.
@Suite("Scripts of the pages", .timeLimit(.minutes(1)))
struct PageScriptTests {
    private static let node = ["/usr/bin/node", "/usr/bin/nodejs"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        "a page's script shows what it is told, and asks for what is clicked and typed",
        .enabled(if: node != nil, "skipped: there is no node; `ops/packages --checks` installs it"),
        arguments: ["desk", "console"])
    func scripts(_ page: String) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: try #require(Self.node))
        process.arguments = ["--test", Repository.root.path + "/Tests/Pages/\(page).test.js"]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Foundation.Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
