import ArgumentParser
import Config
import Contacts
import Foundation
import Kernel
import Links
import TopologyFile

/// `tierline status`: asks every station how it is.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Asks every station of a running topology for its health.")

    @OptionGroup var place: TopologyOptions
    @Option(help: "How long a station may take to answer, milliseconds.")
    var timeout: Int64 = 2000
    @Option(help: "Ask again and again with so many milliseconds between; one answer a line.")
    var every: Int64?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Outcome.of {
            let loaded = try place.load()
            let stations = loaded.stations.filter(\.program.isStation)
            let thread = PollThread()
            defer { thread.stop() }
            repeat {
                let answers = await Self.ask(stations, thread: thread, timeout: timeout * 1000)
                let isReady = try show(stations.map { Self.row($0, answers[$0.name]) }, of: loaded.name)
                guard let every else {
                    guard isReady else { throw Outcome.failed }
                    return
                }
                // Asking on is polling: a station tells nobody that it ends.
                try await Task.sleep(for: .milliseconds(every))
            } while true
        }
    }

    /// Prints the rows; true when every station is ready.
    private func show(_ rows: [[String: Any]], of topology: String) throws -> Bool {
        let isReady = rows.allSatisfy { $0["state"] as? String == "ready" }
        guard output.json else {
            for row in rows {
                print(
                    "\(row["name"] ?? "")\t\(row["program"] ?? "")\t\(row["state"] ?? "")\t"
                        + "pid \(row["pid"] ?? "-")"
                )
            }
            return isReady
        }
        let whole: [String: Any] = ["topology": topology, "ready": isReady, "stations": rows]
        let bytes = try JSONSerialization.data(
            withJSONObject: whole, options: [.sortedKeys, .withoutEscapingSlashes])
        Output.write(bytes + [0x0A])
        return isReady
    }

    static func ask(
        _ stations: [StationSettings], thread: PollThread, timeout: Int64
    ) async -> [StationName: [UInt8]] {
        let context = ZeroMQContext()
        return await withTaskGroup(of: (StationName, [UInt8]?).self) { group in
            for station in stations {
                group.addTask {
                    let client = IngressClient(
                        endpoint: station.ingressEndpoint, identity: "status-\(getpid())-\(station.name)",
                        thread: thread, context: context)
                    // A station that does not answer is down; there is nothing else to say about it.
                    guard (try? await client.open()) != nil,
                        // The same holds for one that does not answer in time.
                        let reply = try? await client.request(.status, retries: .none(timeout: timeout)),
                        case .status(_, let json) = reply
                    else {
                        await client.close()
                        return (station.name, nil)
                    }
                    await client.close()
                    return (station.name, json)
                }
            }
            var answers: [StationName: [UInt8]] = [:]
            for await (name, json) in group { answers[name] = json }
            return answers
        }
    }

    /// The station's own words, with the names the topology gives it.
    private static func row(_ station: StationSettings, _ answer: [UInt8]?) -> [String: Any] {
        // An answer that is no JSON is none.
        let parsed = answer.flatMap { try? JSONSerialization.jsonObject(with: Foundation.Data($0)) }
        var row = parsed as? [String: Any] ?? ["state": "down"]
        row["name"] = station.name.rawValue
        row["program"] = station.program.rawValue
        return row
    }
}
