public import Contacts
public import TopologyFile

/// A station as the console needs to know it.
public struct WatchedStation: Hashable, Sendable {
    /// Its name.
    public var name: StationName
    /// Which executable it runs.
    public var program: Program
    /// Where it answers `status`.
    public var ingressEndpoint: String

    /// Makes one.
    public init(name: StationName, program: Program, ingressEndpoint: String) {
        self.name = name
        self.program = program
        self.ingressEndpoint = ingressEndpoint
    }

    /// The stations of a topology, in its order; the console itself is none.
    public static func all(of topology: Topology) -> [WatchedStation] {
        topology.stations.filter(\.program.isStation).map { station in
            WatchedStation(
                name: station.name, program: station.program, ingressEndpoint: station.ingressEndpoint)
        }
    }
}
