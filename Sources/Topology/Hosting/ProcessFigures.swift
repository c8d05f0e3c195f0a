public import Contacts
import Synchronization

/// What a process says of itself beside what its machine says: dropped log lines, connections, descriptors.
///
/// Each part that has figures adds where to ask for them; they stand among the station's gauges, so that
/// health, `tierline status` and `/metrics` show them.
public final class ProcessFigures: Sendable {
    private let sources = Mutex<[@Sendable () -> [Gauge]]>([])

    /// Asks `source` too from now on.
    public func add(_ source: @escaping @Sendable () -> [Gauge]) { sources.withLock { $0.append(source) } }

    /// All of them, as they are now.
    public var gauges: [Gauge] { sources.withLock { $0 }.flatMap { $0() } }
}
