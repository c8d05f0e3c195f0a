import Contacts
import Foundation
import Handbook
import Standards

/// A file of `Tests/Witnesses`: rows, and the standards that cannot have one, each with the reason.
struct WitnessFile: Sendable {
    /// The file's name, without `.txt`.
    let name: String
    /// Comments and reasons, before the first row.
    private let head: [String]
    /// Its rows, in order.
    var rows: [WitnessRow]

    private static let folder = Repository.root.appendingPathComponent("Tests/Witnesses")

    /// Every file, sorted; none when one cannot be read, which the count of rows tells.
    static let all: [WitnessFile] = {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let files = names.filter { $0.hasSuffix(".txt") }.sorted()
        // Without them the tests that count rows fail.
        return (try? files.map { try WitnessFile(named: String($0.dropLast(4))) }) ?? []
    }()

    /// Every row of every file.
    static let rows = all.flatMap(\.rows)

    /// `- STANDARD: REASON`.
    var excused: [(id: Standard.ID, reason: String)] {
        head.filter { $0.hasPrefix("- ") }.map { line in
            let parts = line.dropFirst(2).split(separator: ": ", maxSplits: 1).map(String.init)
            return (Standard.ID(parts[0]), parts.count == 2 ? parts[1] : "")
        }
    }

    init(named name: String) throws {
        self.name = name
        let text = try String(contentsOf: Self.url(name), encoding: .utf8)
        let parts = text.components(separatedBy: "\n= ")
        head = parts[0].components(separatedBy: "\n").filter { !$0.isEmpty }
        rows = try parts.dropFirst().map { part in
            try WitnessRow(part.components(separatedBy: "\n").filter { !$0.isEmpty })
        }
    }

    func write() throws {
        let text = ([head.joined(separator: "\n")] + rows.map(\.text)).joined(separator: "\n\n") + "\n"
        try text.write(to: Self.url(name), atomically: true, encoding: .utf8)
    }

    private static func url(_ name: String) -> URL { folder.appendingPathComponent(name + ".txt") }
}
