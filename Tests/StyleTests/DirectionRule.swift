/// Which module may import which: architecture.md#rooms as a table.
enum DirectionRule {
    /// The rooms of the house from the ground up, and into which each may reach.
    static let rooms: [String: [String]] = [
        "Model": ["Model"],
        "Kernel": ["Model", "Kernel"],
        "Runtime": ["Model", "Kernel", "Runtime"],
        "Machine": ["Model"],
        "Config": ["Model", "Runtime", "Machine"],
        "Edge": ["Model", "Kernel", "Runtime"],
        "Topology": ["Model", "Kernel", "Runtime", "Machine", "Config", "Edge", "Topology"],
        "Analysis": ["Model", "Kernel", "Analysis"],
        "Simulation": ["Model", "Kernel", "Machine", "Analysis", "Simulation"],
        "CLI": [
            "Model", "Kernel", "Runtime", "Machine", "Config", "Edge", "Topology", "Analysis", "Simulation",
        ],
        "Programs": ["Model", "Kernel", "Runtime", "Machine", "Edge", "Topology", "CLI"],
        "Testing": ["Model", "Kernel", "Testing"],
    ]

    /// Imports that go against the table, each with its reason.
    static let exceptions: [Exception] = [
        Exception(
            module: "Simulation", imports: ["Wire"],
            reason: "a share of its seeds speaks in the bytes of the processes")
    ]

    /// Modules of others that only the named modules of ours may know.
    static let reserved: [String: [String]] = [
        "GRDB": ["Journal"],
        "CZeroMQ": ["Links"],
        "SwiftProtobuf": ["Wire"],
        "Yams": ["Config", "ContractConfig", "TopologyFile", "CLI"],
        "Hummingbird": ["HTTP", "GatewayIngress", "AgentDeskWeb", "ConsoleWeb"],
        "HummingbirdCore": ["HTTP"],
        "Mustache": ["HTTP", "Reporting"],
        "NIOCore": ["HTTP"],
        "Crypto": ["Kernel", "Journal", "StateFolder", "ContractConfig", "TopologyFile", "HTTP"],
    ]

    /// What the machines may use besides the Model.
    static let collections = ["Collections", "DequeModule", "HeapModule", "OrderedCollections"]

    /// One module's leave to import against the floors.
    struct Exception {
        let module: String
        let imports: [String]
        let reason: String
    }

    /// The imports of `files` that go the wrong way.
    ///
    /// - Parameters:
    ///   - files: The files to look at.
    ///   - places: The room and the role of each module of ours; no role has an empty name.
    static func violations(in files: [SwiftFile], places: [String: Place]) -> [Violation] {
        files.flatMap { file in
            file.imports.compactMap { line, imported in
                fault(of: imported, in: file, places: places).map {
                    Violation(path: file.path, line: line, text: $0)
                }
            }
        }
    }

    /// Where a module is at home.
    struct Place {
        let room: String
        let role: String
    }

    private static func fault(of imported: String, in file: SwiftFile, places: [String: Place]) -> String? {
        let module = file.module
        if imported == module { return nil }
        if let owners = reserved[imported], !owners.contains(module) {
            return "\(imported) is known to \(owners.joined(separator: ", ")) only; ask them"
        }
        guard let target = places[imported] else {
            guard file.room == "Machine", !collections.contains(imported) else { return nil }
            return "a machine imports the Model and collections only, not \(imported); pass the value in"
        }
        if exceptions.contains(where: { $0.module == module && $0.imports.contains(imported) }) { return nil }
        guard let allowed = rooms[file.room] else { return "\(file.room) is no room of the house" }
        guard allowed.contains(target.room) else {
            let open = allowed.joined(separator: ", ")
            return "\(file.room) may reach into \(open), not \(target.room) (\(imported))"
        }
        guard file.room == "Config", !target.role.isEmpty, target.role != file.role else { return nil }
        return "a role's configuration knows its own machine, not \(imported)'s; let the topology join them"
    }

    /// Exceptions that nothing needs any more.
    static func unused(in files: [SwiftFile]) -> [String] {
        exceptions.flatMap { exception in
            let own = files.filter { $0.module == exception.module }
            let imported = Set(own.flatMap { $0.imports.map(\.module) })
            return exception.imports.filter { !imported.contains($0) }.map { "\(exception.module) -> \($0)" }
        }
    }
}
