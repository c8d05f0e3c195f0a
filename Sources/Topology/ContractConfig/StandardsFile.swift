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
    /// What the clauses cover; nil when the file has no register to go with it.
    package var demands: DemandsFile?

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        let before = findings.list.count
        let keys = ["version", "clocks", "readings", "standards", "demands"]
        guard let table = Table(root, keys: keys, &findings) else { return }
        table.requireVersion(&findings)
        let readings = table.optional("readings").map { ReadingsFile($0, &findings) }
        register = table.optional("standards").map { RegisterFile($0, readings: readings, &findings) }
        demands = table.optional("demands").map { DemandsFile($0, &findings) }
        var seen: Set<ClockName> = []
        for item in table.required("clocks", &findings)?.few(&findings) ?? [] {
            guard let clock = ClockRow(item, &findings)?.clock else { continue }
            guard seen.insert(clock.name).inserted else {
                findings.add(item, value: "\"\(clock.name)\"", expected: "each clock once")
                continue
            }
            clocks.append(Placed(clock, item))
        }
        guard findings.list.count == before else { return }
        checkHolds(&findings)
        guard let register else { return }
        RegisterCheck(register, clocks: clocks, demands: demands).run(&findings)
    }

    /// A contact has one clock of holds at most: which one would run is otherwise left open.
    private func checkHolds(_ findings: inout Findings) {
        var taken: Set<Channel> = []
        for clock in clocks where clock.value.attachesTo == .contact && clock.value.startMode == .suspended {
            let channels = clock.value.appliesTo.channels
            if !taken.isDisjoint(with: channels) {
                findings.add(
                    clock.field, value: "a second clock that starts suspended",
                    expected: "one on each channel, which counts the holds")
            }
            taken.formUnion(channels)
        }
    }

    /// The clock called `name`.
    package func clock(_ name: ClockName) -> StandardClock? {
        clocks.first { $0.value.name == name }?.value
    }
}
