public import Glibc
import Synchronization

/// `accept4` of this process, in place of the C library's, for every library in it.
///
/// A process with no descriptor left is ended: by libzmq 4.3.4, when this answers EMFILE, and by libdispatch,
/// which now and then opens a file of the system. Neither takes a limit. So what would use a reserved
/// descriptor is closed again, and the answer is that the peer has left; one of ours tries again. And what
/// is accepted closes on exec, which NIO forgets to ask for (decision 0026).
@_cdecl("accept4")
public func acceptForLibraries(
    _ descriptor: Int32, _ address: UnsafeMutablePointer<sockaddr>?,
    _ length: UnsafeMutablePointer<socklen_t>?, _ flags: Int32
) -> Int32 {
    let accepted = accept(descriptor, address, length)
    guard accepted >= 0 else {
        // The same to who accepts, and libzmq stands it.
        if errno == EMFILE { errno = ENFILE }
        return accepted
    }
    // Numbers are given out from the lowest.
    guard accepted < Descriptors.limit - Descriptors.reserve else {
        close(accepted)
        refusedAccepts.add(1, ordering: .relaxed)
        errno = ECONNABORTED
        return -1
    }
    _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
    if flags & Int32(SOCK_NONBLOCK.rawValue) != 0 {
        let status = fcntl(accepted, F_GETFL)
        _ = fcntl(accepted, F_SETFL, status | O_NONBLOCK)
    }
    return accepted
}

/// Connections that were closed again because only reserved descriptors were left.
let refusedAccepts = Atomic<Int>(0)
