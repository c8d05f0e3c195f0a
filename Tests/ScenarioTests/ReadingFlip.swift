import Contacts
import Foundation
import Standards
import Testing

/// An option of a reading that the register does not take, with events that it makes another figure of.
struct ReadingFlip: Sendable, CustomTestStringConvertible {
    let number: String
    let option: String
    let standard: Standard.ID
    /// Inputs of a scenario, with the window at the end.
    let events: [String]
    /// The verdicts of the report by the register as it is, figure by figure and part by part.
    let shipped: [Bool?]
    /// And with the option.
    let flipped: [Bool?]
    /// What of the files has to change with it, because `tierline check` holds the two together.
    var edits: [Edit] = []
    /// The rules under which both are asked.
    var given: [Edit] = []

    var testDescription: String { "\(number): \(option)" }

    /// Replaces a text in one entry of a file, wherever it stands there.
    struct Edit: Sendable {
        var file: String
        /// The line that the entry begins with; nil for the whole file.
        var entry: String?
        var old: String
        var new: String

        init(_ file: String, _ old: String, _ new: String, in entry: String? = nil) {
            self.file = file
            self.entry = entry
            self.old = old
            self.new = new
        }

        static func entry(_ id: Standard.ID, _ old: String, _ new: String) -> Edit {
            Edit("standards.yaml", old, new, in: "  - id: \(id)\n")
        }

        static func clock(_ name: String, _ old: String, _ new: String) -> Edit {
            Edit("standards.yaml", old, new, in: "  - name: \(name)\n")
        }

        func applied(to text: String) throws -> String {
            let start = try #require(entry.map { text.range(of: $0)?.lowerBound } ?? text.startIndex)
            let head = entry.map { String($0.prefix { $0 != ":" }) } ?? "\n\n\n"
            let rest = text.index(after: start)..<text.endIndex
            let end = entry == nil ? nil : text.range(of: "\n\(head):", range: rest)?.lowerBound
            let part = String(text[start..<(end ?? text.endIndex)])
            let changed = part.replacing(old, with: new)
            try #require(changed != part, "\(file) has \"\(old)\"")
            return text[..<start] + changed + text[(end ?? text.endIndex)...]
        }
    }

    /// The verdicts under the files with these edits.
    func verdicts(_ edits: [Edit]) throws -> [Bool?] {
        let lines = ["\(standard) 1", "", ""] + events.map { "  \($0)" }
        let (folder, topology) = try EditedRegister.shipped.get()
        let rules = StageRules(folder, topology)
        if !edits.isEmpty {
            try rules.rewrite(Set(edits.map(\.file)).sorted()) { file, text in
                try edits.filter { $0.file == file }.reduce(text) { try $1.applied(to: $0) }
            }
        }
        return try WitnessPlay(WitnessRow(lines), [], under: rules).verdicts()
    }

    /// The edit that takes the option, where the register takes another one.
    func taken(in register: [Standard]) throws -> [Edit] {
        let entry = try #require(register.first { $0.id == standard })
        guard let now = entry.option(of: number) else { return edits }
        return [.entry(standard, "\(number): \(now)", "\(number): \(option)")] + edits
    }
}
