import ArgumentParser
import AuditSink
import Contacts
import Facts
import Foundation
import Kernel
import Measures
import Projection
import Reporting
import Router
import Simulation
import TopologyFile
import Wire

/// `tierline bench fuzz-facts`: facts of every kind at, below and over their limits, through every reader.
struct BenchFuzzFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz-facts", abstract: "Commits drawn facts and reads them with everything that reads.",
        shouldDisplay: false)

    @Option(help: "Processor time to spend, seconds.")
    var seconds = 10
    @Option(help: "The seed; every round adds one.")
    var seed: UInt64 = 1
    @Option(help: "The topology whose standards and calendars the reports take.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "Write a log with an entry that holds no fact into this new folder, and end.")
    var spoiled: String?
    @OptionGroup var output: OutputOptions

    private struct Answer: Encodable {
        var seed: UInt64
        var rounds: UInt64 = 0
        var drawn = 0
        var committed = 0
        var refused = 0
        var kinds = 0
        var faults: [String] = []
        var cpu_s = 0.0
    }

    func run() async throws {
        try await Outcome.of {
            if let spoiled { return try SpoiledLog.write(into: spoiled) }
            let topology = try Topology.load(topology)
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("fuzz-facts-\(ProcessInfo.processInfo.processIdentifier)").path
            defer {
                // What stays behind is swept with the temporary folder.
                try? FileManager.default.removeItem(atPath: folder)
            }
            var answer = Answer(seed: seed)
            var kinds: Set<FactKind> = []
            repeat {
                let round = FuzzRound(seed: seed &+ answer.rounds, folder: folder, topology: topology)
                do {
                    let found = try round.run()
                    answer.drawn += found.drawn
                    answer.committed += found.kept.count
                    answer.refused += found.drawn - found.kept.count
                    kinds.formUnion(found.kept.map(\.kind))
                } catch {
                    answer.faults.append("seed \(round.seed): \(error)")
                }
                answer.rounds += 1
            } while Gauging.processorTime() < Int64(seconds) * 1_000_000 && answer.faults.count < 20
            answer.kinds = kinds.count
            answer.cpu_s = Double(Gauging.processorTime()) / 1e6
            if output.json {
                try Output.json(answer)
            } else {
                print(
                    "\(answer.committed) facts of \(answer.kinds) kinds read again, "
                        + "\(answer.refused) refused")
                for fault in answer.faults { print("  \(fault)") }
            }
            let isWhole = kinds.count == FactKind.allCases.count
            if !answer.faults.isEmpty || !isWhole { throw Outcome.failed }
        }
    }
}

/// One log of drawn facts, written and read.
private struct FuzzRound {
    let seed: UInt64
    let folder: String
    let topology: Topology
    private static let station: StationName = "router"

    /// Every other round has numbers that can be added up, for the readers that do.
    private var numbers: FactFuzzer.Numbers { seed % 2 == 0 ? .extreme : .usual }

    struct Found {
        var drawn = 0
        /// What was committed, in order.
        var kept: [Fact] = []
    }

    func run() throws -> Found {
        // There is none in the first round.
        try? FileManager.default.removeItem(atPath: folder)
        let found = try write()
        try read(found.kept)
        return found
    }

    /// Draws facts and commits those that encode, as a station and its audit sink do.
    private func write() throws -> Found {
        var fuzzer = FactFuzzer(seed: seed, numbers: numbers)
        var found = Found()
        let writer = try AuditWriter(folder, station: "audit", run: "fuzz")
        var builder = BatchBuilder(head: 0, digest: .genesis)
        for number in 0..<10 * FactKind.allCases.count {
            let fact = try fuzzer.next()
            found.drawn += 1
            guard let body = try encoded(fact) else { continue }
            let at = Instant(microseconds: 1_774_828_800_000_000 + Int64(number) * 80_000_000)
            builder.append(
                Draft(
                    kind: fact.kind.rawValue, contact: fact.contact?.rawValue ?? 0,
                    destinations: [Self.station], body: body), at: at, cause: nil)
            found.kept.append(fact)
            guard builder.isFull || number % 50 == 49 else { continue }
            let published = builder.finish(at: at, configuration: "", cursors: []).published
            try writer.take(published, of: Self.station)
        }
        let published = builder.finish(
            at: Instant(microseconds: 1_774_915_200_000_000), configuration: "", cursors: []
        ).published
        if !published.entries.isEmpty { try writer.take(published, of: Self.station) }
        try writer.close()
        return found
    }

    /// The bytes of a fact; nil when it is refused and could not be read either.
    private func encoded(_ fact: Fact) throws -> [UInt8]? {
        do throws(WireError) {
            return try FactCodec.encode(fact)
        } catch {
            let body = FactCodec.unchecked(fact)
            // Refused for what a reader would refuse it for.
            let read = try? FactCodec.decode(kind: fact.kind.rawValue, body: body[...])
            guard read != fact || body.count > Limit.body else {
                throw Failure("\(fact.kind) is refused and can be read: \(error)")
            }
            return nil
        }
    }

    private func read(_ kept: [Fact]) throws {
        let log = try AuditLog.open(folder)
        let proof = try log.verify()
        guard proof.isIntact else { throw Failure("the log is not intact") }
        var facts: [AuditedFact] = []
        var leftOut = LeftOut()
        try log.forEach { record in
            if let fact = leftOut.fact(of: record) { facts.append(fact) }
        }
        try log.close()
        guard leftOut.entries.isEmpty else { throw Failure(leftOut.entries[0]) }
        guard facts.map(\.fact) == kept else { throw Failure("what is read is not what was committed") }
        explain(facts)
        try report(facts)
    }

    /// Every contact's life in words, and each fact as JSON.
    private func explain(_ facts: [AuditedFact]) {
        var length = 0
        for fact in facts { length += FactJSON.render(fact.fact).utf8.count }
        for contact in Set(facts.compactMap(\.fact.contact)) {
            length += Explanation(of: contact, from: facts).text.utf8.count
        }
        precondition(length > 0 || facts.isEmpty, "something is said of every fact")
    }

    private func report(_ facts: [AuditedFact]) throws {
        var projection = ReportProjection(
            clocks: topology.clocks, calendars: topology.calendars, work: topology.work)
        var lives = ContactProjection(of: [.contacts, .clocks, .items, .agents])
        for one in facts {
            projection.take(one)
            lives.take(one.fact, at: one.header.at)
        }
        _ = InversionFinder(lives.ours, among: lives.contacts.values)
        guard let day = CivilDate("2026-03-30") else { throw Failure("a date") }
        let scope = Report.Scope(
            first: day, last: day, kind: .day, zone: topology.zone, contract: topology.contract)
        let report = Report(
            projection, scope: scope, standards: topology.standards, register: topology.standards,
            coreHours: topology.routing.openingHours[.phone], feed: Feed())
        guard !report.json.isEmpty, !report.csv.isEmpty, !report.html.isEmpty else {
            throw Failure("an empty report")
        }
    }
}

/// A log as a newer version, or a fault, may leave it: what its readers are tried with.
private enum SpoiledLog {
    /// Two facts about C1-1 with an entry between them that holds none.
    static func write(into folder: String) throws {
        let writer = try AuditWriter(folder, station: "audit", run: "spoiled")
        var builder = BatchBuilder(head: 0, digest: .genesis)
        let contact = Contact.ID(gateway: 1, number: 1)
        let at = Instant(microseconds: 1_774_872_000_000_000)
        let good = try FactCodec.encode(.contactHeld(ContactHeld(contact: contact, at: at)))
        for (kind, body) in [
            (FactKind.contactHeld, good), (.workItemChanged, [0xFF]), (.contactHeld, good),
        ] as [(FactKind, [UInt8])] {
            builder.append(
                Draft(kind: kind.rawValue, contact: contact.rawValue, destinations: [], body: body), at: at,
                cause: nil)
        }
        try writer.take(builder.finish(at: at, configuration: "", cursors: []).published, of: "router")
        try writer.close()
    }
}
