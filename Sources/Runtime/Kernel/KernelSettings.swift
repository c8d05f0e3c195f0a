public import Contacts

/// What the pure part of a station needs to know of the topology.
public struct KernelSettings: Sendable {
    /// The station's name.
    public var name: StationName
    /// What it consumes, in the order it is looked at.
    public var upstreams: [StationName]
    /// Who consumes it.
    public var consumers: [StationName]
    /// The consumer that gets everything; nil for the audit sink itself.
    public var auditSink: StationName?
    /// Consumers for whose frames nobody waits; they get fewer and fuller ones, `limits.pace` apart.
    public var paced: Set<StationName> = []
    /// Consumers that the topology retires.
    public var retired: [StationName]
    /// The digest of the configuration, recorded when it is new.
    public var configurationDigest: String
    /// Its content, recorded with the digest.
    public var configurationContent: [UInt8]
    /// Whether entries that every consumer has may be dropped; the audit sink keeps all.
    public var prunes: Bool
    /// Bounds.
    public var limits = StationLimits()

    /// Makes the settings.
    public init(
        name: StationName, upstreams: [StationName], consumers: [StationName], auditSink: StationName?,
        retired: [StationName] = [], configurationDigest: String, configurationContent: [UInt8], prunes: Bool
    ) {
        self.name = name
        self.upstreams = upstreams
        self.consumers = consumers
        self.auditSink = auditSink
        self.retired = retired
        self.configurationDigest = configurationDigest
        self.configurationContent = configurationContent
        self.prunes = prunes
    }
}

/// Bounds of what a station holds; each with its reason.
public struct StationLimits: Hashable, Sendable {
    /// Bytes of entries that may be on the way from one upstream, or waiting to be decided.
    public var credit: UInt64 = 4 * 1024 * 1024
    /// Submissions waiting to be decided; above it the ingress answers busy. About a second of work.
    public var submissions = 4096
    /// Entries a consumer, or its consumers, may be behind before new work is refused.
    public var downstreamLag: UInt64 = 200_000
    /// Free bytes on the journal's disk below which new work is refused: room to finish what is accepted.
    public var diskReserve: UInt64 = 64 * 1024 * 1024
    /// Bytes of committed batches kept for consumers that are nearly up to date.
    public var tail = 16 * 1024 * 1024
    /// Entries between two checkpoints.
    public var checkpointEvery: UInt64 = 100_000
    /// Real time between two frames to a paced consumer, microseconds: each costs both sides a wake-up and
    /// the consumer a commit, and this is little against the second that a clock may be late.
    public var pace: Int64 = 20_000
    /// Real time that a drain waits for consumers, microseconds.
    public var drain: Int64 = 3_000_000
    /// Real time for which a draining station still takes what its upstreams send, microseconds: enough for
    /// what is under way in a circle of stations, and little, because upstreams that go on are never done.
    public var drainIntake: Int64 = 250_000
    /// Batches on their way to the disk: one syncing, one being decided.
    public var batchesInFlight = 2
    /// Real time between the beginnings of two batches, microseconds; what arrives sooner joins the next one.
    ///
    /// 0 decides at once. A batch costs as much as the decisions of several contacts; a lone input finds no
    /// batch begun lately and never waits.
    public var batchInterval: Int64 = 0
    /// Inputs of one batch, so that the first answer does not wait for the last input of a burst.
    public var inputsPerBatch = 4096

    /// The defaults.
    public init() {}
}

/// What the kernel asks its shell to do, in order.
public enum StationAction: Sendable {
    /// Commit this batch, then call `committed`.
    case commit(Batch)
    /// Send a frame to a consumer; when that fails, call `couldNotSend(toConsumer:)`.
    case toConsumer(StationName, StreamFrame)
    /// Send a frame to an upstream; when that fails, call `couldNotSend(toUpstream:at:)`.
    case toUpstream(StationName, StreamFrame)
    /// Answer a submission.
    case answer(ticket: UInt64, IngressReply)
    /// Tell the subscribers.
    case push(Push)
    /// Fold committed entries and write a checkpoint.
    case checkpoint(through: UInt64)
    /// Drop old batches.
    case prune(through: UInt64)
    /// Tell the operator.
    case note(StationNote)
}

/// Something an operator should read in the log.
public struct StationNote: Hashable, Sendable {
    /// How bad it is.
    public enum Level: Hashable, Sendable {
        case info, warning, error
    }

    /// How bad it is.
    public var level: Level
    /// What happened.
    public var message: String
    /// To whom and why.
    public var details: [String: String]

    /// Makes a note.
    public init(_ level: Level, _ message: String, _ details: [String: String] = [:]) {
        self.level = level
        self.message = message
        self.details = details
    }
}
