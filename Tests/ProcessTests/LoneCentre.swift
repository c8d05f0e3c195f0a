import Foundation
import Glibc
import Testing

/// A state folder with a topology on ports of its own, whose stations a test starts one by one.
final class LoneCentre {
    let state: String
    let topology: String
    private var processes: [Process] = []

    /// Makes the folder and its clock; `change` may edit the topology's text.
    init(change: (String) -> String = { $0 }) throws {
        // Short, because ipc paths have at most 107 bytes.
        state = "/tmp/tl-\(UInt32.random(in: 0...(.max)))"
        let folder = state + "/topology"
        topology = folder + "/single-host.yaml"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in try FileManager.default.contentsOfDirectory(atPath: Programs.root + "/Topology")
        where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
            try FileManager.default.copyItem(
                atPath: Programs.root + "/Topology/" + name, toPath: folder + "/" + name)
        }
        var text = try String(contentsOfFile: topology, encoding: .utf8)
        let ports = Self.freePorts(16)
        var next = 0
        text.replace(/port: \d+/) { _ in
            defer { next += 1 }
            return "port: \(ports[next])"
        }
        try write(change(text))
        let clock = try Programs.tierline("clock-init", "--topology", topology, "--state", state)
        try #require(clock.status == 0, "\(clock.errors)")
    }

    deinit {
        for process in processes where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        for process in processes { process.waitUntilExit() }
        // A folder that stays behind is swept with the temporary folder.
        try? FileManager.default.removeItem(atPath: state)
    }

    /// Writes another topology.
    func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: topology)) }

    /// Edits the topology.
    func edit(_ change: (String) -> String) throws {
        try write(change(try String(contentsOfFile: topology, encoding: .utf8)))
    }

    /// Where a station's log goes when it is not said.
    func log(_ name: String) -> String { "\(state)/\(name).log" }

    /// What stands there.
    func words(of name: String) throws -> String { try String(contentsOfFile: log(name), encoding: .utf8) }

    /// Starts a station through a shell, whose `before` and `errors` may set limits and redirect its log.
    func start(
        _ program: String, _ name: String, before: String = "", errors: String? = nil,
        standardError: Any? = nil, environment: [String: String] = [:]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        let command =
            "\(before)exec '\(Programs.folder)/\(program)' --topology '\(topology)' --state '\(state)' "
            + "--station \(name) \(standardError == nil ? errors ?? "2>>\(log(name))" : "")"
        process.arguments = ["-c", command]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = standardError ?? FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        processes.append(process)
        return process
    }

    /// A station's own word on itself; nil while it does not answer.
    func health(of name: String) throws -> [String: Any]? {
        let answer = try Programs.tierline(
            "status", "--topology", topology, "--state", state, "--timeout", "300", "--json")
        let whole = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        let stations = whole?["stations"] as? [[String: Any]] ?? []
        return stations.first { $0["name"] as? String == name && $0["pid"] != nil }
    }

    /// Waits until a station answers, as process `pid`; the suite's time limit bounds it.
    func waitForAnswer(of name: String, from process: Process) throws -> [String: Any] {
        while true {
            try #require(process.isRunning, "\(name) ended with \(process.terminationStatus)")
            if let health = try health(of: name), health["pid"] as? Int32 == process.processIdentifier {
                return health
            }
        }
    }

    /// A figure among a station's gauges.
    static func gauge(_ name: String, in health: [String: Any]) -> Int64? {
        let gauges = health["gauges"] as? [[String: Any]] ?? []
        return gauges.first { $0["name"] as? String == name }?["value"] as? Int64
    }

    /// The port of a station's edge.
    func port(of name: String) throws -> Int {
        let plan = try Programs.tierline("plan", "--topology", topology, "--state", state, "--json")
        let whole = try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any]
        let stations = whole?["stations"] as? [[String: Any]] ?? []
        let http = stations.first { $0["name"] as? String == name }?["http"] as? String
        return try #require(http.flatMap { Int($0.split(separator: ":").last ?? "") })
    }

    /// Ports of loopback that nobody uses now; all are held until all are chosen.
    private static func freePorts(_ count: Int) -> [Int] {
        let sockets = (0..<count).map { _ in Socket(AF_INET) }
        return sockets.map(\.boundPort)
    }
}

/// A plain blocking socket; closed when nobody has it any more.
final class Socket {
    let descriptor: Int32

    init(_ family: Int32) { descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0) }

    deinit { close(descriptor) }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    /// Binds to any free port of loopback, and says which.
    fileprivate var boundPort: Int {
        var address = Self.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    /// A connection to a port of loopback; nil when nobody listens.
    static func connected(to port: Int) -> Socket? {
        let made = Socket(AF_INET)
        var address = loopback(port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(made.descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return status == 0 ? made : nil
    }

    /// A connection to the Unix socket at `path`; nil when nobody takes it at once.
    static func connected(toPath path: String) -> Socket? {
        let made = Socket(AF_UNIX)
        _ = fcntl(made.descriptor, F_SETFL, O_NONBLOCK)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(made.descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return status == 0 ? made : nil
    }

    /// Sends a request and reads the first line of the answer; empty when there is none.
    func ask(_ path: String) -> String {
        let request = [UInt8]("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        _ = send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        return text.split(separator: "\r\n").first.map(String.init) ?? ""
    }
}
