import Contacts
import Facts
import Simulation
import Testing

@testable import Wire

@Suite("Facts at, below and over their limits")
struct FactFuzzTests {
    @Test(
        "11.1: what encodes reads back as it was, and what could not be read is refused at encoding",
        arguments: [1, 7, 0x7165_7269])
    func encodesExactlyWhatDecodes(seed: UInt64) throws {
        var fuzzer = FactFuzzer(seed: seed)
        var encoded: [FactKind: Int] = [:]
        var refused: [FactKind: Int] = [:]
        for _ in 0..<100 * FactKind.allCases.count {
            let fact = try fuzzer.next()
            let kind = fact.kind.rawValue
            do throws(WireError) {
                let body = try FactCodec.encode(fact)
                #expect(try FactCodec.decode(kind: kind, body: body[...]) == fact, "\(fact.kind)")
                encoded[fact.kind, default: 0] += 1
            } catch {
                let body = FactCodec.unchecked(fact)
                // Refused for what its readers would refuse it for, or because no entry holds it.
                let read = try? FactCodec.decode(kind: kind, body: body[...])
                #expect(read != fact || body.count > Limit.body, "\(fact.kind): \(error)")
                refused[fact.kind, default: 0] += 1
            }
        }
        for kind in FactKind.allCases {
            #expect(encoded[kind, default: 0] > 20, "\(kind) is hardly ever within its limits")
        }
        #expect(refused.count > FactKind.allCases.count * 9 / 10, "most kinds are over a limit now and then")
    }

    @Test("11.1: the same seed draws the same facts")
    func seeded() throws {
        var (one, other) = (FactFuzzer(seed: 3), FactFuzzer(seed: 3))
        for _ in 0..<200 { #expect(try one.next() == other.next()) }
    }

    private func item(_ count: Int, _ change: WorkChange = .event("completed")) -> Fact {
        .workItemChanged(
            WorkItemChanged(
                item: Sample.contact, change: change, at: Sample.at, by: "clerk", evidence: nil,
                workClass: "claim", facts: facts(count), status: .open, noted: Sample.at))
    }

    private func facts(_ count: Int) -> [WorkFact] {
        (0..<count).map { WorkFact(Name("fact-\($0)"), "yes") }
    }

    @Test("11.1: an item with more facts than one report brings is read, as older journals have it")
    func olderItem() throws {
        for count in [33, Limit.keptWorkFacts, Limit.list] {
            let fact = item(count)
            let body = FactCodec.unchecked(fact)
            #expect(try FactCodec.decode(kind: fact.kind.rawValue, body: body[...]) == fact)
        }
        #expect(throws: Never.self) { try FactCodec.encode(item(33)) }
        #expect(throws: WireError.self) { try FactCodec.encode(item(Limit.list + 1)) }
        let report = item(1, .facts(facts(Limit.workFacts + 1)))
        #expect(throws: WireError.self) { try FactCodec.encode(report) }
    }

    @Test("11.1: one fact over the room of an entry is refused, so that no batch ends the process")
    func tooLarge() {
        let name = String(repeating: "n", count: Limit.name - 4)
        let large = (0..<200).map { WorkFact(Name("\(name)\($0)"), Name(name)) }
        let fact = Fact.workItemChanged(
            WorkItemChanged(
                item: Sample.contact, change: .event("completed"), at: Sample.at, by: "clerk", evidence: nil,
                workClass: "claim", facts: large, status: .open, noted: Sample.at))
        let error = #expect(throws: WireError.self) { try FactCodec.encode(fact) }
        #expect(error?.description.contains("at most \(Limit.body) bytes") == true)
    }

    @Test("11.1: a composed text is cut where a character ends", arguments: [1_999, 2_000, 2_001, 5_000])
    func cut(length: Int) {
        let text = String(repeating: "é", count: length / 2) + (length % 2 == 1 ? "x" : "")
        let refusal = RequestRefused(request: "any", field: "facts", reason: text)
        #expect(refusal.reason.utf8.count <= Limit.text)
        #expect(length > Limit.text ? refusal.reason.hasSuffix("...") : refusal.reason == text)
        #expect(throws: Never.self) { try FactCodec.encode(.requestRefused(refusal)) }
    }
}
