import Foundation
import Glibc
import Testing

@Suite("What surrounds the real processes", .serialized, .timeLimit(.minutes(4)))
struct SurroundingsTests {
    @Test(
        "11.11: a station whose log is a full disk or a pipe without a reader serves and drains, and counts",
        arguments: ["disk", "pipe", "closed"])
    func unwritableLog(what: String) throws {
        let centre = try LoneCentre()
        let router: Process
        switch what {
        case "disk": router = try centre.start("router", "router", errors: "2>/dev/full")
        case "closed": router = try centre.start("router", "router", errors: "2>&-")
        default:
            let pipe = Pipe()
            // Closed before the station says its first word.
            try pipe.fileHandleForReading.close()
            router = try centre.start("router", "router", standardError: pipe.fileHandleForWriting)
            try pipe.fileHandleForWriting.close()
        }
        let health = try centre.waitForAnswer(of: "router", from: router)
        let dropped = try #require(LoneCentre.gauge("log_lines_dropped", in: health))
        // The null device takes the place of a closed one, and takes every line.
        #expect(what == "closed" ? dropped == 0 : dropped > 0)
        router.terminate()
        router.waitUntilExit()
        #expect(router.terminationReason == .exit && router.terminationStatus == 0)
    }

    @Test("11.11: the last words of a station that cannot start reach its log")
    func lastWords() throws {
        let centre = try LoneCentre()
        let refused = try centre.start("tier-queue", "router")
        refused.waitUntilExit()
        #expect(refused.terminationStatus == 64)
        #expect(try centre.words(of: "router").contains("cannot go on"))
    }

    @Test("11.11: a command whose reader has left ends quietly with 141, one at a full disk says so with 1")
    func readerLeft() throws {
        let file = Programs.root + "/Topology/single-host.yaml"
        func check(_ output: Any) throws -> (status: Int32, reason: Process.TerminationReason, said: String) {
            let process = Process()
            process.executableURL = URL(filePath: Programs.folder + "/tierline")
            process.arguments = ["check", file]
            process.currentDirectoryURL = URL(filePath: Programs.root)
            let errors = Pipe()
            process.standardOutput = output
            process.standardError = errors.fileHandleForWriting
            try process.run()
            try errors.fileHandleForWriting.close()
            let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, process.terminationReason, said)
        }
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let left = try check(pipe.fileHandleForWriting)
        #expect(left.status == 141 && left.reason == .exit && left.said.isEmpty)
        let full = try check(try #require(FileHandle(forWritingAtPath: "/dev/full")))
        #expect(full.status == 1 && full.reason == .exit && full.said.contains("No space left"))
    }

    @Test("11.12: no descriptor of a gateway passes to a program that it, or the runtime, starts")
    func closeOnExec() throws {
        let centre = try LoneCentre()
        let gateway = try centre.start("phone-gateway", "phone")
        _ = try centre.waitForAnswer(of: "phone", from: gateway)
        let port = try centre.port(of: "phone")
        var client = Socket.connected(to: port)
        while client?.ask("/nowhere").contains("404") != true { client = Socket.connected(to: port) }
        // One that is accepted after the port was opened, and served.
        let stays = try #require(Socket.connected(to: port))
        _ = stays.ask("/healthz")
        let folder = "/proc/\(gateway.processIdentifier)/fd"
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int32($0) }
        #expect(descriptors.count > 20)
        for descriptor in descriptors where descriptor > 2 {
            let info = "/proc/\(gateway.processIdentifier)/fdinfo/\(descriptor)"
            // One that was closed meanwhile is none to ask about.
            guard let text = try? String(contentsOfFile: info, encoding: .utf8),
                let flags = text.firstMatch(of: /flags:\s*([0-7]+)/).flatMap({ Int32($0.1, radix: 8) })
            else { continue }
            let target = try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)")
            #expect(flags & O_CLOEXEC != 0, "descriptor \(descriptor), \(target)")
        }
    }

    @Test("11.12: a gateway that crashes is gone at once, backtracer or not, and serves again within 5 s")
    func crash() throws {
        let centre = try LoneCentre()
        let traced = ["SWIFT_BACKTRACE": "enable=yes,interactive=no,color=no"]
        let gateway = try centre.start("phone-gateway", "phone", environment: traced)
        _ = try centre.waitForAnswer(of: "phone", from: gateway)
        let port = try centre.port(of: "phone")
        while Socket.connected(to: port) == nil {}
        let crashed = ContinuousClock.now
        kill(gateway.processIdentifier, SIGSEGV)
        gateway.waitUntilExit()
        #expect(gateway.terminationReason == .uncaughtSignal && gateway.terminationStatus == SIGSEGV)
        #expect(Socket.connected(to: port) == nil)
        let next = try centre.start("phone-gateway", "phone", environment: traced)
        while Socket.connected(to: port)?.ask("/nowhere").contains("404") != true {
            try #require(next.isRunning)
        }
        #expect(ContinuousClock.now - crashed < .seconds(5))
        // What the memory held is in no log.
        #expect(try !centre.words(of: "phone").contains("Thread 0"))
    }

    @Test("11.2: 120 idle connections leave a gateway with 100 descriptors up, serving, and saying so")
    func flood() throws {
        let centre = try LoneCentre()
        let gateway = try centre.start("phone-gateway", "phone", before: "ulimit -n 100; ")
        _ = try centre.waitForAnswer(of: "phone", from: gateway)
        let port = try centre.port(of: "phone")
        while Socket.connected(to: port)?.ask("/nowhere").contains("404") != true {
            try #require(gateway.isRunning)
        }
        // Half-open ones to the edge first, then to both sockets of its links, which take what is left.
        let idle = (0..<120).map { _ in Socket.connected(to: port) }
        #expect(Socket.connected(to: port)?.ask("/nowhere").contains("404") == true)
        let links = (0..<120).map { number in
            Socket.connected(
                toPath: "\(centre.state)/run/phone.\(number.isMultiple(of: 2) ? "in" : "stream")")
        }
        #expect(links.count { $0 != nil } > 20)
        // Handshakes that nobody ends are closed after 2 s, so that there is room for who asks for health.
        let health = try centre.waitForAnswer(of: "phone", from: gateway)
        #expect(try #require(LoneCentre.gauge("connections_sent_away", in: health)) > 0)
        #expect(try centre.words(of: "phone").contains("too many connections"))
        #expect(LoneCentre.gauge("descriptors_limit", in: health) == 100)
        #expect(try #require(LoneCentre.gauge("descriptors_refused", in: health)) > 0)
        while Socket.connected(to: port)?.ask("/nowhere").contains("404") != true {
            try #require(gateway.isRunning)
        }
        withExtendedLifetime((idle, links)) {}
    }

    @Test("11.14: two queues that swap tiers, and a gateway of another number, end with 78 and both named")
    func identity() throws {
        let centre = try LoneCentre()
        for (program, name) in [
            ("tier-queue", "tier-1"), ("tier-queue", "tier-2"), ("phone-gateway", "phone"),
        ] {
            let station = try centre.start(program, name)
            _ = try centre.waitForAnswer(of: name, from: station)
            station.terminate()
            station.waitUntilExit()
            #expect(station.terminationStatus == 0)
        }
        let good = try String(contentsOfFile: centre.topology, encoding: .utf8)
        try centre.edit { text in
            var text = text
            text.replace(/tier: 1\b/) { _ in "tier: one" }
            text.replace(/tier: 2\b/) { _ in "tier: 1" }
            return text.replacing("tier: one", with: "tier: 2").replacing(/number: 1\b/) { _ in "number: 9" }
        }
        for (program, name, was, now) in [
            ("tier-queue", "tier-1", "tier-queue number 1", "tier-queue number 2"),
            ("tier-queue", "tier-2", "tier-queue number 2", "tier-queue number 1"),
            ("phone-gateway", "phone", "phone-gateway number 1", "phone-gateway number 9"),
        ] {
            let refused = try centre.start(program, name)
            refused.waitUntilExit()
            #expect(refused.terminationStatus == 78)
            let words = try centre.words(of: name).split(separator: "\n").last ?? ""
            #expect(words.contains(was) && words.contains(now), "\(words)")
        }
        try centre.write(good)
        let back = try centre.start("tier-queue", "tier-1")
        _ = try centre.waitForAnswer(of: "tier-1", from: back)
    }

    @Test("11.14: a copied state folder beside the original ends with 78 until it is said to have moved")
    func copiedFolder() throws {
        let centre = try LoneCentre()
        let station = try centre.start("router", "router")
        _ = try centre.waitForAnswer(of: "router", from: station)
        station.terminate()
        station.waitUntilExit()
        let copy = try LoneCentre()
        try FileManager.default.removeItem(atPath: copy.state)
        try FileManager.default.createDirectory(atPath: copy.state, withIntermediateDirectories: true)
        for name in try FileManager.default.contentsOfDirectory(atPath: centre.state) where name != "run" {
            try FileManager.default.copyItem(
                atPath: centre.state + "/" + name, toPath: copy.state + "/" + name)
        }
        let refused = try copy.start("router", "router")
        refused.waitUntilExit()
        #expect(refused.terminationStatus == 78)
        let words = try copy.words(of: "router").split(separator: "\n").last ?? ""
        #expect(words.contains(centre.state) && words.contains(copy.state), "\(words)")
        let moved = try Programs.tierline("journal", "moved", copy.state + "/journal/router.sqlite")
        #expect(moved.status == 0 && moved.output.contains(centre.state), "\(moved.errors)")
        let next = try copy.start("router", "router")
        _ = try copy.waitForAnswer(of: "router", from: next)
        #expect(try Programs.tierline("journal", "moved", copy.state + "/none.sqlite").status == 78)
    }
}
