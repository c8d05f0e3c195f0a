import BusinessTime
import Config
import Contacts
import Foundation
import Handbook
import Measures
import Standards
import Testing
import TopologyFile

/// The committed register, with what its measures need beside it.
enum Register {
    private static let folder = Repository.root.path + "/Topology"

    /// The default topology; a test that cannot load it fails where it asks.
    static let topology = Result { try Topology.load("\(folder)/single-host.yaml") }

    /// What `tierline check` says of a file of the folder.
    static func check(_ name: String) -> [Finding] { Topology.check(["\(folder)/\(name)"]) }

    /// The contract of the topology, made overseas so that walk-ins are owed too.
    static func contract() throws -> Contract {
        var contract = try #require(topology.get().contract)
        contract.isOverseas = true
        return contract
    }

    /// The entry called `id`.
    static func standard(_ id: Standard.ID) throws -> Standard {
        try #require(topology.get().standards.first { $0.id == id }, "\(id) is in the register")
    }

    /// The ids of one kind, in the register's order.
    static func ids(_ kind: Standard.Kind) throws -> [Standard.ID] {
        try topology.get().standards.filter { $0.kind == kind }.map(\.id)
    }

    /// The entry `id` after the option of one of its readings was changed in the file.
    static func standard(
        _ id: Standard.ID, reading number: String, changedTo option: String
    ) throws -> Standard {
        var lines = try lines
        let head = try #require(lines.firstIndex(of: "  - id: \(id)"))
        let line = try #require(
            lines.indices.first { $0 > head && lines[$0].hasPrefix("    readings: {") })
        let taken = try #require(standard(id).option(of: number))
        lines[line] = lines[line].replacing("\(number): \(taken)", with: "\(number): \(option)")
        return try standard(id, in: lines)
    }

    private static var lines: [String] {
        get throws {
            try String(contentsOfFile: "\(folder)/standards.yaml", encoding: .utf8)
                .components(separatedBy: "\n")
        }
    }

    /// The entry as it stands in a register of these lines.
    private static func standard(_ id: Standard.ID, in lines: [String]) throws -> Standard {
        let file = NSTemporaryDirectory() + "register-\(ProcessInfo.processInfo.globallyUniqueString).yaml"
        try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let changed = try Topology.register(file)
        try FileManager.default.removeItem(atPath: file)
        return try #require(changed.first { $0.id == id })
    }

    /// The entry `id` after the figure of its threshold at `place` was changed in the file.
    ///
    /// The file is written, read and checked as any other, so that what flips an answer is the file alone.
    static func standard(
        _ id: Standard.ID, threshold place: Int, changedTo value: String
    ) throws -> Standard {
        var lines = try lines
        let head = try #require(lines.firstIndex(of: "  - id: \(id)"))
        let rows = lines.indices.filter { index in
            index > head && lines[index].hasPrefix("      - {")
                && (lines[index].contains("percent:") || lines[index].contains("value:"))
        }
        let line = rows[place]
        let key = lines[line].contains("- {percent:") ? "{percent: " : " value: "
        let start = try #require(lines[line].range(of: key)).upperBound
        let rest = lines[line][start...]
        let end = try #require(rest.firstIndex { $0 == "," || $0 == "}" })
        lines[line] = lines[line][..<start] + value + lines[line][end...]
        return try standard(id, in: lines)
    }
}

/// Feeds populations to the measuring code and asks whether a threshold is met.
struct Witness {
    let standard: Standard
    var contract: Contract

    init(_ id: Standard.ID) throws {
        standard = try Register.standard(id)
        contract = try Register.contract()
    }

    /// Whether the threshold at `place` of `standard` is met by `population`; nil when there is no data.
    func isMet(_ standard: Standard, _ place: Int, by population: Population) throws -> Bool? {
        let others = try Register.topology.get().standards.filter { other in
            guard case .board(let ids)? = standard.measure else { return false }
            return ids.contains(other.id)
        }
        let evaluator = Evaluator(population.records, contract: contract)
        let rows = evaluator.evaluate(others + [standard], in: [population.window])
            .filter { $0.standard == standard.id && $0.threshold == standard.thresholds[place] }
        try #require(!rows.isEmpty, "\(standard.id): the threshold is owed in \(population.window.name)")
        return rows.contains { $0.met == nil } ? nil : rows.allSatisfy { $0.met == true }
    }

    /// Sees the answer flip: exactly at each threshold it is met, one step beyond it is not, and when the
    /// file asks for less it is again.
    func expectFlips(_ site: SourceLocation = #_sourceLocation) throws {
        try #require(!standard.thresholds.isEmpty)
        for (place, threshold) in standard.thresholds.enumerated() {
            let recipe = try Recipe(standard, threshold, contract)
            let good = try recipe.population(isMet: true)
            let bad = try recipe.population(isMet: false)
            let name = "\(standard.id), threshold \(place + 1)"
            #expect(
                try isMet(standard, place, by: good) == true, "\(name): at it", sourceLocation: site)
            #expect(
                try isMet(standard, place, by: bad) == false, "\(name): beyond it",
                sourceLocation: site)
            let easier = try Register.standard(
                standard.id, threshold: place, changedTo: Self.easier(threshold.limit))
            #expect(easier.thresholds[place] != threshold, sourceLocation: site)
            #expect(
                try isMet(easier, place, by: bad) == true, "\(name): the file asks for less",
                sourceLocation: site)
        }
    }

    private static func easier(_ limit: Standard.Limit) -> String {
        switch limit.comparison {
        case .atLeast: "0"
        case .atMost, .below, .equal: limit.unit == .percent ? "100" : "99999"
        }
    }
}

/// Records with the window in which they are judged.
struct Population {
    var records: RecordSet
    var window: ReportWindow
}
