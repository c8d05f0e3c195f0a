/// Why a station cannot start or go on, with the exit status that says so to the supervisor.
public struct StationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, its value and what was expected.
    public let description: String
    /// 78 when a file or the topology has to be put right, 1 when a restart may help.
    public let exitStatus: Int32

    /// Makes an error.
    public init(_ description: String, exitStatus: Int32) {
        self.description = description
        self.exitStatus = exitStatus
    }
}
