public import Config
public import Contacts
import Facts

/// What the topology says of one process.
public struct StationSettings: Hashable, Sendable {
    /// Its name, unique in the topology.
    public var name: StationName
    /// Which executable it runs.
    public var program: Program
    /// A gateway's number, the upper part of its contact ids; nil for other programs.
    public var number: UInt16?
    /// The channels a gateway takes; empty for other programs.
    public var channels: [Channel]
    /// The tier of a tier queue; nil for other programs.
    public var tier: Tier?
    /// Where its HTTP edge listens; nil when it has none.
    public var http: HTTPAddress?
    /// The ZeroMQ endpoint of its stream.
    public var streamEndpoint: String
    /// The ZeroMQ endpoint of its ingress.
    public var ingressEndpoint: String
    /// Its journal's file.
    public var journalPath: String
    /// The stations whose streams it consumes, in the topology's order.
    public var upstreams: [StationName]
    /// The stations that consume its stream, in the topology's order.
    public var consumers: [StationName]
}
