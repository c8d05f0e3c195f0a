import Foundation
import Testing

/// Each rule against a snippet that it must catch and one that it must not: a rule that never fails is none.
@Suite("Style rules")
struct StyleRuleTests {
    private let homes = [
        "Contacts": ("Model", ""), "Kernel": ("Kernel", ""), "Journal": ("Runtime", ""),
        "Links": ("Runtime", ""), "HTTP": ("Runtime", ""),
        "Router": ("Machine", "Router"), "TierQueue": ("Machine", "TierQueue"),
        "TopologyFile": ("Topology", ""), "Hosting": ("Topology", ""), "Reporting": ("Analysis", ""),
        "Simulation": ("Simulation", ""), "router": ("Programs", ""),
    ].mapValues { DirectionRule.Place(room: $0.0, role: $0.1) }

    @Test(
        "an import that goes up the house is caught",
        arguments: [
            ("Sources/Model/Contacts/A.swift", "Kernel"),
            ("Sources/Runtime/Kernel/A.swift", "Journal"),
            ("Sources/Roles/Router/Machine/A.swift", "TierQueue"),
            ("Sources/Roles/Router/Machine/A.swift", "Kernel"),
            ("Sources/Roles/Router/Machine/A.swift", "Logging"),
            ("Sources/Runtime/Journal/A.swift", "Router"),
            ("Sources/Runtime/Kernel/A.swift", "HTTP"),
            ("Sources/Runtime/HTTP/A.swift", "Router"),
            ("Sources/Runtime/HTTP/A.swift", "Hosting"),
            ("Sources/Roles/Router/Config/A.swift", "TierQueue"),
            ("Sources/Roles/AgentDesk/Web/A.swift", "Router"),
            ("Sources/Analysis/Reporting/A.swift", "Router"),
            ("Sources/Analysis/Reporting/A.swift", "Simulation"),
            ("Sources/Analysis/Reporting/A.swift", "GRDB"),
            ("Sources/Analysis/Reporting/A.swift", "Journal"),
            ("Sources/Analysis/Reporting/A.swift", "Links"),
            ("Sources/CLI/Commands/A.swift", "router"),
            ("Sources/Programs/router/A.swift", "GRDB"),
            ("Sources/Runtime/Links/A.swift", "SwiftProtobuf"),
        ])
    func wrongDirection(path: String, imported: String) {
        for form in ["import", "public import", "internal import", "@testable import", "import struct"] {
            let name = form.hasSuffix("struct") ? imported + ".A" : imported
            let file = SwiftFile(path: path, text: "\(form) \(name)")
            #expect(DirectionRule.violations(in: [file], places: homes).count == 1, "\(form) \(imported)")
        }
    }

    @Test(
        "an import that goes down the house is not",
        arguments: [
            ("Sources/Runtime/Kernel/A.swift", "Contacts"),
            ("Sources/Roles/Router/Machine/A.swift", "OrderedCollections"),
            ("Sources/Runtime/Journal/A.swift", "GRDB"),
            ("Sources/Roles/Router/Config/A.swift", "Router"),
            ("Sources/Topology/TopologyFile/A.swift", "Router"),
            ("Sources/Simulation/Faults/A.swift", "Router"),
            ("Sources/Programs/router/A.swift", "Hosting"),
        ])
    func rightDirection(path: String, imported: String) {
        let text = "import \(imported)\n// import Journal\nlet a = \"import HTTP\""
        let file = SwiftFile(path: path, text: text)
        #expect(DirectionRule.violations(in: [file], places: homes) == [])
    }

    private let kinds = FactRule.kinds(
        in: """
            public enum FactKind: UInt16 {
                case offerMade = 81
                case effectFailed = 34
                case connectFailed = 22
            }
            """)

    @Test(
        "a fact that is named only to be ignored is caught",
        arguments: [
            "case .offerMade(let fact): take(fact)\ncase .effectFailed,\n .connectFailed:\n  return  // No",
            "case .offerMade(let fact): take(fact)\ncase .effectFailed,\n  .connectFailed:\n  return  // No",
            "case .offerMade: nil\ncase .effectFailed(let fact): fact.reason",
            "case .told: break\ncase .effectFailed(_): return []\ndefault: take(fact)",
            "case .connectFailed where isDown: break\ndefault: take(fact)",
        ])
    func ignoredFact(cases: String) {
        for head in ["switch fact {", "return switch audited.fact {"] {
            let text = "func take() {\n\(head)\n\(cases)\n}\n}"
            let file = SwiftFile(path: "Sources/Analysis/Reporting/A.swift", text: text)
            #expect(FactRule.violations(in: file, kinds: kinds).count == 1, "\(text)")
        }
    }

    @Test(
        "a switch that takes what concerns it, or is over another enum with such a word, is not",
        arguments: [
            "case .offerMade(let fact): take(fact)\ndefault: break",
            "case .offerMade(let fact): take(fact)\ncase .told: break",
            "case .offerMade(let fact):\n    guard isMine else { return }\n    take(fact)",
            "case .memberLeft: leave()\ncase .connectFailed: break",
            "case .arrived, .effectFailed: return false\ncase .medium: return true",
        ])
    func concernedFact(cases: String) {
        let file = SwiftFile(
            path: "Sources/Analysis/Reporting/A.swift", text: "func take() {\nswitch fact {\n\(cases)\n}\n}")
        #expect(FactRule.violations(in: file, kinds: kinds) == [])
    }

    @Test("another decider, and rules of a machine outside its module, are caught")
    func wiring() {
        func caught(_ path: String, _ line: String) -> Bool {
            !WiringRule.violations(in: [SwiftFile(path: path, text: line + " {")]).isEmpty
        }
        let simulation = "Sources/Simulation/Faults/A.swift"
        #expect(caught(simulation, "struct TableDecider<M: Machine>: SimulatedDecider"))
        #expect(caught("Sources/Programs/router/main.swift", "private final class Own: Decider"))
        #expect(caught(simulation, "extension RouterMachine: StationMachine"))
        #expect(!caught("Sources/Roles/Router/Machine/A.swift", "extension RouterMachine: StationMachine"))
        #expect(!caught(simulation, "private final class Holder<M: StationMachine>: VirtualMachine"))
        #expect(!caught(simulation, "extension MachineDecider: SimulatedDecider"))
    }

    @Test("every banned word is caught in a pure module, and its message says what to write instead")
    func bannedWords() {
        for ban in PurityRule.words {
            let file = SwiftFile(path: "Sources/Roles/Router/Machine/A.swift", text: "let a = b(\(ban.word))")
            let found = PurityRule.violations(in: file)
            #expect(found.count == 1 && found[0].text.contains(ban.instead), "\(ban.word)")
        }
        for ban in PurityRule.imports {
            let file = SwiftFile(path: "Sources/Model/Facts/A.swift", text: "internal import \(ban.word)")
            #expect(PurityRule.violations(in: file).contains { $0.text.contains(ban.instead) }, "\(ban.word)")
        }
    }

    @Test("the same words are free in a comment, a text, a longer name and the runtime")
    func freeWords() {
        let text = "// Date() and Task\nlet at: CivilDate = \"\\(now) Double\"\n" + "let a = Taskless.async1"
        #expect(PurityRule.violations(in: SwiftFile(path: "Sources/Model/Facts/A.swift", text: text)) == [])
        let runtime = SwiftFile(path: "Sources/Runtime/Links/A.swift", text: "let a = Date()")
        #expect(PurityRule.violations(in: runtime) == [])
    }

    @Test("a default in a decision's switch is caught, a dictionary's default is not")
    func defaults() {
        let text = "switch a {\ncase .b: c()\ndefault: break\n}\nd[e, default: 0] += 1"
        let file = SwiftFile(path: "Sources/Roles/Router/Machine/A.swift", text: text)
        #expect(PurityRule.defaults(in: file).map(\.line) == [3])
    }

    @Test("a line of 111 characters is caught, one of 110 is not")
    func longLine() {
        let text = String(repeating: "é", count: 110) + "\n" + String(repeating: "a", count: 111)
        #expect(SizeRule.longLines(in: SwiftFile(path: "Sources/A/B/C.swift", text: text)).map(\.line) == [2])
    }

    @Test("a source file of 401 lines and a test file of 601 are caught")
    func longFile() {
        func file(_ path: String, _ lines: Int) -> SwiftFile {
            SwiftFile(path: path, text: String(repeating: "let a = 1\n", count: lines))
        }
        #expect(SizeRule.longFile(file("Sources/A/B/C.swift", 400)).isEmpty)
        #expect(SizeRule.longFile(file("Sources/A/B/C.swift", 401)).count == 1)
        #expect(SizeRule.longFile(file("Tests/A/B.swift", 600)).isEmpty)
        #expect(SizeRule.longFile(file("Tests/A/B.swift", 601)).count == 1)
    }

    @Test(
        "a function of 71 lines is caught",
        arguments: [
            "func a(_ b: Int = c(), d: [Int]) throws -> Int", "init?(a: Int)", "public static func a<B>()",
        ])
    func longFunction(signature: String) {
        func file(_ statements: Int) -> SwiftFile {
            let body = String(repeating: "    b = { c }\n", count: statements)
            return SwiftFile(path: "Sources/A/B/C.swift", text: "struct A {\n\(signature) {\n\(body)}\n}\n")
        }
        #expect(SizeRule.longFunctions(in: file(68)).isEmpty)
        #expect(SizeRule.longFunctions(in: file(69)).map(\.line) == [2])
    }

    @Test("a protocol's requirement has no length")
    func requirement() {
        let body = String(repeating: "    b()\n", count: 80)
        let text = "protocol P {\n    func a()\n    func b() -> Int\n}\nvar c: Int {\n\(body)}\n"
        #expect(SizeRule.longFunctions(in: SwiftFile(path: "Sources/A/B/C.swift", text: text)).isEmpty)
    }

    @Test("a dispatch switch may be long, one with two statements in a case may not")
    func dispatch() {
        func file(_ last: String) -> SwiftFile {
            let table = (1...80).map { "    case .a\($0),\n        .b\($0)(let c): d(c)\n" }.joined()
            let text = "func a() {\n    switch e {\n\(table)    case .z:\n        \(last)\n    }\n}\n"
            return SwiftFile(path: "Sources/A/B/C.swift", text: text)
        }
        #expect(SizeRule.longFunctions(in: file("f()")).isEmpty)
        #expect(SizeRule.longFunctions(in: file("f()\n        g()")).count == 1)
    }

    @Test("a file over 256 KiB is caught unless it is generated")
    func largeFile() {
        #expect(SizeRule.violation(of: TrackedFile(path: "a.bin"), size: 262_145) != nil)
        #expect(SizeRule.violation(of: TrackedFile(path: "a.bin"), size: 262_144) == nil)
        let generated = TrackedFile(path: "Sources/A/Generated/b.swift")
        #expect(SizeRule.violation(of: generated, size: 262_145) == nil)
    }

    @Test("banned habits are caught, those of tests in tests only")
    func habits() {
        for ban in HabitRule.banned + HabitRule.bannedInTests {
            let file = SwiftFile(path: "Tests/A/B.swift", text: "try await \(ban.word) a)")
            // One ban may stand inside another, as `sleep(` in `Task.sleep(for:)`.
            #expect(HabitRule.words(in: file).contains { $0.text.contains(ban.instead) }, "\(ban.word)")
        }
        let source = SwiftFile(path: "Sources/A/B/C.swift", text: "try await Task.sleep(for: a)")
        #expect(HabitRule.words(in: source).isEmpty)
    }

    @Test("a dropped error without a reason is caught")
    func droppedError() {
        let text = "let a = try? b()\nlet c = try? b() // Gone already.\n// Gone already.\nlet d = try? b()\n"
        let file = SwiftFile(path: "Sources/A/B/C.swift", text: text + "let e = \"// try? \\(try? f())\"")
        #expect(HabitRule.droppedErrors(in: file).map(\.line) == [1])
    }

    @Test("an unchecked Sendable without a reason is caught")
    func uncheckedSendable() {
        let text =
            "/// A.\nfinal class A: @unchecked Sendable {}\n"
            + "/// B.\n///\n/// Sendable because one thread has it.\nfinal class B: @unchecked Sendable {}"
        let file = SwiftFile(path: "Sources/A/B/C.swift", text: text)
        #expect(HabitRule.uncheckedSendables(in: file).map(\.line) == [2])
    }

    @Test("a note to oneself is caught")
    func note() {
        let lines = ["b", "// TO" + "DO: c", "FIX" + "ME", "TO" + "DOS"]
        #expect(HabitRule.notes(in: "a", lines).map(\.line) == [2, 3])
    }

    @Test("a public type without a doc comment is caught")
    func undocumentedType() {
        let text = "public struct A {}\n/// B.\n@frozen\npublic final class B {}\nstruct C {}\nextension D {}"
        let file = SwiftFile(path: "Sources/A/B/C.swift", text: text)
        #expect(HabitRule.undocumentedTypes(in: file).map(\.line) == [1])
    }

    @Test("a module that says nothing of itself is caught")
    func silentModule() {
        let files = [
            SwiftFile(path: "Sources/Model/A/A.swift", text: "struct A {}"),
            SwiftFile(path: "Sources/Model/B/B.swift", text: "/// B.\nstruct B {}"),
            SwiftFile(path: "Sources/Programs/c/main.swift", text: "// placeholder\n"),
            SwiftFile(path: "Sources/Programs/d/main.swift", text: "// It decides.\n// It only wires.\n"),
        ]
        #expect(HabitRule.silentModules(in: files).map(\.path) == ["Sources/Model/A", "Sources/Programs/c"])
    }

    @Test("a machine's path and a stranger's host are caught")
    func places() {
        let lines = [
            "cd /wo" + "rk/main", "see http" + "s://mirror.corp/a and http://localhost:1",
            "/netwo" + "rk/main",
            "https://github.com/a", "\"http://\\(host)/\"", "/tmp/" + "mini/a", "/ro" + "ots",
        ]
        #expect(PlaceRule.violations(in: "a", lines).map(\.line) == [1, 2, 6])
    }

    @Test("a broken topology that does not say how it is rejected is caught")
    func brokenTopology() {
        #expect(PlaceRule.brokenTopology("Topology/broken/a.yaml", "version: 1") != nil)
        #expect(PlaceRule.brokenTopology("Topology/broken/a.yaml", "# expect: b\nversion: 1") == nil)
        #expect(PlaceRule.brokenTopology("Topology/broken/parts/a.yaml", "version: 1") == nil)
    }

    @Test("comments and texts are no code, whatever is nested in them")
    func codeOnly() {
        let text =
            "a /* b /* c */ \" */ d \"e \\(f(\"g\")) h\" i "
            + "#\"j\"k\\#(l(\"m\"))\"# n \"\"\"\no\"p\n\"\"\" q // r"
        let words = CodeOnly.of(text).split { $0 == " " || $0 == "\n" }
        #expect(words == ["a", "d", "i", "n", "q"])
    }

    @Test("a page, a section, a decision and a reading that are nowhere are caught, and names of old pages")
    func references() {
        let page = "ops/handbook/a" + ".md"
        let rule = ReferenceRule(
            pages: [
                (page, "# A\n## Two words: here\n```\n# not one\n```\n"),
                ("ops/decisions/0001-b" + ".md", "# 0001 B\n"),
            ],
            register: "readings:\n  - number: A51\n")
        let sound = [
            "see a" + ".md#two-words-here, (decision 0001), reading A51.", page,
            "ops/decisions/0001-b" + ".md#0001-b", "../decisions/0001-b" + ".md.",
            "CONVENTIONS are good, TRACE is a file, FEATURES",
        ]
        #expect(rule.violations(in: "Sources/A/B/C.swift", sound) == [])
        let lost = [
            "b" + ".md", "a" + ".md#three", "a" + ".md#not-one", "decision " + "0002", "readings " + "A52",
            "ARCHI" + "TECTURE section 4", "CLI" + ".md", "FEA" + "TURES A51", "FEA" + "TURES 3.17",
            "TRA" + "CE format",
        ]
        #expect(rule.violations(in: "a", lost).map(\.line) == Array(1...lost.count))
        let files = ["`Sources/a/b.swift`, `a/b.swift` `b.swift` `a/X+*.swift`", "`a/c.swift`"]
        let found = ReferenceRule.lostFiles(in: page, files) { $0 == "Sources/a/b.swift" }
        #expect(found.map(\.line) == [2])
    }

    @Test("a decision without status, or superseded by what is not there, is caught")
    func decisions() {
        func page(_ name: String, _ status: String, _ rest: String = "") -> DecisionRule.Page {
            .init(name: name, text: "# \(name.prefix(4)) A\n\n\(status)\n\n\(rest)")
        }
        let two = page("0002-b" + ".md", "Status: accepted.", "It supersedes 0001.")
        let one = page("0001-a" + ".md", "Status: superseded by 0002-b" + ".md.")
        #expect(DecisionRule.violations(in: [one, two]) == [])
        let wrong = [
            "Context", "Status: unsure", "Status: superseded by nobody",
            "Status: accepted; see 0003-c" + ".md", "Status: superseded by 0001-a" + ".md",
        ]
        for status in wrong {
            let pages = [page("0001-a" + ".md", status), two]
            #expect(DecisionRule.violations(in: pages).count == 1, "\(status)")
        }
        let silent = page("0002-b" + ".md", "Status: accepted.")
        #expect(DecisionRule.violations(in: [one, silent]).count == 1)
        #expect(DecisionRule.violations(in: [two, page("0002-c" + ".md", "Status: accepted.")]).count == 2)
    }

    @Test("names that .gitignore leaves out are left out")
    func ignored() {
        #expect(IgnoredName(pattern: ".build*/").matches(".build-release"))
        #expect(IgnoredName(pattern: "*.pyc").matches("a.pyc"))
        #expect(!IgnoredName(pattern: "*.pyc").matches("a.py"))
        #expect(IgnoredName(pattern: "Package.resolved").matches("Package.resolved"))
    }

    @Test("a standard without row or test, a row of no standard and a witness that is nowhere are caught")
    func standards() {
        let table = """
            a | not yet
            b | report share | OneTests/flips
            c | a, b | OneTests/nowhere
            stranger | not yet
            """
        let test = SwiftFile(
            path: "Tests/A/OneTests.swift",
            text: "struct OneTests {\n    func flips() { use(\"a\", \"b\", \"c\") }\n}\n")
        #expect(StandardRule.rows(of: table).map(\.id) == ["a", "b", "c", "stranger"])
        let found = StandardRule.violations(ids: ["a", "b", "c", "d"], table: table, tests: [test])
        #expect(found.count == 4, "\(found)")
        #expect(found.filter { $0.text.contains("`d`") }.count == 2)
        #expect(found.contains { $0.text.contains("OneTests/nowhere") && $0.line == 3 })
        #expect(found.contains { $0.text.contains("`stranger`") })
        let rows = "# Rows.\n- d: why\n\n= a 1 clock\nlaw\n  each 1..2\npass 1 -> yes\n"
        #expect(StandardRule.ids(inWitnesses: rows) == ["d", "a"])
        let register = "clocks:\n  - id: x\nstandards:\n  - id: a\n    kind: b\n"
        #expect(StandardRule.ids(inRegister: register) == ["a"])
    }
}
