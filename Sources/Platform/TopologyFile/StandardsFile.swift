import BusinessTime
import Contacts
import Standards

/// standards.yaml: every clock that a contract sets, with its clause and its limits.
struct StandardsFile {
    /// Its clocks, in the order written.
    var clocks: [Placed<StandardClock>] = []

    /// Reads `root`.
    init(_ root: Field, _ findings: inout Findings) {
        guard let table = Table(root, keys: ["version", "clocks"], &findings) else { return }
        table.requireVersion(&findings)
        var seen: Set<ClockName> = []
        for item in table.required("clocks", &findings)?.items(&findings) ?? [] {
            guard let clock = ClockRow(item, &findings)?.clock else { continue }
            guard seen.insert(clock.name).inserted else {
                findings.add(item, value: "\"\(clock.name)\"", expected: "each clock once")
                continue
            }
            clocks.append(Placed(clock, item))
        }
    }

    /// The clock called `name`.
    func clock(_ name: ClockName) -> StandardClock? {
        clocks.first { $0.value.name == name }?.value
    }
}
