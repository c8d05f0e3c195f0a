/// Which module may import which: architecture.md#floors as a table.
enum DirectionRule {
    /// The floors of the house from the ground up, and what each may stand on.
    static let floors: [String: [String]] = [
        "Model": ["Model"],
        "Core": ["Model", "Core"],
        "Decisions": ["Model"],
        "Platform": ["Model", "Core", "Platform"],
        "Edges": ["Model", "Core", "Platform", "Edges"],
        "Insight": ["Model", "Core", "Decisions", "Insight"],
        "Programs": ["Model", "Core", "Decisions", "Platform", "Edges", "Insight"],
        "Testing": ["Model", "Testing"],
    ]

    /// Modules on the floor of the programs that are libraries, because programs never import each other.
    static let programLibraries = ["Hosting", "EdgeHosting"]

    /// Imports that go against the floors, each with its reason.
    static let exceptions: [Exception] = [
        Exception(
            module: "TopologyFile", imports: ["Attending", "Queueing", "Receiving", "Routing", "Watching"],
            reason: "it turns the files into each machine's configuration, whose types the machines own")
    ]

    /// Modules of others that only the named modules of ours may know.
    static let reserved: [String: [String]] = [
        "GRDB": ["Journal"],
        "CZeroMQ": ["Links"],
        "SwiftProtobuf": ["Wire"],
        "Yams": ["TopologyFile", "tierline"],
        "Hummingbird": ["HTTP", "GatewayEdge", "DeskEdge", "ConsoleEdge"],
        "HummingbirdCore": ["HTTP"],
        "Mustache": ["HTTP", "Reporting"],
        "NIOCore": ["HTTP"],
        "Crypto": ["StationCore", "Journal", "TopologyFile", "HTTP"],
    ]

    /// What Insight adds up facts with; never the disk or the wire underneath.
    static let barredFromInsight = ["GRDB", "Journal", "Links", "CZeroMQ"]

    /// What the machines may use besides the Model.
    static let collections = ["Collections", "DequeModule", "HeapModule", "OrderedCollections"]

    /// One module's leave to import against the floors.
    struct Exception {
        let module: String
        let imports: [String]
        let reason: String
    }

    /// The imports of `files` that go the wrong way; `floorOf` names the floor of each module of ours.
    static func violations(in files: [SwiftFile], floorOf: [String: String]) -> [Violation] {
        files.flatMap { file in
            file.imports.compactMap { line, imported in
                fault(of: imported, in: file, floorOf: floorOf).map {
                    Violation(path: file.path, line: line, text: $0)
                }
            }
        }
    }

    private static func fault(of imported: String, in file: SwiftFile, floorOf: [String: String]) -> String? {
        let module = file.module
        if imported == module { return nil }
        if file.floor == "Insight", barredFromInsight.contains(imported) {
            return "Insight never imports \(imported); let a program read and pass facts in"
        }
        if let owners = reserved[imported], !owners.contains(module) {
            return "\(imported) is known to \(owners.joined(separator: ", ")) only; ask them"
        }
        guard let target = floorOf[imported] else {
            guard file.floor == "Decisions", !collections.contains(imported) else { return nil }
            return "a machine imports the Model and collections only, not \(imported); pass the value in"
        }
        if file.floor == "Programs", target == "Programs" {
            if programLibraries.contains(imported) { return nil }
            return "programs never import each other; move what \(imported) shares into a library"
        }
        if exceptions.contains(where: { $0.module == module && $0.imports.contains(imported) }) { return nil }
        guard let allowed = floors[file.floor] else { return "\(file.floor) is no floor of the house" }
        if allowed.contains(target) { return nil }
        return "\(file.floor) stands on \(allowed.joined(separator: ", ")), not on \(target) (\(imported))"
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
