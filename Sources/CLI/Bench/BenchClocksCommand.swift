import ArgumentParser
import BusinessTime
import Contacts
import Deciding
import Facts
import Foundation
import TopologyFile
import Watchdog
import Wire

/// `tierline bench clocks`: business-time arithmetic, a ledger of a million clocks, and how long a watchdog
/// with as many open clocks takes from its start to its first decision.
struct BenchClocksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks", abstract: "Times business-time dues and the watchdog's ledger.")

    @Option(help: "The topology whose calendars and clocks are used.")
    var topology: String
    @Option(help: "A folder on the disk that the journal is on.")
    var folder: String
    @Option(help: "How many clocks.")
    var clocks = 1_000_000
    @Option(help: "How many dues.")
    var dues = 4_000_000

    private struct Answer: Encodable {
        var due_per_s: Double
        var clocks_armed_per_s: Double
        var clocks_closed_per_s: Double
        var bytes_per_clock: Double
        /// With all clocks open, of which a tenth came after the checkpoint.
        var restart_s: Double
        var restart_checkpoint_bytes: Int
        /// What making the checkpoint and writing it to the disk took.
        var restart_checkpoint_s: Double
    }

    /// What a start with all clocks open cost.
    private typealias Restart = (seconds: Double, checkpoint: (bytes: Int, seconds: Double))

    func run() async throws {
        try await Outcome.of {
            let loaded = try Topology.load(topology)
            let configuration = loaded.watchdog(rate: 1)
            let due = try dueRate(configuration)
            var watchdog = WatchdogMachine(configuration: configuration, state: WatchdogState())
            let now = Instant(microseconds: 1_774_000_000_000_000)
            let before = try Gauging.residentBytes()
            let arming = try Gauging.seconds {
                for number in 0..<clocks { try arm(number, in: &watchdog, at: now) }
            }
            let bytes = try Gauging.residentBytes() - before
            let closing = Gauging.seconds {
                for number in 0..<clocks { close(number, in: &watchdog, at: now) }
            }
            guard watchdog.state.clockCount == 0 else { throw Failure("clocks were left over") }
            // Last, since what it leaves behind would be used again by what the memory is measured of.
            let restart = try restart(configuration)
            try Output.json(
                Answer(
                    due_per_s: due, clocks_armed_per_s: Double(clocks) / arming,
                    clocks_closed_per_s: Double(clocks) / closing,
                    bytes_per_clock: Double(bytes) / Double(clocks), restart_s: restart.seconds,
                    restart_checkpoint_bytes: restart.checkpoint.bytes,
                    restart_checkpoint_s: restart.checkpoint.seconds))
        }
    }

    /// Arms every clock into a journal on the disk and starts from it.
    private func restart(_ configuration: WatchdogConfiguration) throws -> Restart {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let restart = BenchRestart(
            station: configuration.directory.watchdog, publisher: configuration.directory.router,
            path: "\(folder)/clocks-\(getpid()).sqlite",
            machine: WatchdogMachine(configuration: configuration, state: WatchdogState()))
        defer { restart.remove() }
        let checkpoint = try restart.prepare(clocks) { number in
            .clockStarted(ClockStarted(start: start(number - 1, at: restart.now)))
        }
        var recovered = restart.fresh
        let seconds = try Gauging.seconds { recovered = try restart.recover() }
        let open = recovered.machine.state.clockCount
        guard open == clocks else { throw Failure("\(open) of \(clocks) clocks came back") }
        return (seconds, checkpoint)
    }

    /// Business-hour and workday limits in turn, from starts all over two years.
    private func dueRate(_ configuration: WatchdogConfiguration) throws -> Double {
        guard let name = configuration.calendars.keys.sorted().first(where: { $0 != "elapsed" }),
            let calendar = configuration.calendars[name]
        else { throw Failure("\(topology) has no calendar") }
        let origin: Int64 = 1_767_250_800_000_000
        var sum: Int64 = 0
        let seconds = Gauging.seconds {
            for number in 0..<dues {
                let offset = Int64(number) * 7_919 * 1_000_003 % 63_072_000_000_000
                let start = Instant(microseconds: origin + offset)
                let kind: TimeKind =
                    number & 1 == 0 ? .businessHours(.seconds(14_400)) : .workdayAfter(number & 15 + 1)
                sum &+= calendar.due(start: start, kind: kind).microseconds
            }
        }
        // The sum is used, so that nothing of the work can be left out.
        guard sum != 0 else { throw Failure("the dues add up to nothing") }
        return Double(dues) / seconds
    }

    private func clock(_ number: Int) -> Clock.ID {
        Clock.ID("acknowledgement", contact: Contact.ID(gateway: 1, number: UInt64(number + 1)))
    }

    /// A week of receipts, so that the order of dues has work to do.
    private func start(_ number: Int, at now: Instant) -> Clock.Start {
        let from = now.advanced(by: .microseconds(Int64(number) * 7_919 % 604_800 * 1_000_000))
        return Clock.Start(clock(number), from: from)
    }

    private func arm(_ number: Int, in watchdog: inout WatchdogMachine, at now: Instant) throws {
        let start = start(number, at: now)
        let router = watchdog.configuration.directory.router
        let decided = watchdog.handle(.fact(.clockStarted(ClockStarted(start: start)), from: router), at: now)
        guard decided.contains(where: { $0.fact.kind == .clockArmed }) else {
            throw Failure("\(start.clock.name) was not armed: \(decided)")
        }
    }

    private func close(_ number: Int, in watchdog: inout WatchdogMachine, at now: Instant) {
        let stopped = ClockStopped(clock: clock(number), at: now, cause: "answered")
        _ = watchdog.handle(
            .fact(.clockStopped(stopped), from: watchdog.configuration.directory.router), at: now)
    }
}
