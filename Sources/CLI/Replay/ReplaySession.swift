import AuditSink
import Contacts
import Facts
import Foundation
import Kernel
import Projection
import Reporting
import StateFolder
import TopologyFile
import Traffic

/// Follows the audit log while a replay runs; only it says what became of contacts.
actor ReplayWatch {
    private(set) var projection: ContactProjection
    private let log: AuditLog
    private var index: UInt64

    init(_ setup: ReplaySetup) throws {
        log = try AuditPlace.open(of: setup.topology)
        index = try log.head()
        projection = ContactProjection(of: [.contacts, .clocks], keyPrefix: "\(setup.options.run)/")
    }

    /// Reads on; true when something came.
    func poll() throws -> Bool {
        let before = index
        var found: [AuditedFact] = []
        // What cannot be read ends no replay: the contact it is about stays open, and is counted so.
        var leftOut = LeftOut()
        index = try log.forEach(after: index) { record in
            if let fact = leftOut.fact(of: record) { found.append(fact) }
        }
        for one in found { projection.take(one.fact, at: one.header.at) }
        return index != before
    }

    /// How many of `contacts` have no outcome yet.
    func open(of contacts: [Contact.ID: Int]) -> Int {
        contacts.keys.reduce(0) { $0 + (projection.contacts[$1]?.ended == nil ? 1 : 0) }
    }
}

/// One replay from the first sign-in to the last outcome.
struct ReplaySession {
    /// Real time without progress after which what is open is given up.
    private static let patience: TimeInterval = 600
    /// Real time of quiet after which nothing more is expected once nobody is there to act.
    private static let quiet: TimeInterval = 5

    private let setup: ReplaySetup
    private let watch: ReplayWatch
    private let driver: ReplayDriver

    init(_ setup: ReplaySetup) throws {
        self.setup = setup
        watch = try ReplayWatch(setup)
        driver = ReplayDriver(setup)
    }

    /// Replays, and counts what became of it.
    func run() async throws -> ReplayResult {
        let started = Date()
        try await driver.begin()
        let end = try await follow()
        let wall = Date().timeIntervalSince(started)
        await driver.close()
        let last = Date()
        while Date().timeIntervalSince(last) < Self.quiet, await !driver.snapshot().isEmpty {
            try await pause()
        }
        while try await watch.poll() { try await pause() }
        let snapshot = await driver.snapshot()
        await driver.end()
        let basis = ReplayResult.Basis(
            plan: setup.plan, terms: setup.topology.terms, rooms: setup.rooms, rate: setup.clock.rate,
            end: setup.clock.now(), odd: setup.traffic.odd,
            leftOut: setup.traffic.leftOut)
        return ReplayResult(
            basis, projection: await watch.projection, snapshot: snapshot, wall: wall, stall: end)
    }

    /// Waits until all that was accepted has ended; says why when it gives up.
    private func follow() async throws -> String? {
        var progress = ProgressLine()
        defer { progress.end() }
        var changedAt = Date()
        var seen = (sent: -1, open: -1, terminals: -1)
        while true {
            try await pause()
            _ = try await watch.poll()
            let snapshot = await driver.snapshot()
            let open = await watch.open(of: snapshot.accepted)
            let now = (sent: snapshot.sent, open: open, terminals: await watch.projection.endings)
            if now != seen || snapshot.isTalking { changedAt = Date() }
            seen = now
            let done = snapshot.accepted.count - open + snapshot.blocked
            progress.show(done, of: setup.plan.arrivals.count, note(snapshot, open))
            if snapshot.isSent, open == 0 { return nil }
            let quiet = Date().timeIntervalSince(changedAt)
            if snapshot.isSent, !snapshot.expectsMore, quiet > Self.quiet { return nil }
            let isWaiting = setup.plan.firstArrival.map { setup.clock.now() < $0 } ?? false
            if quiet > Self.patience, !isWaiting {
                return "no progress for \(Int(Self.patience)) s: \(open) contacts open"
            }
        }
    }

    private func note(_ snapshot: ReplayDriver.Snapshot, _ open: Int) -> String {
        if snapshot.sent == 0, let first = setup.plan.firstArrival {
            return "clock \(setup.clock.now()), first arrival \(first)"
        }
        return "\(snapshot.sent) sent, \(open) open, clock \(setup.clock.now())"
    }

    /// Reading the audit log is polling: a reader beside its writer is told of nothing.
    private func pause() async throws { try await Task.sleep(for: .milliseconds(300)) }
}
