import BusinessTime
package import Config
package import Contacts
package import Standards

/// standards.yaml: every clock that a contract sets, with its clause and its limits.
package struct StandardsFile {
    /// Its clocks, in the order written.
    package var clocks: [Placed<StandardClock>] = []
    /// The register; nil when the file has none.
    package var register: RegisterFile?

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        let before = findings.list.count
        let keys = ["version", "clocks", "readings", "standards"]
        guard let table = Table(root, keys: keys, &findings) else { return }
        table.requireVersion(&findings)
        let readings = table.optional("readings").map { ReadingsFile($0, &findings) }
        register = table.optional("standards").map { RegisterFile($0, readings: readings, &findings) }
        var seen: Set<ClockName> = []
        for item in table.required("clocks", &findings)?.few(&findings) ?? [] {
            guard let clock = ClockRow(item, &findings)?.clock else { continue }
            guard seen.insert(clock.name).inserted else {
                findings.add(item, value: "\"\(clock.name)\"", expected: "each clock once")
                continue
            }
            clocks.append(Placed(clock, item))
        }
        guard findings.list.count == before, let register else { return }
        RegisterCheck(register, clocks: clocks).run(&findings)
    }

    /// The clock called `name`.
    package func clock(_ name: ClockName) -> StandardClock? {
        clocks.first { $0.value.name == name }?.value
    }
}
