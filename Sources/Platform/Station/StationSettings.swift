public import Contacts
import StationCore

/// What a station needs to know of the topology, its clock and itself.
public struct StationSettings: Sendable {
    /// An upstream and where its stream is.
    public struct Upstream: Hashable, Sendable {
        /// The station consumed.
        public var name: StationName
        /// Its stream endpoint.
        public var endpoint: String

        /// Names an upstream.
        public init(name: StationName, endpoint: String) {
            self.name = name
            self.endpoint = endpoint
        }
    }

    /// Bounds of what a station holds; each with its reason.
    public struct Limits: Hashable, Sendable {
        /// Submissions waiting to be decided; above it the ingress answers busy. About a second of work.
        public var submissions = 4096
        /// Entries a consumer, or its consumers, may be behind before new work is refused.
        public var downstreamLag: UInt64 = 200_000
        /// Free bytes on the journal's disk below which new work is refused: room to finish what is accepted.
        public var diskReserve: UInt64 = 64 * 1024 * 1024
        /// Bytes of committed batches kept for consumers that are nearly up to date.
        public var tail = 16 * 1024 * 1024
        /// Entries between two checkpoints.
        public var checkpointEvery: UInt64 = 50_000
        /// Real time that a drain waits for consumers, microseconds.
        public var drain: Int64 = 3_000_000

        /// The defaults.
        public init() {}
    }

    /// The station's name.
    public var name: StationName
    /// Where its stream is consumed from.
    public var streamEndpoint: String
    /// Where it takes submissions.
    public var ingressEndpoint: String
    /// Its journal's file.
    public var journalPath: String
    /// What it consumes.
    public var upstreams: [Upstream]
    /// Who consumes it.
    public var consumers: [StationName]
    /// The consumer that gets everything; nil for the audit sink itself.
    public var auditSink: StationName?
    /// Consumers that the topology retires.
    public var retired: [StationName]
    /// Digest and content of the configuration, recorded when the digest is new.
    public var configuration: (digest: String, content: [UInt8])
    /// Whether entries that every consumer has may be dropped; the audit sink keeps all.
    public var prunes: Bool
    /// The topology's time.
    public var now: @Sendable () -> Instant
    /// Topology microseconds in a real microsecond.
    public var rate: Int64
    /// Bounds.
    public var limits = Limits()

    /// Makes the settings.
    public init(
        name: StationName, streamEndpoint: String, ingressEndpoint: String, journalPath: String,
        upstreams: [Upstream], consumers: [StationName], auditSink: StationName?, retired: [StationName],
        configuration: (digest: String, content: [UInt8]), prunes: Bool, now: @escaping @Sendable () -> Instant,
        rate: Int64
    ) {
        self.name = name
        self.streamEndpoint = streamEndpoint
        self.ingressEndpoint = ingressEndpoint
        self.journalPath = journalPath
        self.upstreams = upstreams
        self.consumers = consumers
        self.auditSink = auditSink
        self.retired = retired
        self.configuration = configuration
        self.prunes = prunes
        self.now = now
        self.rate = rate
    }
}

/// Why a station cannot start or go on, with the exit status that says so to the supervisor.
public struct StationError: Error, Sendable, CustomStringConvertible {
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
