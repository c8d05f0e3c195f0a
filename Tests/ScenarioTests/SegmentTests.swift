import Contacts
import Facts
import Measures
import Reporting
import Standards
import Testing
import TopologyFile

/// Who asks, for which members and for what kind of call: by the table of segments.yaml, from the gateway to
/// the report.
@Suite("Requester, members and call type of every contact")
struct SegmentTests {
    private func received(_ stage: Stage) -> [String: ContactAttributes] {
        let pairs = stage.facts([.contactReceived]).compactMap { fact -> (String, ContactAttributes)? in
            guard case .contactReceived(let received) = fact else { return nil }
            return ("\(received.contact)", received.attributes)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// `call_type routine: C1-1`, for each row of a day's segments.
    private func segments(_ stage: Stage, _ day: CivilDate) -> [String] {
        stage.report([], day...day, .day).segments.map { one in
            let ids = one.contacts.compactMap { $0.contact.map { "\($0)" } }.joined(separator: " ")
            let presumed = one.presumed > 0 ? " (\(one.presumed) presumed)" : ""
            return "\(one.kind.rawValue) \(one.value ?? "not said"): \(ids)\(presumed)"
        }
    }

    @Test("13.B16: every contact carries who asks, for whom and its kind of call, whatever its channel")
    func everyContact() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            phone brings benefits
            phone brings benefits,billing for=veteran
            phone brings benefits by=provider
            chat brings referral by=beneficiary for=retiree
            email brings benefits urgency=urgent_clinical
            letter brings benefits by=congressional
            walk_in brings claim_status
            secure_message brings grievance
            """)
        let all = received(stage)
        let types = all.mapValues(\.callType)
        #expect(
            types == [
                "C1-1": .routine, "C1-2": .mixed, "C1-3": .transactional, "C2-1": .clinicalCoordination,
                "C3-1": .clinicalCoordination, "C4-1": .mixed, "C4-2": .transactional, "C4-3": .mixed,
            ])
        #expect(all["C1-1"]?.isRequesterPresumed == true && all["C1-1"]?.requester == .beneficiary)
        #expect(all["C1-3"]?.isRequesterPresumed == false && all["C2-1"]?.isRequesterPresumed == false)
        #expect(
            segments(stage, date(3, 2)) == [
                "call_type clinical_coordination: C2-1 C3-1", "call_type mixed: C1-2 C4-1 C4-3",
                "call_type routine: C1-1", "call_type transactional: C1-3 C4-2",
                "requester beneficiary: C1-1 C1-2 C2-1 C3-1 C4-2 C4-3 (5 presumed)",
                "requester congressional: C4-1", "requester provider: C1-3", "member_class retiree: C2-1",
                "member_class veteran: C1-2", "member_class not said: C1-1 C1-3 C3-1 C4-1 C4-2 C4-3",
            ])
    }

    @Test("13.B16: who asks when nobody says is the table's by channel, of a routed work item too")
    func presumed() throws {
        let stage = try Stage()
        try stage.edit("segments.yaml", "  letter: beneficiary", "  letter: provider")
        try stage.play(
            """
            at 2026-03-02T09:00
            letter brings benefits
            letter brings benefits by=beneficiary
            work_item brings routine-written
            work_item brings grievance requester=dha
            """)
        let all = received(stage)
        #expect(all["C4-3"]?.requester == .other && all["C4-3"]?.isRequesterPresumed == true)
        #expect(all["C4-4"]?.requester == .dha && all["C4-4"]?.isRequesterPresumed == false)
        #expect(all["C4-3"]?.callType == .mixed && all["C4-4"]?.callType == .mixed)
        #expect(all["C4-1"]?.requester == .provider && all["C4-1"]?.isRequesterPresumed == true)
        #expect(all["C4-2"]?.requester == .beneficiary && all["C4-2"]?.isRequesterPresumed == false)
        let words = stage.explanation(of: Contact.ID(gateway: 4, number: 1))
        #expect(words.contains("of provider (nobody said), for a member of no class said, routine; "))
    }

    @Test("13.B16: a class of members that the table has not is refused by name")
    func unknownClass() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            phone brings benefits for=general
            phone brings benefits for=veteran
            contact C1-1 becomes benefits for=general evidence=record-1
            """)
        let said = stage.facts([.requestRefused]).compactMap { fact -> String? in
            guard case .requestRefused(let refused) = fact else { return nil }
            return "\(refused.field): \(refused.reason)"
        }
        let reason =
            "member_class: general is no class of members here; expected one of active_duty_family, veteran, "
            + "retiree"
        #expect(said == [reason, reason])
    }

    /// One served call of so many seconds, wrap-up of a minute included.
    private func call(_ stage: Stage, _ seconds: Int, then lines: String = "") throws {
        try stage.play(
            """
            at 2026-03-02T09:00
            A001 signs in
            A001 ready
            phone brings benefits
            after 5 s
            A001 accepts O1-1
            \(lines)
            after \(seconds - 60) s
            medium: C1-1 left
            A001 notes C1-1 resolved
            after 60 s
            A001 completes C1-1
            """)
    }

    private func mean(_ stage: Stage, _ id: Standard.ID) throws -> String {
        mean(try stage.reported(id, .day, "2026-03-02").figure)
    }

    private func mean(_ figure: Figure) -> String {
        let (sum, count) = (figure.ratio.numerator, figure.ratio.denominator)
        return count == 0 ? "no data" : "\(sum / 1_000_000) seconds over \(count)"
    }

    @Test("13.B16: handling times are kept apart by the table, and go where another table has the call")
    func byTable() throws {
        let service = StandardService.service(of: "call-type-segmentation")
        #expect(service != nil && service?.state != .notYet)
        let stage = try Stage()
        try call(stage, 660)
        #expect(try mean(stage, "aht-routine") == "660 seconds over 1")
        #expect(try mean(stage, "kpi-aht-transactional") == "no data")
        let other = try Stage()
        try other.edit(
            "segments.yaml", "{inquiry_types: [claim_status,", "{inquiry_types: [benefits, claim_status,")
        try call(other, 660)
        #expect(try mean(other, "aht-routine") == "no data")
        #expect(try mean(other, "kpi-aht-transactional") == "660 seconds over 1")
    }

    @Test("13.B16: a call that was reclassified counts by its later kind, and beside as it was recorded")
    func reclassified() throws {
        let stage = try Stage()
        try call(stage, 1500, then: "contact C1-1 becomes clinical_question for=retiree evidence=record-1")
        #expect(try mean(stage, "aht-clinical") == "1500 seconds over 1")
        let routine = try stage.reported("aht-routine", .day, "2026-03-02")
        #expect(mean(routine.figure) == "no data")
        let plain = routine.companions.first { $0.name == "without exceptions" }?.figure
        #expect(plain.map(mean) == "1500 seconds over 1")
        let day = date(3, 2)
        let report = stage.report([], day...day, .day)
        #expect(report.json.contains(#""receipt":"corrected","class":"reclassified""#))
        let recorded =
            "benefits, of beneficiary (nobody said), for a member of no class said, routine; call type "
            + "routine"
        let used =
            "clinical_question, of beneficiary (nobody said), for retiree, routine; call type "
            + "clinical_coordination"
        let kind = try #require(report.corrections.first?.kind)
        #expect(kind.recorded == recorded && kind.used == used && report.corrections.count == 1)
        #expect(report.html.contains("<td>\(recorded)</td><td>\(used)</td>"))
        let lines = stage.report(["aht-routine"], day...day, .day).csv.split(separator: "\n")
        let basis = ["official": ",corrected,reclassified,", "without exceptions": ",original,original,"]
        for (figure, used) in basis {
            #expect(lines.contains { $0.contains(",\(figure),") && $0.contains(used) }, "\(figure)")
        }
        #expect(
            lines.contains {
                $0.hasPrefix("correction,") && $0.contains(recorded) && $0.contains(",C1-1,")
            })
        #expect(report.html.contains("Receipts as corrected, classes as reclassified: 1 of them"))
        let words = stage.explanation(of: Contact.ID(gateway: 1, number: 1))
        #expect(words.contains("; \(used) (recorded as \(recorded))"))
    }

    @Test("13.B16: with another receipt the report says both, and which it used")
    func receiptUsed() throws {
        let stage = try Stage()
        try stage.edit("single-host.yaml", "roll_call: 15s", "roll_call: 1h")
        try stage.play(
            """
            at 2026-03-03T09:00
            letter brings benefits received=2026-03-03T08:00
            work_item brings routine-written received=2026-03-03T08:00
            contact C4-1 received 2026-03-02T08:00 evidence=envelope-1
            item C4-2 received 2026-03-02T08:00 evidence=envelope-2
            """)
        let days = date(3, 2)...date(3, 3)
        let report = stage.report([], days, .day)
        let recorded = try #require(report.corrections.first?.receipt.recorded)
        #expect(report.corrections.map { "\($0.item)" } == ["C4-1", "C4-2"])
        #expect(report.corrections.allSatisfy { $0.receipt.recorded == recorded })
        #expect(report.corrections.allSatisfy { $0.receipt.used == recorded.advanced(by: .seconds(-86_400)) })
        for number in [UInt64(1), 2] {
            let words = stage.explanation(of: Contact.ID(gateway: 4, number: number))
            #expect(
                words.contains(
                    "received at 2026-03-02T13:00:00.000000Z, recorded as 2026-03-03T13:00:00.000000Z"))
        }
    }

    @Test("13.B16: a review counts for the requester of the contact that it is about")
    func review() throws {
        let stage = try Stage()
        try stage.play(
            """
            at 2026-03-02T09:00
            phone brings benefits by=provider
            phone brings benefits by=congressional
            work_item brings qa-review contact=C1-1 courtesy=yes accuracy=yes timeliness=yes
            work_item brings qa-review contact=C1-2 courtesy=no accuracy=yes timeliness=yes
            item C4-1 recorded
            item C4-2 recorded
            """)
        let rows = try stage.report("tom-inquiry-courtesy-accuracy", .month, "2026-03-01", "2026-03-31")
        #expect(rows.map(\.part) == ["congressional", "provider"])
        #expect(rows.map(\.met) == [false, true])
    }
}
