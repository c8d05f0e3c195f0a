import ArgumentParser

/// `tierline replay`: feeds recorded traffic into the running topology, and counts what became of it.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Replays recorded traffic into a running topology, with simulated agents.",
        discussion: """
            Open loop: contacts arrive when the topology's clock shows their instant. The figures are \
            counted from the audit log alone; `lost` compares it with what the gateways accepted.
            """)

    @OptionGroup var place: TopologyOptions
    @OptionGroup var traffic: TrafficOptions
    @Option(help: "The topology's clock rate, or max for as fast as it is taken.")
    var speed: String?
    @OptionGroup var disturbances: DisturbanceOptions
    @Option(help: "Append to this file what was sent, acknowledged and shown; arrivals durably.")
    var ledger: String?
    @OptionGroup var results: ResultOptions

    func validate() throws {
        if let speed, speed != "max", Int64(speed).map({ $0 < 1 }) ?? true {
            throw ValidationError("--speed \(speed): expected the topology's clock rate, or max")
        }
    }

    func run() async throws {
        try await Outcome.of {
            let session = try ReplaySession(try ReplaySetup(self))
            try results.tell(try await session.run())
        }
    }
}
