import Config
import Contacts
import Gateway

/// A topology's own file: its stations, its limits and the names of the files it consists of.
struct StationsFile {
    /// The topology's name.
    var name = ""
    /// The state directory, as written.
    var state: Placed<String>?
    /// The zone for dates that no calendar speaks of.
    var zone: Placed<String>?
    /// The files it refers to, by their keys in `files`.
    var files: [FileKind: Placed<String>] = [:]
    /// Limits, or their defaults.
    var limits = TopologyLimits()
    /// Recorded types of inquiry with ours, for replays.
    var trafficTypes: [(recorded: String, type: Placed<InquiryType>)] = []
    /// Its stations, in the order written.
    var stations: [StationEntry] = []

    /// Stations of an earlier topology that are drained and gone.
    var retired: [Placed<StationName>] = []

    private static let keys = [
        "version", "name", "state", "zone", "files", "limits", "traffic", "retired", "stations",
    ]

    /// Reads `root`.
    init(_ root: Field, _ findings: inout Findings) {
        guard let table = Table(root, keys: Self.keys, &findings) else { return }
        table.requireVersion(&findings)
        let title: Name<StationsFile>? = table.name("name", &findings, expected: "the topology's name")
        name = title?.rawValue ?? ""
        state = Self.text("state", table, &findings, expected: "a directory")
        zone = Self.text("zone", table, &findings, expected: "an IANA time zone")
        if let field = table.required("files", &findings) { readFiles(field, &findings) }
        if let field = table.optional("limits") { limits = TopologyLimits(field, &findings) }
        if let field = table.optional("traffic") { readTraffic(field, &findings) }
        if table.optional("retired") != nil { retired = table.names("retired", &findings) }
        let items = table.required("stations", &findings)?.items(&findings) ?? []
        stations = items.compactMap { StationEntry($0, &findings) }
        // A station left unread would be missed a second time below.
        guard stations.count == items.count, !items.isEmpty else { return }
        for name in retired where stations.contains(where: { $0.name == name.value }) {
            findings.add(name.field, expected: "a station that is no longer listed under stations")
        }
        StationsCheck(stations, listedAt: items[0], in: root).run(&findings)
    }

    private static func text(
        _ key: String, _ table: Table, _ findings: inout Findings, expected: String
    ) -> Placed<String>? {
        guard let field = table.required(key, &findings, expected: expected) else { return nil }
        return field.text(&findings, expected: expected).map { Placed($0, field) }
    }

    private mutating func readFiles(_ field: Field, _ findings: inout Findings) {
        let kinds = FileKind.allCases.filter { $0 != .topology }
        guard let table = Table(field, keys: kinds.map(\.rawValue), &findings) else { return }
        for kind in kinds where !kind.isOptional || table.optional(kind.rawValue) != nil {
            files[kind] = Self.text(kind.rawValue, table, &findings, expected: "the name of a file")
        }
    }

    private mutating func readTraffic(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: ["types"], &findings) else { return }
        for (key, value) in table.required("types", &findings)?.entries(&findings) ?? [] {
            if let type: InquiryType = value.name(&findings, expected: "a type of inquiry") {
                trafficTypes.append((key, Placed(type, value)))
            }
        }
    }
}

/// One station as the file gives it.
struct StationEntry {
    var field: Field
    var name: StationName
    var program: Program
    var number: Placed<UInt16>?
    var channels: [Channel] = []
    var tier: Placed<Tier>?
    var http: Placed<HTTPAddress>?
    var endpoint: Placed<String>?
    var ingress: Placed<String>?

    private static let keys = [
        "name", "program", "number", "channels", "tier", "http", "endpoint", "ingress",
    ]
    /// Which a gateway could be told once, and what holds now.
    private static let gone = [
        "acknowledges": "no such line: a message counts as sent when its medium says so, on every gateway"
    ]

    init?(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: Self.keys, gone: Self.gone, &findings) else { return nil }
        let before = findings.list.count
        let name: StationName? = table.name("name", &findings, expected: "a station's name")
        let program = table.required("program", &findings)?.word(Program.allCases, &findings)
        guard let name, let program else { return nil }
        self.field = field
        self.name = name
        self.program = program
        readGateway(table, &findings)
        readTier(table, &findings)
        readHTTP(table, &findings)
        endpoint = Self.endpoint("endpoint", table, &findings)
        ingress = Self.endpoint("ingress", table, &findings)
        guard findings.list.count == before else { return nil }
    }

    private mutating func readGateway(_ table: Table, _ findings: inout Findings) {
        guard program.isGateway else {
            return refuse(["number", "channels"], table, &findings)
        }
        if let field = table.required("number", &findings, expected: "the gateway's number"),
            let value = field.integer(1...Int(UInt16.max), &findings)
        {
            number = Placed(UInt16(value), field)
        }
        if let field = table.required("channels", &findings, expected: "the gateway's channels") {
            channels = (field.items(&findings) ?? []).compactMap { $0.word(Channel.allCases, &findings) }
        }
    }

    private mutating func readTier(_ table: Table, _ findings: inout Findings) {
        guard program == .tierQueue else { return refuse(["tier"], table, &findings) }
        if let field = table.required("tier", &findings, expected: "the queue's tier"),
            let value = field.tier(&findings)
        {
            tier = Placed(value, field)
        }
    }

    private mutating func readHTTP(_ table: Table, _ findings: inout Findings) {
        guard program.hasHTTP else { return refuse(["http"], table, &findings) }
        guard let field = table.required("http", &findings, expected: "host and port"),
            let inner = Table(field, keys: ["host", "port"], &findings)
        else { return }
        let host = inner.required("host", &findings)?.text(&findings)
        let port = inner.required("port", &findings)?.integer(1...65_535, &findings)
        if let host, let port { http = Placed(HTTPAddress(host: host, port: port), field) }
    }

    private func refuse(_ keys: [String], _ table: Table, _ findings: inout Findings) {
        for key in keys {
            if let field = table.optional(key) {
                findings.add(field, expected: "no \"\(key)\" for the program \(program.rawValue)")
            }
        }
    }

    private static func endpoint(
        _ key: String, _ table: Table, _ findings: inout Findings
    ) -> Placed<String>? {
        guard let field = table.optional(key), let text = field.text(&findings) else { return nil }
        guard text.hasPrefix("ipc://"), text.utf8.count > 6 else {
            findings.add(field, expected: "an endpoint such as ipc://directory/name or ipc://@name")
            return nil
        }
        guard Endpoint.fits(text) else {
            findings.add(field, expected: "at most \(Endpoint.pathLimit) bytes behind ipc://")
            return nil
        }
        return Placed(text, field)
    }
}

/// The ipc endpoints of the stations.
enum Endpoint {
    /// What a Unix socket's address holds; libzmq refuses more only when it binds.
    static let pathLimit = 107

    static func fits(_ endpoint: String) -> Bool {
        endpoint.utf8.count - "ipc://".utf8.count <= pathLimit
    }

    /// The default endpoint of a station's stream.
    static func stream(_ name: StationName, state: String) -> String { "ipc://\(state)/run/\(name).stream" }

    /// The default endpoint of a station's ingress.
    static func ingress(_ name: StationName, state: String) -> String { "ipc://\(state)/run/\(name).in" }
}
