/// Names of places that mean something on one machine only.
enum PlaceRule {
    /// Folders of a workplace; put together here, so that this file does not hold them.
    static let folders = ["/wo" + "rk/", "/tmp/" + "mini", "/ro" + "ot"]

    /// Hosts that a tracked file may name; a mirror or a registry of one workplace is none of them.
    static let hosts = [
        "127.0.0.1", "localhost", "example.com", "example.org", "github.com", "www.apache.org",
        "keepachangelog.com", "semver.org", "c2sp.org", "swift.org", "www.swift.org", "zguide.zeromq.org",
    ]

    /// Places in `lines` that other machines do not have.
    static func violations(in path: String, _ lines: [String]) -> [Violation] {
        lines.indices.flatMap { index in
            let line = lines[index]
            let places = folders.filter { line.holds(word: $0) }.map { "the machine path \($0)" }
            let strangers = namedHosts(in: line).filter { !hosts.contains($0) }.map { "the host \($0)" }
            return (places + strangers).map { what in
                Violation(
                    path: path, line: index + 1, text: "\(what); name what every machine has, or pass it in")
            }
        }
    }

    /// The hosts of the addresses in `line`; one that is put together from values has none.
    private static func namedHosts(in line: String) -> [String] {
        line.split(separator: "http", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            let text = rest.hasPrefix("s://") ? rest.dropFirst(4) : rest.dropFirst(3)
            guard rest.hasPrefix("://") || rest.hasPrefix("s://") else { return nil }
            let host = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
            return host.isEmpty ? nil : String(host)
        }
    }

    /// A topology that must be rejected and does not say how.
    static func brokenTopology(_ path: String, _ text: String) -> Violation? {
        let parts = path.split(separator: "/")
        guard parts.count == 3, parts[0] == "Topology", parts[1] == "broken", path.hasSuffix(".yaml") else {
            return nil
        }
        if text.hasPrefix("# expect:") { return nil }
        return Violation(path: path, line: 1, text: "no `# expect:` line; say how the file is rejected")
    }
}
