public import Contacts
public import Facts

/// What a virtual topology is made of: the same machines that the real processes have.
public struct VirtualSite: Sendable {
    /// The names that machines stamp as destinations.
    public var directory: Directory
    /// Every station with its machine, in a fixed order.
    public var machines: [(station: StationName, machine: any StationMachine)]
    /// The bytes that decide what a station does, with their digest; recorded first when there is an audit.
    public var contents: [StationName: Content]

    /// The files that decide what a station does.
    public struct Content: Hashable, Sendable {
        /// The digest that each batch names.
        public var digest: String
        /// The files.
        public var bytes: [UInt8]

        /// Makes a content.
        public init(digest: String, bytes: [UInt8]) {
            self.digest = digest
            self.bytes = bytes
        }
    }

    /// Makes a site.
    public init(
        directory: Directory, machines: [(station: StationName, machine: any StationMachine)],
        contents: [StationName: Content] = [:]
    ) {
        self.directory = directory
        self.machines = machines
        self.contents = contents
    }
}
