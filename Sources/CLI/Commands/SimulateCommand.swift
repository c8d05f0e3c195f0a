import ArgumentParser

/// `tierline simulate`: recorded traffic played in virtual time, with the decisions of the real processes.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays recorded traffic through every machine in virtual time, in one process.",
        discussion: """
            The machines, the simulated callers and the simulated agents are those of `replay`; between \
            them lies nothing, so that entries arrive at the instant recorded and the same files and seed \
            give the same outcome. Without --seed, agents answer as in a replay.
            """)

    /// The policies that there are.
    enum Policy: String, ExpressibleByArgument, CaseIterable {
        /// Classes by rank, the order received within a class, the longest idle agent (decision 0011).
        case `static`
        /// What can wait is held back and put aside for callers who wait or are expected (decision 0054).
        case paced
    }

    @Option(help: "The topology's YAML file, for calendars, clocks, people and limits.")
    var topology = "Topology/single-host.yaml"
    @OptionGroup var traffic: TrafficOptions
    @Option(help: "What routing may know of the future, BASE.forecast.csv; checked, no policy here uses it.")
    var forecast: String?
    @Option(help: "A routing file in place of the topology's.")
    var routing: String?
    @Option(
        help:
            "static: by rank, order received, longest idle; paced: what can wait is put aside and held back."
    )
    var policy = Policy.paced
    @Option(help: "Varies how long agents take to answer, and what a record leaves open of patience.")
    var seed: UInt64?
    @OptionGroup var disturbances: DisturbanceOptions
    @OptionGroup var results: ResultOptions
    @Option(help: "Write an audit log to this new directory, for explain, inversions, report and staff.")
    var auditOut: String?

    func run() async throws {
        try await Outcome.of {
            try results.tell(try VirtualReplay(self).run())
        }
    }
}
