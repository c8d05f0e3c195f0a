internal import Glibc

/// Bytes for a descriptor that may be a pipe nobody reads, a closed one, or a file on a full disk.
public enum DescriptorOutput {
    /// Writes all of `bytes`, and waits for room where somebody made the descriptor non-blocking.
    ///
    /// - Returns: How many were written, and the number of the error that ended it, 0 when all were.
    public static func write(_ bytes: [UInt8], to descriptor: Int32) -> (written: Int, error: Int32) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                done += count
            } else if errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&room, 1, -1)
            } else if errno != EINTR {
                return (done, errno)
            }
        }
        return (done, 0)
    }
}
