internal import Glibc

/// The free space of the disk that a journal is on, below which nothing is written to it any more.
///
/// A write that fails ends the process, and starting it again does not make room. So a station waits before
/// it writes: what it took stays with it, unacknowledged, and goes on by itself once there is room.
struct DiskSpace: Sendable {
    /// Bytes that must be free: more than all batches that the stations of a host have on their way.
    static let minimum: UInt64 = 16 << 20

    /// A folder on the disk.
    let folder: String
    var minimum = DiskSpace.minimum
    /// Free bytes; nil when the system does not say.
    var free: @Sendable (_ folder: String) -> UInt64? = DiskSpace.freeBytes

    /// The disk of the journal at `path`, which need not exist yet.
    init(ofJournal path: String) {
        folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// True when there is room; also when nobody knows, since the write then tells.
    var isEnough: Bool { free(folder).map { $0 >= minimum } ?? true }

    /// Returns once there is room.
    ///
    /// - Parameters:
    ///   - say: Told in words when it begins to wait, and when it ends.
    ///   - pause: Passes some time; tests pass none.
    func wait(say: (String) -> Void, pause: () -> Void = { usleep(100_000) }) {
        guard !isEnough else { return }
        say("less than \(minimum) bytes are free in \(folder); waiting for space")
        while !isEnough { pause() }
        say("there is space in \(folder) again; going on")
    }

    private static func freeBytes(_ folder: String) -> UInt64? {
        var disk = statvfs()
        guard statvfs(folder, &disk) == 0 else { return nil }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
    }
}
