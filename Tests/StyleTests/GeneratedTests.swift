import Foundation
import Testing

/// A change of a .proto file that must not be made, and what the generator says of it.
struct BadSchema: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let says: String
    var testDescription: String { "\(file): \(new)" }
}

@Suite("What is generated")
struct GeneratedTests {
    @Test("the committed files are what the .proto files say, and the ledger knows every number")
    func isFresh() throws {
        let told = try generate(in: House.root)
        #expect(told.status == 0, "\(told.errors)")
    }

    @Test(
        "a schema that gives a number another meaning, or says what nobody knows, is refused", arguments: bad)
    func isRefused(schema: BadSchema) throws {
        let root = FileManager.default.temporaryDirectory
            .appendingPathComponent("generated-\(UUID())")
        defer {
            // What stays behind is swept with the temporary folder.
            try? FileManager.default.removeItem(at: root)
        }
        for part in ["ops/generate-wire", "ops/generating", "Sources/Runtime/Wire/Protos"] {
            let copy = root.appendingPathComponent(part)
            try FileManager.default.createDirectory(
                at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(at: House.root.appendingPathComponent(part), to: copy)
        }
        let file = root.appendingPathComponent("Sources/Runtime/Wire/Protos/\(schema.file)")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(schema.old))
        try text.replacingOccurrences(of: schema.old, with: schema.new)
            .write(to: file, atomically: true, encoding: .utf8)
        let told = try generate(in: root)
        #expect(told.status == 78)
        #expect(told.errors.contains(schema.says), "\(told.errors)")
    }

    private func generate(in root: URL) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = root.appendingPathComponent("ops/generate-wire")
        process.arguments = ["--check-model"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}

private let bad = [
    BadSchema(
        file: "gateway.proto", old: "string key = 9", new: "string key = 10",
        says: "ContactReceived 9, key string, is gone"),
    BadSchema(
        file: "gateway.proto", old: "sfixed64 stamped_at_us = 5", new: "fixed64 stamped = 5",
        says: "ContactReceived 5 was stamped_at_us sfixed64 and would be stamped fixed64"),
    BadSchema(
        file: "gateway.proto", old: "kind: 24 ", new: "kind: 23 ",
        says: "kind 23 is both contactHeld and contactResumed"),
    BadSchema(
        file: "gateway.proto", old: "kind: 24 ", new: "kind: 48 ", says: "kind 24, contactResumed, is gone"),
    BadSchema(
        file: "gateway.proto", old: "PARTY_AGENT = 2", new: "PARTY_AGENT = 4",
        says: "ContactDisconnected.Party 2, PARTY_AGENT, is gone"),
    BadSchema(
        file: "rates.proto", old: "\"RuleName\"", new: "\"Rulename\"",
        says: "string that is \"Rulename\" is not known"),
    BadSchema(
        file: "feeds.proto", old: "uint64 count = 5;", new: "uint64 count = 5 [(allows) = \"2...\"];",
        says: "UInt64 cannot be held to \"2...\""),
    BadSchema(
        file: "effects.proto", old: "(attempt {attempt})", new: "[(attempt {attempt})]",
        says: "attempt is always there"),
    BadSchema(
        file: "desk.proto", old: "kind: 112 told_by: DESK", new: "kind: 112",
        says: "somebody who records it"),
    BadSchema(
        file: "desk.proto", old: "kind: 112 told_by: DESK", new: "kind: 112 by: DESK told_by: DESK",
        says: "snapshotsAsked names a role twice: DESK, DESK"),
]
