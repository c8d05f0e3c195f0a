import Contacts
import Foundation
import Standards
import Testing
import TopologyFile

/// The witnesses of what is served: each row of `Tests/Witnesses` is played from the gateways to the report.
///
/// With `TIERLINE_REWRITE=1` in the environment the files are written anew with what the register and the
/// report say now; read the difference before you keep it.
@Suite("Witnesses: a sentence of the law as events, from the gateway to the report")
struct WitnessTableTests {
    private static let isRewriting = ProcessInfo.processInfo.environment["TIERLINE_REWRITE"] == "1"

    private func standard(_ id: Standard.ID) throws -> Standard {
        let standards = try StageRules().topology.standards
        return try #require(standards.first { $0.id == id }, "\(id) is in the register")
    }

    @Test("the files are written anew when that is asked for", .enabled(if: isRewriting))
    func rewrites() async throws {
        for var file in WitnessFile.all {
            let rows = file.rows
            let written = await withTaskGroup(of: (Int, WitnessRow).self) { group in
                for place in rows.indices { group.addTask { (place, self.rewritten(rows[place])) } }
                return await group.reduce(into: [Int: WitnessRow]()) { $0[$1.0] = $1.1 }
            }
            for place in rows.indices { file.rows[place] = written[place] ?? rows[place] }
            try file.write()
        }
    }

    /// The row with what the register and the report say now; `?` and why, where they cannot.
    private func rewritten(_ row: WitnessRow) -> WitnessRow {
        var row = row
        if let law = try? law(of: row) { row.law = law }  // Without it the file keeps what it has.
        for index in row.cases.indices {
            do {
                row.cases[index].said = try WitnessPlay(row, row.cases[index].values).said().text
            } catch {
                row.cases[index].said = "? \(error)"
            }
        }
        return row
    }

    /// The clause with its sentence, of the control itself, and what the measure demands that shows it.
    private func law(of row: WitnessRow) throws -> [String] {
        let (own, shown) = (try standard(row.standard), try standard(row.measured))
        return ["\(own.clause): \(own.text)", shown.law(row.place)[1]]
    }

    @Test(
        "13.C19: the report says what the row says, turns where the clause does, and by other registers too",
        .enabled(if: !isRewriting), arguments: WitnessFile.rows)
    func holds(_ row: WitnessRow) throws {
        #expect(try row.law == law(of: row), "the row has the sentence of the register")
        let limit = try standard(row.measured).thresholds[row.place - 1].limit
        var remeasured = false
        for one in row.cases {
            let play = try WitnessPlay(row, one.values)
            let said = try play.said()
            #expect(said.text == one.said, "\(one.kind)")
            // Exactly what is demanded will do, but where less is.
            let isGood = one.kind == .pass || one.kind == .edge && limit.comparison != .below
            #expect(said.isMet == isGood, "\(one.kind): \(said.text)")
            // A figure of contacts has the contacts, whose clocks ran beside.
            let clocks = said.clocks.isEmpty ? play.clocks : said.clocks
            if let clock = row.clock { #expect(clocks.contains(clock), "\(clocks)") }
            switch one.kind {
            case .pass: break
            case .edge:
                let moved = try play.said(by: EditedRegister.moved.get())
                let isWhole = limit.unit == .percent && limit.value == 100 || said.isWhole
                #expect(isWhole || moved.isMet != said.isMet, "its figure is moved: \(moved.text)")
            case .fail:
                let easier = try play.said(by: EditedRegister.easier.get())
                #expect(easier.isMet == true, "its figure asks for nothing: \(easier.text)")
            }
            let other = try play.said(by: EditedRegister.remeasured.get())
            remeasured = remeasured || other.text != said.text
        }
        try expectMore(of: row, isRemeasured: remeasured)
    }

    /// Sees that other numbers of the measure were seen, and that a clock which allows one unit more makes
    /// good what came one step too late.
    private func expectMore(of row: WitnessRow, isRemeasured: Bool) throws {
        let standard = try standard(row.measured)
        let edited = try EditedRegister.remeasured.get()[standard.id]
        #expect(isRemeasured || edited?.measure == standard.measure, "its measure has other numbers")
        guard row.clock != nil, standard.thresholds[row.place - 1].within != nil,
            let fail = row.cases.first(where: { $0.kind == .fail })
        else { return }
        let (folder, topology) = try EditedRegister.longer.get()
        let longer = try WitnessPlay(row, fail.values, under: StageRules(folder, topology)).said()
        #expect(longer.isMet == true, "its clock allows one unit more: \(longer.text)")
    }

    @Test("13.C19: whatever a clock or a measure serves has a row for each figure and each clock of it")
    func complete() throws {
        let rows = Dictionary(grouping: WitnessFile.rows) { $0.standard }
        let excused = WitnessFile.all.flatMap(\.excused)
        #expect(excused.allSatisfy { !$0.reason.isEmpty && rows[$0.id] == nil })
        #expect(excused.map(\.id) == ["telephone-window-rule"])
        for service in StandardService.all {
            guard case .served(let by, _) = service.state, by.contains("clock") || by.contains("report ")
            else { continue }
            guard !excused.contains(where: { $0.id == service.id }) else { continue }
            let own = rows[service.id] ?? []
            let standard = try standard(service.id)
            #expect(!own.isEmpty, "\(service.id) has a row")
            guard standard.measure != nil else { continue }
            let places = Set(own.map(\.place))
            #expect(places == Set(1...standard.thresholds.count), "\(service.id): a row for each figure")
            if case .clockAttainment(let population)? = standard.measure {
                let clocks = Set([population.clock] + population.also)
                #expect(Set(own.compactMap(\.clock)) == clocks, "\(service.id): a row for each clock")
            }
        }
        let served = Set(StandardService.all.filter { $0.state != .notYet }.map(\.id))
        #expect(WitnessFile.rows.allSatisfy { served.contains($0.standard) })
        #expect(WitnessFile.rows.count >= 120)
    }

    @Test("13.C19: each row passes and fails, and stands at the edge of its figure where it has one")
    func shape() {
        for row in WitnessFile.rows {
            let isOfOwnMeasure = row.measured == row.standard
            let kinds = row.cases.map(\.kind)
            #expect(kinds == WitnessRow.Kind.allCases || !isOfOwnMeasure && kinds == [.pass, .fail])
        }
    }

    @Test("13.C19: each clock of the topology is watched in a row")
    func clocks() throws {
        let seen = Set(WitnessFile.rows.compactMap(\.clock))
        let lost = try StageRules().topology.clocks.map(\.name).filter { !seen.contains($0) }
        #expect(lost == [])
    }
}
