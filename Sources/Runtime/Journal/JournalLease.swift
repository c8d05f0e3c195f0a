import Glibc

/// The right to write a journal, held as a lock on `<path>.lock` until the value ends or the process dies.
///
/// SQLite alone would let two processes take turns and interleave two histories. The lock is on a file of its
/// own, since closing any descriptor of the database would drop SQLite's locks. The file is never removed:
/// whoever locked an unlinked file would hold nothing.
struct JournalLease: ~Copyable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Locks the lease file of the journal at `path` and writes this process's pid into it.
    static func acquire(for path: String) throws(JournalError) -> JournalLease {
        let leasePath = path + ".lock"
        let descriptor = Glibc.open(leasePath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw systemError(path, "opening \(leasePath)") }
        let lease = JournalLease(descriptor: descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw systemError(path, "locking \(leasePath)") }
            throw .inUse(path: path, holder: holder(descriptor))
        }
        let text = [UInt8]("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            throw systemError(path, "writing \(leasePath)")
        }
        return lease
    }

    private static func holder(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count).prefix { $0 != 0x0a }, as: UTF8.self))
    }

    private static func systemError(_ path: String, _ operation: String) -> JournalError {
        .failed(path: path, operation: operation, cause: String(cString: strerror(errno)))
    }
}
