internal import CZeroMQ
internal import Glibc

/// Holds an `ipc://` endpoint against a second process, which ZeroMQ would let steal it silently.
///
/// The lock is a flock on a file beside the socket; the kernel frees it when the process ends,
/// however it ends.
public struct EndpointLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock of `endpoint`, making its folder (mode 0700) when it is missing.
    ///
    /// - Parameter endpoint: An endpoint; only `ipc://` with a path needs a lock.
    /// - Throws: `LinkError` with exit status 78 when another process holds it,
    ///   or the path is too long for ipc.
    public init(endpoint: String) throws(LinkError) {
        guard endpoint.hasPrefix("ipc://"), !endpoint.hasPrefix("ipc://@") else {
            descriptor = -1
            return
        }
        let path = String(endpoint.dropFirst("ipc://".count))
        guard path.utf8.count <= 107 else {
            throw LinkError(
                operation: "bind", endpoint: endpoint,
                reason: "the path has \(path.utf8.count) bytes, expected at most 107", exitStatus: 78)
        }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            mkdir(String(path[..<slash]), 0o700)
        }
        let lockPath = path + ".lock"
        let opened = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw LinkError(
                operation: "lock", endpoint: lockPath, reason: String(cString: strerror(errno)),
                exitStatus: 78)
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            var text = [UInt8](repeating: 0, count: 32)
            let count = read(opened, &text, text.count)
            close(opened)
            let holder = String(decoding: text.prefix(max(count, 0)), as: UTF8.self)
            throw LinkError(
                operation: "bind", endpoint: endpoint,
                reason: "process \(holder) holds it; a station runs once", exitStatus: 78)
        }
        let holder = [UInt8](String(getpid()).utf8)
        ftruncate(opened, 0)
        pwrite(opened, holder, holder.count, 0)
        descriptor = opened
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
