import Config
import Contacts
import Foundation
import Testing
import TopologyFile

@testable import StateFolder

@Suite("TopologyClock and its file")
struct ClockFileTests {
    private let host = HostClock(boottime: 5_000_000, realtime: 1_700_000_000_000_000, bootID: "boot-1")

    @Test("topology time is the origin plus the time since the anchor, times the rate")
    func forward() {
        let clock = TopologyClock(origin: Instant(microseconds: 1_000), rate: 60, anchor: 5_000_000)
        #expect(clock.instant(atBoottime: 5_000_000) == Instant(microseconds: 1_000))
        #expect(clock.instant(atBoottime: 6_000_000) == Instant(microseconds: 60_001_000))
        #expect(clock.instant(atBoottime: 4_999_999) == Instant(microseconds: 940))
    }

    @Test(
        "the boot time of an instant is the first at which the clock shows it",
        arguments: [1, 7, 60] as [Int64])
    func backward(rate: Int64) {
        let clock = TopologyClock(origin: Instant(microseconds: -12), rate: rate, anchor: 100)
        for offset in Int64(-30)...30 {
            let instant = Instant(microseconds: offset)
            let boottime = clock.boottime(of: instant)
            #expect(clock.instant(atBoottime: boottime) >= instant)
            #expect(clock.instant(atBoottime: boottime - 1) < instant)
        }
    }

    @Test("what no instant can say is held at its ends")
    func saturates() {
        let clock = TopologyClock(origin: Instant(microseconds: 0), rate: 100_000, anchor: 0)
        #expect(clock.instant(atBoottime: .max) == .distantFuture)
        #expect(clock.instant(atBoottime: .min) == .distantPast)
        #expect(clock.boottime(of: .distantFuture) > 0)
    }

    @Test("a clock file reads back as it was written")
    func roundTrip() throws {
        let folder = try ScratchFolder()
        let file = ClockFile(origin: Instant(microseconds: 915_408_000_000_000), rate: 60, host: host)
        let path = ClockFile.path(in: folder.path)
        try file.write(path)
        #expect(try ClockFile.load(path) == file)
        #expect(file.clock.instant(atBoottime: 5_000_000) == Instant(microseconds: 915_408_000_000_000))
        #expect(ClockFile(origin: nil, rate: 1, host: host).origin.microseconds == host.realtime)
    }

    @Test(
        "within one boot the anchor stays; after a reboot the wall clock bridges the time the host was down")
    func renewed() {
        let file = ClockFile(origin: Instant(microseconds: 0), rate: 2, host: host)
        var later = host
        later.boottime += 1_000
        #expect(file.renewed(on: later) == file)
        let rebooted = HostClock(boottime: 9, realtime: host.realtime + 10_000_000, bootID: "boot-2")
        let renewed = file.renewed(on: rebooted)
        #expect(renewed.clock.instant(atBoottime: 9) == Instant(microseconds: 20_000_000))
        #expect(renewed.bootID == "boot-2")
        let setBack = HostClock(boottime: 9, realtime: host.realtime - 10_000_000, bootID: "boot-3")
        #expect(file.renewed(on: setBack).origin == file.origin)
    }

    @Test(
        "a wrong clock file is refused with the field at fault",
        arguments: [
            ("\"rate\": 0", "rate"), ("\"rate\": 1.5", "rate"), ("\"rate\": -60", "rate"),
            ("\"boot_id\": \"\"", "boot_id"), ("\"origin_us\": \"soon\"", "origin_us"),
            ("\"extra\": 1", "extra"),
            ("\"boottime_anchor_us\": -1", "boottime_anchor_us"),
        ])
    func refused(replacement: String, path: String) throws {
        let folder = try ScratchFolder()
        var values = [
            "origin_us": "1", "rate": "1", "boot_id": "\"b\"", "boottime_anchor_us": "1",
            "realtime_anchor_us": "1",
        ]
        let parts = replacement.split(separator: ":", maxSplits: 1)
        values[parts[0].filter { $0 != "\"" }] = String(parts[1])
        let text = "{" + values.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
        let file = try folder.write(text, to: "clock.json")
        let error = #expect(throws: TopologyError.self) { try ClockFile.load(file) }
        #expect(error?.findings.map(\.path) == [path])
    }

    @Test("the host's clocks go forward and the boot has a name")
    func hostClock() {
        let first = HostClock.read()
        #expect(HostClock.boottimeNow() >= first.boottime)
        #expect(!first.bootID.isEmpty)
        #expect(first.realtime > 1_700_000_000_000_000)
    }
}
