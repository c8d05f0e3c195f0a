import Foundation
import Testing

@Suite("The supervisor script", .serialized, .timeLimit(.minutes(5)))
struct SupervisionTests {
    private static let edges = ["phone", "chat", "email", "portal", "desk", "console"]

    private func isAlive(_ pid: Int32) -> Bool { pid > 0 && kill(pid, 0) == 0 }

    @Test("11.19: restart starts what is down, leaves a newborn alone, and returns when the station serves")
    func restart() throws {
        let centre = try OwnCentre()
        try centre.up()
        for edge in Self.edges { #expect(try centre.serves(edge), "\(edge)") }
        // Somebody ended it by hand: that is no death, and nobody starts it again.
        try centre.send(SIGTERM, to: "desk")
        try centre.wait(for: "desk", toBe: "exited")
        let down = try centre.supervise("restart", "desk")
        #expect(down.status == 0, "\(down.errors)")
        #expect(try centre.rows()["desk"]?.state == "ready")
        #expect(try centre.serves("desk"))

        try centre.breaking("routing.yaml") {
            try centre.send(SIGKILL, to: "tier-2")
            try centre.wait(for: "tier-2", toBe: "exited")
        }
        let mended = try centre.supervise("restart", "tier-2")
        #expect(mended.status == 0, "\(mended.errors)")
        #expect(try centre.rows()["tier-2"]?.state == "ready")

        try centre.send(SIGKILL, to: "tier-1")
        let begun = ContinuousClock.now
        let died = try centre.supervise("restart", "tier-1")
        #expect(died.status == 0, "\(died.errors)")
        #expect(ContinuousClock.now - begun < .seconds(10))
        let row = try #require(try centre.rows()["tier-1"])
        #expect(row.state == "ready" && row.restarts == 1, "\(row)")
        // Asked again, it is meant.
        #expect(try centre.supervise("restart", "tier-1").status == 0)
        #expect(try centre.rows()["tier-1"]?.pid != row.pid)
    }

    @Test("11.20: without its socket no second set is started and down stops all; a path may have a blank")
    func socket() throws {
        let centre = try OwnCentre("t 5%d's")
        try centre.up()
        // Whoever counts restarts is killed, and counts them all the same.
        let listener = try centre.children(with: "listen")
        #expect(listener.count == 1)
        for pid in listener { kill(pid, SIGKILL) }
        try centre.send(SIGKILL, to: "chat")
        try centre.wait(for: "chat", toBe: "ready")
        var rows = try centre.rows()
        #expect(rows.values.allSatisfy { $0.restarts == ($0.name == "chat" ? 1 : 0) }, "\(rows)")

        try FileManager.default.removeItem(atPath: centre.state + "/run/supervisor.sock")
        rows = try centre.rows()
        #expect(rows.count == 12 && rows.values.allSatisfy { $0.state == "ready" && isAlive($0.pid) })
        let second = try centre.supervise("up")
        #expect(second.status == 1)
        #expect(second.errors.contains("does not answer") && !second.errors.contains("Traceback"))
        #expect(try centre.children(with: "--station").count == 12)

        let lock = open(centre.state + "/run/command.lock", O_RDWR)
        flock(lock, LOCK_EX)
        let busy = try centre.supervise("down")
        close(lock)
        #expect(busy.status == 1 && busy.errors.contains("at work"), "\(busy.errors)")

        let begun = ContinuousClock.now
        let down = try centre.supervise("down")
        #expect(down.status == 0, "\(down.errors)")
        // Each drains within 3 s, and those that do not need each other drain together.
        #expect(ContinuousClock.now - begun < .seconds(9))
        #expect(rows.values.allSatisfy { !isAlive($0.pid) })
        let refused = try Programs.run(
            Programs.root + "/ops/supervise",
            [
                "up", "--topology", centre.topology, "--state", centre.folder + "/a #b", "--bin",
                Programs.folder,
            ])
        #expect(refused.status == 78 && refused.errors.contains("/a #b"))
    }

    @Test("11.20: a killed supervisor leaves nobody twice; a broken file stops no logs, restart or down")
    func orphans() throws {
        let centre = try OwnCentre()
        try centre.up()
        kill(try centre.supervisor, SIGKILL)
        let orphans = try centre.rows()
        #expect(orphans.values.contains { $0.state == "orphaned" && isAlive($0.pid) })
        #expect(orphans.values.allSatisfy { ["orphaned", "stopped"].contains($0.state) }, "\(orphans)")
        let alone = try centre.supervise("restart", "router")
        #expect(alone.status == 1 && alone.errors.contains("supervisor"))
        let again = try centre.supervise("up")
        #expect(again.status == 0, "\(again.errors)")
        #expect(orphans.values.allSatisfy { !isAlive($0.pid) })
        #expect(try centre.children(with: "--station").count == 12)

        try centre.breaking("single-host.yaml") {
            let before = try centre.rows()
            #expect(before.values.allSatisfy { $0.state == "ready" }, "\(before)")
            let logs = try centre.supervise("logs", "router")
            #expect(logs.status == 0 && logs.output.contains("\"station\":\"router\""))
            let restarted = try centre.supervise("restart", "router")
            #expect(restarted.status == 0 && restarted.errors.contains("copy"), "\(restarted.errors)")
            #expect(try centre.rows()["router"].map { $0.pid != before["router"]?.pid } == true)
            let down = try centre.supervise("down")
            #expect(down.status == 0, "\(down.errors)")
            #expect(before.values.allSatisfy { !isAlive($0.pid) })
            #expect(try centre.supervise("up").status == 78)
        }
    }

    @Test("11.21: everything is killed at once under load, comes up again, and no promise is broken")
    func power() throws {
        let result = try Programs.run(Programs.root + "/ops/faults", ["POWER", "--bin", Programs.folder])
        #expect(result.status == 0, "\(result.output) \(result.errors)")
        #expect(result.output.hasPrefix("POWER held"))
    }
}
