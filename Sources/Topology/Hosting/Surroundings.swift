import Glibc
import Links

/// What a process of the topology settles with the system before anything else.
enum Surroundings {
    /// Signals of a fault of the program's own; the runtime may have put a helper behind each of them.
    private static let faults = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV]

    /// Makes the process one that its surroundings can hurt as little as possible.
    static func settle() {
        fillStandardDescriptors()
        // A write that nobody reads is an error of that write, whatever it goes to; so is a full file.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // A crash ends the process at once, and the journal tells the rest. The runtime's backtracer would
        // keep the process, its ports and its locks for as long as it takes, and write what the memory held.
        for fault in faults { signal(fault, SIG_DFL) }
        // For the same reason there is no core file.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &none)
        Descriptors.raiseLimit()
    }

    /// Puts the null device where a standard descriptor is closed: the next file to be opened would take its
    /// number, and the log would be written into it.
    private static func fillStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }
}
