import Testing

/// The rules of the house over the files of the house; what each rule catches is shown in `StyleRuleTests`.
@Suite("Style")
struct StyleTests {
    @Test("imports go down the house")
    func direction() {
        #expect(House.sources.count > 100, "the walk found the sources")
        let systemLibrary = ["CZeroMQ": DirectionRule.Place(room: "Runtime", role: "")]
        let places = Dictionary(
            House.sources.map { ($0.module, DirectionRule.Place(room: $0.room, role: $0.role)) }
        ) { first, _ in first }.merging(systemLibrary) { first, _ in first }
        expectNone(DirectionRule.violations(in: House.sources, places: places))
        #expect(DirectionRule.unused(in: House.sources) == [], "an exception nobody needs is taken out")
    }

    @Test("machines are joined to stations in one way, and say themselves what they show")
    func wiring() { expectNone(WiringRule.violations(in: House.sources)) }

    @Test("pure modules hold no clock, chance, waiting, floating point or system")
    func purity() {
        expectNone(House.sources.flatMap { PurityRule.violations(in: $0) })
        expectNone(House.sources.flatMap { PurityRule.defaults(in: $0) })
    }

    @Test("lines, functions and files are short")
    func sizes() {
        expectNone(House.swift.flatMap { SizeRule.longLines(in: $0) })
        expectNone(House.swift.flatMap { SizeRule.longFunctions(in: $0) })
        expectNone(House.swift.flatMap { SizeRule.longFile($0) })
        expectNone(House.files.compactMap { SizeRule.violation(of: $0, size: $0.bytes.count) })
    }

    @Test("no source names a fact only to ignore it")
    func facts() throws {
        let path = "Sources/Model/Facts/Generated/FactKind.swift"
        let kinds = FactRule.kinds(in: try #require(House.files.first { $0.path == path }?.text))
        #expect(kinds.count > 90)
        expectNone(House.sources.flatMap { FactRule.violations(in: $0, kinds: kinds) })
    }

    @Test("nothing is unchecked, detached, slept through or dropped in silence")
    func habits() {
        expectNone(House.swift.flatMap { HabitRule.words(in: $0) })
        expectNone(House.swift.flatMap { HabitRule.droppedErrors(in: $0) })
        expectNone(House.swift.flatMap { HabitRule.uncheckedSendables(in: $0) })
    }

    @Test("every module and every public type says why it is there")
    func documentation() {
        expectNone(HabitRule.silentModules(in: House.sources))
        expectNone(House.sources.flatMap { HabitRule.undocumentedTypes(in: $0) })
    }

    @Test("no file holds a note to oneself, a machine's path or a stranger's host")
    func texts() {
        for file in House.files where !file.isGenerated {
            guard let text = file.text else { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            expectNone(HabitRule.notes(in: file.path, lines))
            expectNone(PlaceRule.violations(in: file.path, lines))
        }
    }

    @Test("every standard of the register has its row, a test that names it, and a witness if it is served")
    func standards() throws {
        let register = try #require(House.files.first { $0.path == "Topology/standards.yaml" }?.text)
        let ids = StandardRule.ids(inRegister: register)
        #expect(ids.count == 142)
        let table = try #require(House.files.first { $0.path == StandardRule.table }?.text)
        let tests = House.swift.filter { !$0.isOfModule }
        let witnesses = House.files.filter { $0.path.hasPrefix("Tests/Witnesses/") }.compactMap(\.text)
        expectNone(
            StandardRule.violations(ids: ids, table: table, tests: tests, witnesses: witnesses))
    }

    @Test("what comments, texts and pages cite is in the repository")
    func references() throws {
        let register = try #require(House.files.first { $0.path == "Topology/standards.yaml" }?.text)
        let pages = House.files.filter { $0.path.hasSuffix(".md") }.compactMap { file in
            file.text.map { (path: file.path, text: $0) }
        }
        #expect(pages.count { $0.path.hasPrefix("ops/handbook/") } >= 9, "the walk found the handbook")
        let rule = ReferenceRule(pages: pages, register: register)
        // What a decision or the changelog said when it was written stays as it was.
        let history = ["ops/decisions/", "CHANGELOG"]
        for file in House.files where !file.isGenerated && !history.contains(where: file.path.hasPrefix) {
            guard let text = file.text else { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            expectNone(rule.violations(in: file.path, lines))
            guard file.path.hasPrefix("ops/handbook/") else { continue }
            let paths = Set(House.files.map(\.path))
            expectNone(ReferenceRule.lostFiles(in: file.path, lines) { paths.contains($0) })
        }
    }

    @Test("every decision says whether it holds, and by which page it does not")
    func decisions() {
        let pages = House.files.filter { $0.path.hasPrefix("ops/decisions/") }.map { file in
            DecisionRule.Page(
                name: String(file.path.dropFirst("ops/decisions/".count)), text: file.text ?? "")
        }
        #expect(pages.count >= 30, "the walk found the decisions")
        expectNone(DecisionRule.violations(in: pages))
    }

    @Test("every topology that must be rejected says how")
    func brokenTopologies() {
        let broken = House.files.filter { $0.path.hasPrefix("Topology/broken/") }
        #expect(!broken.isEmpty)
        expectNone(broken.compactMap { PlaceRule.brokenTopology($0.path, $0.text ?? "") })
    }
}
