import Config
import Contacts

/// What must hold over all stations of a topology together.
struct StationsCheck {
    private let stations: [StationEntry]
    private let list: Field
    private let root: Field

    init(_ stations: [StationEntry], listedAt list: Field, in root: Field) {
        self.stations = stations
        self.list = list
        self.root = root
    }

    func run(_ findings: inout Findings) {
        if stations.count > Limit.stations {
            findings.add(
                file: root.file, line: list.line, path: "stations", value: "\(stations.count) stations",
                expected: "at most \(Limit.stations)")
        }
        requireOnce(stations.map { ($0.name.rawValue, $0.field) }, "each station's name once", &findings)
        requireOnce(
            stations.compactMap { station in
                station.number.map { ("the number \($0.value)", $0.field) }
            }, "each gateway's number once", &findings)
        requireOnce(
            stations.compactMap { station in
                station.http.map { ("\($0.value.host):\($0.value.port)", $0.field) }
            }, "each address and port once", &findings)
        requireOnce(
            stations.flatMap { [$0.endpoint, $0.ingress].compactMap(\.self) }.map { ($0.value, $0.field) },
            "each endpoint once", &findings)
        for program in [Program.router, .slaWatchdog, .auditSink, .agentDesk] {
            requireOne(stations.filter { $0.program == program }, program.rawValue, &findings)
        }
        for tier in Tier.allCases {
            let queues = stations.filter { $0.tier?.value == tier }
            requireOne(queues, "tier-queue of tier \(tier)", &findings)
        }
        for extra in stations.filter({ $0.program == .opsConsole }).dropFirst() {
            findings.add(extra.field, value: "\"\(extra.name)\"", expected: "at most one ops-console")
        }
        if !stations.contains(where: \.program.isGateway) { addMissing("gateway", &findings) }
    }

    private func requireOnce(_ names: [(String, Field)], _ expected: String, _ findings: inout Findings) {
        var seen: Set<String> = []
        for (name, field) in names where !seen.insert(name).inserted {
            findings.add(field, value: "\"\(name)\"", expected: expected)
        }
    }

    private func requireOne(_ found: [StationEntry], _ what: String, _ findings: inout Findings) {
        if found.isEmpty { addMissing(what, &findings) }
        for extra in found.dropFirst() {
            findings.add(extra.field, value: "\"\(extra.name)\"", expected: "exactly one \(what)")
        }
    }

    private func addMissing(_ what: String, _ findings: inout Findings) {
        findings.add(
            file: root.file, line: list.line, path: "stations", value: "no \(what)",
            expected: what == "gateway" ? "at least one gateway" : "exactly one \(what)")
    }
}
