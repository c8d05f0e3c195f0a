public import ArgumentParser

/// The command line of Tierline (cli.md).
public struct Tierline: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "tierline", abstract: "Checks, replays and explains a topology of Tierline.",
        subcommands: [
            CheckCommand.self, GenerateCommand.self, ReplayCommand.self, ExplainCommand.self,
            AlarmsCommand.self, ReleaseCommand.self, SimulateCommand.self, SimulateFaults.self,
            JournalCommand.self, AuditCommand.self, InversionsCommand.self, ExceptionsCommand.self,
            StatusCommand.self, ClockInitCommand.self, PlanCommand.self, BenchCommand.self,
            BusinessTimeCommand.self, CalendarCommand.self, ErlangCommand.self, ForecastCommand.self,
            StaffCommand.self, StandardsCommand.self, FuzzReadersCommand.self, ReportCommand.self,
            ImportCommand.self, PlayCommand.self, CentreCommand.self,
        ])

    /// The command line before it is parsed.
    public init() {}
}
