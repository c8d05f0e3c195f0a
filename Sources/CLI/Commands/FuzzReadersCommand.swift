import ArgumentParser
import Foundation
import Randomness
import Simulation

/// `tierline fuzz-readers`: damages a good file of every kind in many ways and reads it as commands do.
///
/// A damaged file is read as the good one, or refused with line, column, value and expectation; a third
/// outcome is a file that misleads whoever plans by it, and fails.
struct FuzzReadersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz-readers", abstract: "Reads mutations of a good file of every kind.",
        shouldDisplay: false)

    @Option(help: "How many mutations of each file.")
    var count = 300
    @Option(help: "The seed.")
    var seed: UInt64 = 1
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        var seed: UInt64
        var readers: [Reader] = []
    }

    /// What became of the mutations of one file.
    private struct Reader: Encodable {
        var name: String
        var mutations = 0
        var equal = 0
        var refused = 0
        /// What was neither, the first ten in words.
        var third = 0
        var first_thirds: [String] = []
    }

    func validate() throws {
        guard (1...1_000_000).contains(count) else {
            throw ValidationError("--count \(count): expected 1 to 1000000")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let path = NSTemporaryDirectory() + "tl-fuzz-\(getpid()).contacts.csv"
            defer { unlink(path) }
            var report = Report(seed: seed)
            var line = ProgressLine()
            for kind in ReaderCase.all {
                line.show(report.readers.count, of: ReaderCase.all.count, kind.name)
                report.readers.append(try fuzz(kind, path))
            }
            line.end()
            if output.json {
                try Output.json(report)
            } else {
                for reader in report.readers {
                    print(
                        "\(reader.name): \(reader.mutations) mutations, \(reader.equal) read alike, "
                            + "\(reader.refused) refused, \(reader.third) neither")
                    for words in reader.first_thirds { print("  \(words)") }
                }
            }
            if report.readers.contains(where: { $0.third > 0 }) { throw Outcome.failed }
        }
    }

    private func fuzz(_ kind: ReaderCase, _ path: String) throws -> Reader {
        var reader = Reader(name: kind.name)
        var generator = SplitMix64(seed: seed)
        try write(FileMutation.bytes(kind.rows, kind), to: path)
        let plain = try kind.read(path)
        while reader.mutations < count {
            guard let mutation = generator.pick(FileMutation.allCases),
                let bytes = mutation.applied(to: kind, &generator)
            else { continue }
            try write(bytes, to: path)
            reader.mutations += 1
            switch Self.judge(kind, path, plain) {
            case .equal: reader.equal += 1
            case .refused where !mutation.mustBeRead: reader.refused += 1
            case .refused: note("refused, though it says the same", mutation, bytes, &reader)
            case .third(let words): note(words, mutation, bytes, &reader)
            }
        }
        return reader
    }

    private enum Verdict {
        case equal, refused
        case third(String)
    }

    private static func judge(_ kind: ReaderCase, _ path: String, _ plain: AnyHashable) -> Verdict {
        do {
            return try kind.read(path) == plain ? .equal : .third("read as something else")
        } catch let file as RejectedFile {
            let words = file.description
            let form = /[1-9][0-9]*: column .+: value .+: expected .+/
            let isWhole =
                words.hasPrefix(path + ":")
                && words.dropFirst(path.count + 1).wholeMatch(of: form) != nil
            return isWhole ? .refused : .third("refused without line or column: \(words)")
        } catch {
            return .third("ended by \(error)")
        }
    }

    private func note(
        _ words: String, _ mutation: FileMutation, _ bytes: [UInt8], _ reader: inout Reader
    ) {
        reader.third += 1
        guard reader.first_thirds.count < 10 else { return }
        let shown = String(decoding: bytes.prefix(2000), as: UTF8.self).debugDescription
        reader.first_thirds.append("\(mutation.rawValue): \(words): \(shown)")
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Foundation.Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
