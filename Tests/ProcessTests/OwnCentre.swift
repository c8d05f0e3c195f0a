import Foundation
import Testing

/// A topology whose files, ports and state folder are its own, so that a test may break each of them.
final class OwnCentre {
    let folder: String
    let state: String
    var topology: String { folder + "/topology/single-host.yaml" }

    /// - Parameter name: What the folder is called; paths of Unix sockets have at most 107 bytes.
    init(_ name: String = "tl") throws {
        folder = "/tmp/\(name)-\(UInt16.random(in: 0...(.max)))"
        state = folder + "/s"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Programs.root + "/Topology", toPath: folder + "/topology")
        var text = try String(contentsOfFile: topology, encoding: .utf8)
        let fixed = text.matches(of: /port: \d+/).map { String($0.output) }
        for (old, new) in zip(fixed, try Self.freePorts(fixed.count)) {
            text = text.replacing("\(old)}", with: "port: \(new)}")
        }
        try text.write(toFile: topology, atomically: true, encoding: .utf8)
    }

    deinit {
        // Whatever state it is in, nothing of it may outlive the test.
        _ = try? supervise("down")
        // So is its folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Ports of loopback that nobody uses now; all are held until all are chosen.
    private static func freePorts(_ count: Int) throws -> [UInt16] {
        var held: [Int32] = []
        defer { for socket in held { close(socket) } }
        return try (0..<count).map { _ in
            let (socket, port) = try bound()
            held.append(socket)
            return port
        }
    }

    private static func bound() throws -> (Int32, UInt16) {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) | getsockname(socket, $0, &length)
            }
        }
        try #require(result == 0)
        return (socket, UInt16(bigEndian: address.sin_port))
    }

    @discardableResult
    func supervise(_ arguments: String...) throws -> Programs.Result {
        try Programs.run(
            Programs.root + "/ops/supervise",
            arguments + ["--topology", topology, "--state", state, "--bin", Programs.folder])
    }

    /// Starts it; its clock shows the host's time, or begins at `origin`.
    func up(origin: String? = nil) throws {
        let up =
            if let origin { try supervise("up", "--clock-origin", origin) } else { try supervise("up") }
        try #require(up.status == 0, "up: \(up.errors)")
    }

    /// What `ops/supervise status --json` says, by name.
    func rows() throws -> [String: RunningTopology.Row] {
        struct Answer: Decodable { var stations: [RunningTopology.Row] }
        let answer = try supervise("status", "--json")
        let rows = try JSONDecoder().decode(Answer.self, from: Data(answer.output.utf8)).stations
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0) })
    }

    /// Asks until a station is in that state; the suite's time limit bounds it.
    func wait(for name: String, toBe state: String) throws {
        while try rows()[name]?.state != state {}
    }

    /// Sends a signal to a station.
    func send(_ signal: Int32, to name: String) throws {
        let pid = try #require(try rows()[name]?.pid)
        try #require(pid > 0)
        kill(pid, signal)
    }

    var supervisor: Int32 {
        get throws {
            let text = try String(contentsOfFile: state + "/run/supervisord.pid", encoding: .utf8)
            return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
    }

    /// The pids of what the supervisor has started that has `word` in its command line.
    func children(with word: String) throws -> [Int32] {
        let supervisor = try supervisor
        let path = "/proc/\(supervisor)/task/\(supervisor)/children"
        let list = try String(contentsOfFile: path, encoding: .utf8)
        return list.split(separator: " ").compactMap { Int32($0) }.filter { pid in
            // One that has ended meanwhile has none.
            let words = try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)
            return words?.contains(word) == true
        }
    }

    /// A file of the topology cannot be read for as long as `body` runs.
    func breaking(_ name: String, _ body: () throws -> Void) throws {
        let path = folder + "/topology/" + name
        let good = try Data(contentsOf: URL(filePath: path))
        try (good + Data("\n  - nonsense: [\n".utf8)).write(to: URL(filePath: path))
        try body()
        try good.write(to: URL(filePath: path))
    }

    /// True when somebody listens where a station's HTTP edge is to be.
    func serves(_ name: String) throws -> Bool {
        struct Plan: Decodable {
            struct Station: Decodable {
                var name: String
                var http: String?
            }
            var stations: [Station]
        }
        let answer = try Programs.tierline("plan", "--topology", topology, "--state", state, "--json")
        let plan = try JSONDecoder().decode(Plan.self, from: Data(answer.output.utf8))
        let address = try #require(plan.stations.first { $0.name == name }?.http)
        let ask = "import sys,urllib.request as r; print(r.urlopen(sys.argv[1]).status)"
        let page = try Programs.run("/usr/bin/python3", ["-c", ask, address + "/healthz"])
        return page.output == "200\n"
    }
}
