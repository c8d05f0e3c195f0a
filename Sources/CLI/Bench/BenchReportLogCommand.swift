import ArgumentParser
import BusinessTime
import Config
import Contacts
import Facts
import Foundation
import Kernel
import Randomness
import Simulation
import Standards
import TopologyFile

/// `tierline bench report-log`: writes the audit log of very many calls, for reports to be timed on.
///
/// Nobody decides anything: each call is what the stations would have recorded of it, spread evenly over the
/// days from 08:00 to 18:00, one in twelve abandoned, so that a year is written in minutes.
struct BenchReportLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report-log", abstract: "Writes the audit log of very many calls.")

    @Option(help: "The topology whose stations, classes and clocks they have.")
    var topology: String
    @Option(help: "The new directory of the log.")
    var folder: String
    @Option(help: "How many calls.")
    var contacts = 500_000
    @Option(help: "Over how many days.")
    var days = 365

    private struct Answer: Encodable {
        var contacts: Int
        var entries: UInt64
        var seconds: Double
    }

    func validate() throws {
        guard (1...5_000_000).contains(contacts) else {
            throw ValidationError("--contacts \(contacts): expected 1 to 5000000")
        }
        guard (1...3660).contains(days) else { throw ValidationError("--days \(days): expected 1 to 3660") }
    }

    func run() async throws {
        try await Outcome.of {
            let loaded = try Topology.load(topology)
            var log = try CallLog(loaded, folder)
            var generator = SplitMix64(seed: 1)
            var line = ProgressLine()
            let first = loaded.zone.instant(
                ofDay: CivilDate(year: 2025, month: 1, day: 1).daysSinceEpoch, minute: 480)
            let seconds = try Gauging.seconds {
                for number in 0..<contacts {
                    // Evenly over all the opening hours, so that every day and quarter has its calls.
                    let second = Int64(number) * Int64(days) * 36_000 / Int64(contacts)
                    let at = first.advanced(
                        by: .seconds(second / 36_000 * 86_400 + second % 36_000))
                    try log.add(UInt64(number + 1), at: at, &generator)
                    line.show(number, of: contacts, "calls written")
                }
                try log.close()
            }
            line.end()
            try Output.json(Answer(contacts: contacts, entries: log.entries, seconds: seconds))
        }
    }
}

/// The stations' entries about calls, into one audit log.
private struct CallLog {
    private(set) var entries: UInt64 = 0
    private let audit: VirtualAuditLog
    private var builders: [StationName: BatchBuilder] = [:]
    private let gateway: StationName
    private let router: StationName
    private let queue: StationName
    private let watchdog: StationName
    private let clock: ClockName
    private var last = Instant.distantPast

    /// So many entries of a station are a batch.
    private static let batch = 512

    init(_ topology: Topology, _ folder: String) throws {
        audit = try VirtualAuditLog(folder, station: topology.auditSink, run: "bench")
        let names = topology.directory
        gateway = names.gateways[1] ?? "phone"
        router = names.router
        queue = names.queue(of: .one)
        watchdog = names.watchdog
        clock = topology.clocks.first?.name ?? "phone.answer"
    }

    /// One call: answered after some seconds, or given up.
    mutating func add(_ number: UInt64, at: Instant, _ generator: inout SplitMix64) throws {
        let contact = Contact.ID(gateway: 1, number: number)
        let agent = Agent.ID("A\(number % 50)")
        let answered = at.advanced(by: .milliseconds(generator.number(1000...60_000)))
        let ended = answered.advanced(by: .milliseconds(generator.number(30_000...600_000)))
        let isGone = number % 12 == 0
        let attributes = ContactAttributes(inquiries: [.init(type: "benefits")])
        try say(
            gateway, at,
            .contactReceived(
                ContactReceived(
                    contact: contact, gateway: gateway, channel: .phone, received: at, stamped: at,
                    ingested: at, attributes: attributes, hours: .observed, key: "bench/\(number)")))
        try say(
            router, at,
            .contactClassified(
                ContactClassified(
                    contact: contact, gateway: gateway, channel: .phone, received: at,
                    contactClass: "general", rank: 10, needs: [], tier: .one, rule: "bench", clocks: [],
                    inquiryCount: 1)))
        let id = Clock.ID(clock, contact: contact)
        try say(
            watchdog, at,
            .clockArmed(
                ClockArmed(
                    clock: id, from: at, calendar: nil,
                    thresholds: [
                        .init(
                            name: "limit", level: .breach, budget: 20_000_000,
                            due: at.advanced(by: .seconds(20)))
                    ], mode: .running)))
        if !isGone { try serve(contact, by: agent, number, from: answered, until: ended) }
        let outcome: Contact.Outcome = isGone ? .abandoned : .resolved
        try say(
            watchdog, answered,
            .clockClosed(
                ClockClosed(
                    clock: id, at: answered, used: at.duration(to: answered).microseconds,
                    cause: isGone ? "abandoned" : "answered")))
        try say(
            router, isGone ? answered : ended,
            .contactEnded(
                ContactEnded(
                    contact: contact, gateway: gateway, outcome: outcome, at: isGone ? answered : ended,
                    tier: .one, agent: isGone ? nil : agent)))
    }

    private mutating func serve(
        _ contact: Contact.ID, by agent: Agent.ID, _ number: UInt64, from: Instant, until end: Instant
    ) throws {
        let offer = Offer.ID(tier: .one, number: number)
        try say(
            queue, from,
            .offerAccepted(OfferAccepted(offer: offer, contact: contact, generation: 1, agent: agent)))
        try say(
            gateway, from,
            .contactConnected(ContactConnected(contact: contact, offer: offer, agent: agent, at: from)))
        try say(
            queue, end,
            .serviceEnded(
                ServiceEnded(contact: contact, generation: 1, agent: agent, dispositions: [], at: end)))
    }

    private mutating func say(_ station: StationName, _ at: Instant, _ fact: Fact) throws {
        let draft = Draft(
            kind: fact.kind.rawValue, contact: fact.contact?.rawValue ?? 0, destinations: [],
            body: try audit.body(of: fact))
        builders[station, default: BatchBuilder(head: 0, digest: .genesis)].append(draft, at: at, cause: nil)
        last = max(last, at)
        entries += 1
        if entries.isMultiple(of: UInt64(Self.batch)) { try flush() }
    }

    private mutating func flush() throws {
        for station in builders.keys.sorted() {
            guard let builder = builders[station], !builder.isEmpty else { continue }
            let batch = builders[station]?.finish(at: last, configuration: "bench", cursors: []).published
            if let batch { try audit.take(batch, of: station) }
        }
    }

    /// Commits what is left.
    mutating func close() throws {
        try flush()
        try audit.close()
    }
}
