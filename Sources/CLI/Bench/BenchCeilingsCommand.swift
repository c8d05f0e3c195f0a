import ArgumentParser
import Contacts
import Foundation
import Journal
import Kernel
import Links
import Synchronization

/// `tierline bench ceilings`: what ZeroMQ and SQLite do here with no station around them.
struct BenchCeilingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ceilings", abstract: "Times raw ZeroMQ messages and raw durable SQLite rows.")

    @Option(help: "A folder on the disk that the journals are on.")
    var folder: String
    @Option(help: "How many messages.")
    var messages = 500_000
    @Option(help: "How many rows, 100 a commit.")
    var rows = 100_000

    private struct Answer: Encodable {
        var zmq_ipc_msgs_per_s: Double
        var sqlite_rows_per_s: Double
        var sqlite_commits_per_s: Double
    }

    func run() async throws {
        try await Outcome.of {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let messaging = try messaging()
            let (rows, commits) = try storing()
            try Output.json(
                Answer(
                    zmq_ipc_msgs_per_s: messaging, sqlite_rows_per_s: rows, sqlite_commits_per_s: commits))
        }
    }

    /// 120-byte messages from a dealer to a router on one other thread.
    private func messaging() throws -> Double {
        let endpoint = "ipc://\(folder)/ceiling.sock"
        let context = ZeroMQContext()
        let count = messages
        let router = try ZeroMQSocket(.router, endpoint: endpoint, context: context)
        let failure = Mutex<String?>(nil)
        let sender = Thread {
            do {
                let dealer = try ZeroMQSocket(
                    .dealer(identity: "ceiling"), endpoint: endpoint, context: context)
                let message = [UInt8](repeating: 7, count: 120)
                var sent = 0
                while sent < count {
                    if dealer.send(message) == .sent { sent += 1 } else { sched_yield() }
                }
                // The socket lingers for nothing, so it is held until everything was received.
                while failure.withLock({ $0 }) == nil { sched_yield() }
            } catch {
                failure.withLock { $0 = "\(error)" }
            }
        }
        sender.start()
        var received = 0
        let seconds = Gauging.seconds {
            while received < count, failure.withLock({ $0 }) == nil {
                if router.receive() == nil { sched_yield() } else { received += 1 }
            }
        }
        failure.withLock { $0 = $0 ?? "done" }
        guard received == count else { throw Failure(failure.withLock { $0 } ?? "") }
        return Double(count) / seconds
    }

    /// Rows of 120 bytes in batches of 100, then one a commit, as a journal commits them.
    private func storing() throws -> (rows: Double, commits: Double) {
        let path = "\(folder)/ceiling-\(getpid()).sqlite"
        let (writer, _) = try JournalWriter.open(at: path, station: "ceiling")
        var builder = BatchBuilder(head: 0, digest: .genesis)
        func commit(_ count: Int) throws {
            for _ in 0..<count {
                let draft = Draft(
                    kind: 100, contact: 1, destinations: [], body: [UInt8](repeating: 7, count: 80))
                builder.append(draft, at: .distantPast, cause: nil)
            }
            try writer.commit(builder.finish(at: .distantPast, configuration: "", cursors: []).batch)
            try writer.settle(isIdle: true)
        }
        let together = try Gauging.seconds { for _ in 0..<(rows / 100) { try commit(100) } }
        let singly = try Gauging.seconds { for _ in 0..<(rows / 100) { try commit(1) } }
        try writer.close()
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.removeItem(atPath: path + suffix)
        }
        return (Double(rows) / together, Double(rows / 100) / singly)
    }
}
