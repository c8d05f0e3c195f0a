public import Contacts
public import Journal
public import Kernel

/// What a running station needs beside what its kernel needs: endpoints, files and the clock.
public struct StationSettings: Sendable {
    /// The part that the kernel reads.
    public var kernel: KernelSettings
    /// Where the station's stream is consumed from.
    public var streamEndpoint: String
    /// Where it takes submissions.
    public var ingressEndpoint: String
    /// Its journal's file.
    public var journalPath: String
    /// What the station is in its topology, which its journal holds it to; nil for who holds it to nothing.
    public var owner: JournalOwner?
    /// The stream endpoint of each upstream.
    public var upstreamEndpoints: [StationName: String]
    /// The topology's time.
    public var now: @Sendable () -> Instant
    /// Topology microseconds in a real microsecond.
    public var rate: Int64
    /// Where it is to kill itself; nil except under a campaign.
    public var failpoint: Failpoint?
    /// What the process says of itself, shown after the machine's gauges.
    public var processGauges: @Sendable () -> [Gauge]

    /// Makes the settings.
    public init(
        kernel: KernelSettings, streamEndpoint: String, ingressEndpoint: String, journalPath: String,
        upstreamEndpoints: [StationName: String], now: @escaping @Sendable () -> Instant, rate: Int64,
        failpoint: Failpoint? = nil, owner: JournalOwner? = nil,
        processGauges: @escaping @Sendable () -> [Gauge] = { [] }
    ) {
        self.kernel = kernel
        self.streamEndpoint = streamEndpoint
        self.ingressEndpoint = ingressEndpoint
        self.journalPath = journalPath
        self.upstreamEndpoints = upstreamEndpoints
        self.now = now
        self.rate = rate
        self.failpoint = failpoint
        self.owner = owner
        self.processGauges = processGauges
    }
}
