import BusinessTime
public import Config
import Contacts
import ContractConfig
import Foundation
public import Prover
import RouterConfig
public import Standards
import TierQueueConfig
import WatchdogConfig
import Yams

/// Reads a topology's file and the files it refers to, each once.
struct TopologyReader {
    /// What was read, complete only when nothing was found.
    private(set) var files: TopologyFiles?
    /// The files' bytes, with the names they are referred to by.
    private(set) var sources: [FileKind: (name: String, file: SourceFile)] = [:]
    /// The zones that were read.
    private(set) var zones = ZoneShelf()
    /// The topology's own zone.
    private(set) var zone: Zone?

    private var sound: Set<FileKind> = []
    /// A routing file to read in place of the topology's own.
    private let routing: String?

    /// Reads the topology at `path`, whose state directory is `state` unless the file is to say.
    init(path: String, state: String?, routing: String? = nil, _ findings: inout Findings) {
        self.routing = routing
        guard let file = SourceFile(path: path, &findings) else { return }
        sources[.topology] = ((path as NSString).lastPathComponent, file)
        let stations = StationsFile(file.root, &findings)
        zone = stations.zone.flatMap { zones.zone($0.field, &findings) }
        checkPaths(of: stations, state: state, &findings)
        for kind in FileKind.allCases where kind != .topology {
            open(kind, of: stations, in: (path as NSString).deletingLastPathComponent, &findings)
        }
        let routing = parse(.routing, &findings) { RoutingFile($0, &$1) }
        let files = TopologyFiles(
            stations: stations, routing: routing,
            escalation: parse(.escalation, &findings) { EscalationFile($0, &$1) },
            enforcement: parse(.enforcement, &findings) { EnforcementFile($0, &$1) },
            standards: parse(.standards, &findings) { StandardsFile($0, &$1) },
            roster: parse(.roster, &findings) { RosterFile($0, &$1) },
            policy: routing.policy.map { PolicyFile($0, &findings) } ?? PolicyFile(),
            calendars: readCalendars(&findings),
            work: parse(.work, &findings) { WorkFile($0, &$1) },
            contract: sources[.contract] == nil ? nil : parse(.contract, &findings) { ContractFile($0, &$1) },
            foresight: sources[.foresight] == nil
                ? nil : parse(.foresight, &findings) { BreachForecastFile($0, &$1) },
            segments: sources[.segments] == nil ? nil : parse(.segments, &findings) { SegmentsFile($0, &$1) })
        TopologyCheck(files, sound: sound).run(&findings)
        self.files = files
    }

    /// Which clocks begin for what can come; nil when the files it follows from are not sound.
    var coverage: Coverage? {
        guard let files, sound.isSuperset(of: [.standards, .routing, .escalation]) else { return nil }
        return CoverageCheck(files: files, work: sound.contains(.work) ? files.work.rows : []).coverage
    }

    /// Every default endpoint must fit a Unix socket's address.
    private func checkPaths(of stations: StationsFile, state: String?, _ findings: inout Findings) {
        guard let directory = state ?? stations.state?.value else { return }
        let longest = stations.stations.flatMap { station in
            (station.endpoint == nil ? [Endpoint.stream(station.name, state: directory)] : [])
                + (station.ingress == nil ? [Endpoint.ingress(station.name, state: directory)] : [])
        }.max { $0.utf8.count < $1.utf8.count }
        guard let longest, !Endpoint.fits(longest) else { return }
        let expected =
            "a directory so short that \(longest.dropFirst(6)) has at most \(Endpoint.pathLimit) bytes"
        if state == nil, let field = stations.state?.field {
            findings.add(field, expected: expected)
        } else {
            let file = sources[.topology]?.file.name ?? ""
            findings.add(file: file, path: "state", value: "\"\(directory)\"", expected: expected)
        }
    }

    private mutating func open(
        _ kind: FileKind, of stations: StationsFile, in directory: String, _ findings: inout Findings
    ) {
        guard let reference = stations.files[kind] else { return }
        let other = kind == .routing ? routing : nil
        let path = other ?? Self.path(reference.value, in: directory)
        guard FileManager.default.isReadableFile(atPath: path) else {
            return findings.add(reference.field, expected: "a readable file at \(path)")
        }
        if let file = SourceFile(path: path, &findings) { sources[kind] = (other ?? reference.value, file) }
    }

    /// A file's path beside the topology that refers to it, without detours, so that it is named one way.
    private static func path(_ reference: String, in directory: String) -> String {
        if reference.hasPrefix("/") || directory.isEmpty { return reference }
        var parts = directory.split(separator: "/", omittingEmptySubsequences: false)
        for part in reference.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, !["", "..", "."].contains(last) {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// Parses one file and notes whether it is sound; an empty stand-in when it was not read at all.
    private mutating func parse<Content>(
        _ kind: FileKind, _ findings: inout Findings, _ read: (Field, inout Findings) -> Content
    ) -> Content {
        var ignored = Findings()
        guard let source = sources[kind] else { return read(Self.nothing, &ignored) }
        let before = findings.list.count
        let content = read(source.file.root, &findings)
        if findings.list.count == before { sound.insert(kind) }
        return content
    }

    private mutating func readCalendars(_ findings: inout Findings) -> CalendarsFile {
        var shelf = zones
        defer { zones = shelf }
        return parse(.calendars, &findings) { CalendarsFile($0, zones: &shelf, &$1) }
    }

    private static var nothing: Field { Field() }
}

extension Topology {
    /// Everything wrong with the files at `paths`, by file and line; empty when there is nothing.
    ///
    /// What a file is, its content tells: a topology is read with all it refers to, any other file alone.
    public static func check(_ paths: [String]) -> [Finding] {
        var findings = Findings()
        for path in paths {
            guard let file = SourceFile(path: path, &findings) else { continue }
            var zones = ZoneShelf()
            switch FileKind(of: file.root) {
            case .topology: _ = TopologyReader(path: path, state: nil, &findings)
            case .routing:
                let before = findings.list.count
                let routing = RoutingFile(file.root, &findings)
                if findings.list.count == before { RuleCheck(routing: routing).run(&findings) }
            case .escalation:
                let before = findings.list.count
                let escalation = EscalationFile(file.root, &findings)
                if findings.list.count == before { RuleCheck(escalation: escalation).run(&findings) }
            case .enforcement: _ = EnforcementFile(file.root, &findings)
            case .standards: _ = StandardsFile(file.root, &findings)
            case .roster: _ = RosterFile(file.root, &findings)
            case .calendars: _ = CalendarsFile(file.root, zones: &zones, &findings)
            case .contract: _ = ContractFile(file.root, &findings)
            case .work: _ = WorkFile(file.root, &findings)
            case .foresight: _ = BreachForecastFile(file.root, &findings)
            case .segments: _ = SegmentsFile(file.root, &findings)
            case nil:
                let marks = FileKind.allCases.map(\.mark)
                findings.add(file.root, expected: "a mapping with the key \(Field.choice(marks))")
            }
        }
        return findings.sorted
    }

    /// Which clocks the register starts for everything that can come to the topology at `path`.
    ///
    /// - Parameter path: the topology's own file.
    /// - Returns: The coverage, nil when the files it follows from are not sound; and what is wrong with any.
    public static func coverage(_ path: String) -> (coverage: Coverage?, findings: [Finding]) {
        var findings = Findings()
        let reader = TopologyReader(path: path, state: nil, &findings)
        return (reader.coverage, findings.sorted)
    }

    /// Which classes can wait for ever by the ranks of the topology at `path`; none when a file is not sound.
    public static func starvation(_ path: String) -> [Starvation] {
        var findings = Findings()
        let reader = TopologyReader(path: path, state: nil, &findings)
        guard let files = reader.files, findings.list.isEmpty else { return [] }
        return RuleCheck(files, sound: Set(FileKind.allCases)).prover.starvation
    }

    /// The register of the standards file, or of the topology, at `path`.
    ///
    /// - Throws: `TopologyError` with everything that is wrong with it.
    public static func register(_ path: String) throws(TopologyError) -> [Standard] {
        var findings = Findings()
        guard let file = SourceFile(path: path, &findings) else { throw TopologyError(findings.sorted) }
        if FileKind(of: file.root) == .topology { return try load(path).standards }
        let standards = StandardsFile(file.root, &findings)
        if standards.register == nil { findings.add(file.root, expected: "the key \"standards\"") }
        guard findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        return standards.register?.standards.map(\.value) ?? []
    }

    /// Reads and checks the topology at `path`.
    ///
    /// - Parameters:
    ///   - path: the topology's own file; the files it refers to stand beside it.
    ///   - state: the state directory, when it is not to be the one that the file names.
    ///   - routing: a routing file to use in place of the one that the file names.
    /// - Returns: A topology without findings.
    /// - Throws: `TopologyError` with everything that is wrong.
    public static func load(
        _ path: String, state: String? = nil, routing: String? = nil
    ) throws(TopologyError) -> Topology {
        var findings = Findings()
        let reader = TopologyReader(path: path, state: state, routing: routing, &findings)
        guard findings.list.isEmpty, let files = reader.files, let zone = reader.zone else {
            throw TopologyError(findings.sorted)
        }
        let builder = TopologyBuilder(
            files: files, state: state ?? files.stations.state?.value ?? "", &findings)
        guard findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        return builder.topology(zone: zone, zones: reader.zones, contents: TopologyContents(reader))
    }
}
