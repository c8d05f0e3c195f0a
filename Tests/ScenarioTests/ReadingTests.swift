import Contacts
import Foundation
import Standards
import Testing
import TopologyFile

/// What the documents leave open and the register decides: each option drives a figure, or is none.
@Suite("Readings: each option is seen in the report")
struct ReadingTests {
    @Test("13.B17: another option makes another figure of the same events", arguments: ReadingFlip.all)
    func flips(_ flip: ReadingFlip) throws {
        let register = try StageRules().topology.standards
        #expect(try flip.verdicts(flip.given) == flip.shipped, "as shipped")
        let taken = flip.option == "by-contract" ? flip.edits : try flip.taken(in: register)
        #expect(try flip.verdicts(flip.given + taken) == flip.flipped, "as \(flip.option)")
        #expect(flip.shipped != flip.flipped)
    }

    /// The options of each question, with the one that stands where an entry says nothing else.
    private func options() throws -> [String: (standing: String, all: [String])] {
        let url = StageRules.folder.appendingPathComponent("standards.yaml")
        let text = try String(contentsOf: url, encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\nreadings:\n").last)
            .components(separatedBy: "\nstandards:\n")[0]
        let rows = section.components(separatedBy: "  - number: ").dropFirst().map { row in
            let lines = row.components(separatedBy: "\n")
            let names = lines.compactMap { line in
                line.firstMatch(of: #/^ {6}([a-z-]+): /#).map { String($0.1) }
            }
            let standing = lines.compactMap { $0.firstMatch(of: #/^ {4}default: ([a-z-]+)/#)?.1 }.first
            return (String(lines[0]), (standing: String(standing ?? ""), all: names))
        }
        return Dictionary(rows) { first, _ in first }
    }

    @Test(
        "13.B17: each option of the register that is not taken has its witness, and is asked where it counts")
    func named() throws {
        let options = try options()
        #expect(options.count == 52)
        let asked = options.flatMap { number, row in
            row.all.filter { $0 != row.standing }.map { "\(number) \($0)" }
        }
        let seen = ReadingFlip.all.map { "\($0.number) \($0.option)" }
        let others = ["A05 next-day", "A35 by-contract", "A51 by-contract"]
        #expect(Set(seen).subtracting(others) == Set(asked))
        #expect(Set(others).isSubset(of: seen))
        for standard in try StageRules().topology.standards {
            let open = standard.readings.filter { (options[$0.number]?.all.count ?? 0) > 1 }
            #expect(open.isEmpty || standard.measure != nil, "\(standard.id) is measured by \(open)")
        }
    }

    @Test("13.B17: an option that says how a clock counts is refused beside a clock that counts otherwise")
    func heldTogether() throws {
        for flip in ReadingFlip.all where ["A04", "A05", "A15", "A19", "A36"].contains(flip.number) {
            let alone = try flip.taken(in: StageRules().topology.standards)[0]
            #expect(throws: (any Error).self, "\(flip.testDescription)") {
                try StageRules().rewrite([alone.file]) { try alone.applied(to: $1) }
            }
        }
    }
}
