public import Attending
public import Contacts
public import Facts
public import Queueing
public import Receiving
public import Routing
public import Watching

/// What each machine of a virtual topology is told; the same configurations that the real processes load.
public struct VirtualSite: Sendable {
    /// The names that machines stamp as destinations.
    public var directory: Directory
    /// The gateways, in the order of the topology.
    public var gateways: [ReceivingConfiguration]
    /// What the router is told.
    public var routing: RoutingConfiguration
    /// What the queue of each tier is told, in order from Tier 1.
    public var queueing: [QueueingConfiguration]
    /// What the watchdog is told.
    public var watching: WatchingConfiguration
    /// What the desk is told.
    public var attending: AttendingConfiguration
    /// The bytes that decide what a station does, with their digest; recorded first when there is an audit.
    public var contents: [StationName: Content] = [:]

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
        directory: Directory, gateways: [ReceivingConfiguration], routing: RoutingConfiguration,
        queueing: [QueueingConfiguration], watching: WatchingConfiguration, attending: AttendingConfiguration
    ) {
        self.directory = directory
        self.gateways = gateways
        self.routing = routing
        self.queueing = queueing
        self.watching = watching
        self.attending = attending
    }

    /// Every station with an empty machine, in a fixed order.
    func stations() -> [VirtualStation] {
        let queues = queueing.map { configuration in
            VirtualStation(
                directory.queue(of: configuration.tier),
                TierQueueMachine(configuration: configuration, state: TierQueueState()))
        }
        let gates = gateways.map { configuration in
            VirtualStation(
                configuration.gateway,
                ReceivingMachine(configuration: configuration, state: ReceivingState()))
        }
        let desk = AttendingMachine(configuration: attending, state: AttendingState())
        return gates
            + [VirtualStation(directory.router, RouterMachine(configuration: routing, state: RouterState()))]
            + queues
            + [
                VirtualStation(
                    directory.watchdog, WatchdogMachine(configuration: watching, state: WatchdogState())),
                VirtualStation(directory.desk, desk),
            ]
    }
}
