import Glibc
import Kernel

/// The file that outlives a crashed process and says what it was about to handle.
///
/// Written with one unsynced `pwrite`: it only has to outlive the process, not the machine.
final class HandlingMark {
    private let descriptor: Int32

    /// Opens the file beside the journal.
    init(path: String) throws(StationError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StationError("\(path): \(String(cString: strerror(errno)))", exitStatus: 1)
        }
    }

    deinit { close(descriptor) }

    /// What the last run left.
    func left() -> PoisonGuard.Mark? {
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? PoisonGuard.Mark(encoded: [UInt8](bytes.prefix(count))) : nil
    }

    /// Says what is about to be handled.
    func write(_ mark: PoisonGuard.Mark) {
        let bytes = mark.encoded
        // Losing a mark costs one more crash before a culprit is found; it is no reason to stop.
        _ = pwrite(descriptor, bytes, bytes.count, 0)
    }
}
