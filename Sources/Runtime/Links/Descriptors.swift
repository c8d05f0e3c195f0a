internal import Glibc
import Synchronization

/// The descriptors of this process: how many there may be, and that no other program gets them.
public enum Descriptors {
    /// Above this a higher limit only makes tables larger.
    private static let most: rlim_t = 65_536
    /// Descriptors that no connection from outside gets: for files that the system's libraries open, and for
    /// the links to upstreams.
    static let reserve = 24
    private static let resource = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))

    /// How many descriptors the process may have.
    public static var limit: Int {
        var limit = rlimit()
        return getrlimit(resource, &limit) == 0 ? Int(min(limit.rlim_cur, most)) : 1024
    }

    /// How many it has; the one that counts them is not among them.
    public static var inUse: Int { max(0, open().count - 1) }

    /// Connections that were closed again since the start, because only reserved descriptors were left.
    public static var refusals: Int { refusedAccepts.load(ordering: .relaxed) }

    /// Raises what the process may have to what the system allows.
    public static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < min(limit.rlim_max, most) else { return }
        limit.rlim_cur = min(limit.rlim_max, most)
        // Refused: the process goes on with what it has.
        _ = setrlimit(resource, &limit)
    }

    /// Marks every descriptor but the standard ones, so that a program that this process starts, or that the
    /// runtime starts when it crashes, holds no port and no lock of it.
    public static func closeOnExec() {
        for descriptor in open() where descriptor > STDERR_FILENO {
            let flags = fcntl(descriptor, F_GETFD)
            // One that is gone meanwhile needs no mark.
            if flags >= 0, flags & FD_CLOEXEC == 0 { _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) }
        }
    }

    private static func open() -> [Int32] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Int32(name) { found.append(number) }
        }
        return found
    }
}
