import Foundation

/// What the host says of time; the only place of this module that reads a clock.
public struct HostClock: Hashable, Sendable {
    /// Microseconds since the host was booted, sleep included; no step of the wall clock moves it.
    public var boottime: Int64
    /// Microseconds since 1970 by the wall clock.
    public var realtime: Int64
    /// Changes with every boot.
    public var bootID: String

    /// Reads the host's clocks now.
    public static func read() -> HostClock {
        let text = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id") ?? Data()
        let bootID = String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return HostClock(boottime: boottimeNow(), realtime: microseconds(CLOCK_REALTIME), bootID: bootID)
    }

    /// Microseconds since the host was booted.
    public static func boottimeNow() -> Int64 { microseconds(CLOCK_BOOTTIME) }

    private static func microseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        let status = clock_gettime(clock, &time)
        precondition(status == 0, "the host has no clock \(clock)")
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
