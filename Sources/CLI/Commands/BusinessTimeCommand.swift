import ArgumentParser
import BusinessTime
import ContractConfig
import TopologyFile

/// `tierline business-time`: holds our due instants against those that another program computed.
struct BusinessTimeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "business-time", abstract: "Computes every row of a file of business time vectors.",
        discussion: "Columns: \(BusinessTimeVector.columns.joined(separator: ", ")). The first row is row 1.")

    @OptionGroup var file: VectorOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await Outcome.of {
            var zones: [String: Zone] = [:]
            var rows = BusinessTimeVectors()
            try VectorFile.read(file.vectors, columns: BusinessTimeVector.columns) { fields in
                let vector = try BusinessTimeVector(fields)
                let zone = try zones[vector.zone] ?? Self.zone(vector.zone)
                zones[vector.zone] = zone
                rows.take(vector, in: zone)
            }
            let found = try rows.disagreements()
            try VectorReport(rows: rows.count, disagree: found.map(\.row)).tell(
                json: output.json,
                details: found.map { "row \($0.row): due \($0.stated) in the file, \($0.computed) here" })
        }
    }

    private static func zone(_ name: String) throws -> Zone {
        guard let zone = try HostZones.zone(name) else {
            throw BusinessTimeError.vectorInvalid(
                column: "zone", value: name, expected: HostZones.expectation)
        }
        return zone
    }
}
