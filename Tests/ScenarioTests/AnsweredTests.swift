import Contacts
import Facts
import Foundation
import Measures
import Reporting
import Standards
import Testing

/// Who wrote is answered when the medium has sent the reply; what an agent says of an answer that no medium
/// knows needs proof (readings A14 and A47, decision 0044).
@Suite("Sent means sent: what an agent says alone answers nobody who wrote")
struct AnsweredTests {
    private static let final: Standard.ID = "routine-written-final-response"
    private static let mail = "at 2026-03-02T09:00\nletter brings benefits"
    private static let taken = "at 2026-04-10T12:00\nA001 signs in\nA001 ready\nA001 accepts O1-1"
    private static let resolved = "A001 notes C4-1 resolved\nA001 ends C4-1\nA001 completes C4-1"
    private static let left = "A001 notes C4-1 unresolved\nA001 ends C4-1\nA001 completes C4-1"

    private func stage(_ lines: String...) throws -> Stage {
        let stage = try Stage.ofWeeks()
        for text in lines { try stage.play(text) }
        return stage
    }

    /// Whose answer was in time, and whose was not, of the messages of March that are due in April.
    private func answered(_ stage: Stage) throws -> [[String]] {
        try stage.play("at 2026-05-04T12:00")
        // The limit of 45 days stands last.
        return try #require(stage.report(Self.final, .month, "2026-04-01", "2026-04-30").last).split
    }

    /// What the watchdog said last of a clock.
    private func last(_ clock: String, _ stage: Stage) -> String {
        stage.said.filter { $0.contains(" watchdog ") }.compactMap { line in
            line.components(separatedBy: " clock \(clock) ").dropFirst().first
        }.last ?? ""
    }

    private func refusals(_ stage: Stage) -> [RequestRefused] {
        stage.log.compactMap { if case .requestRefused(let fact) = $0.fact { fact } else { nil } }
    }

    @Test("13.B10: a written inquiry that is resolved without a reply waits for the medium's word of one")
    func unsent() throws {
        let stage = try stage(Self.mail, Self.taken, Self.resolved)
        #expect(stage.said.contains { $0.contains("C4-1  ended: resolved") })
        #expect(!last("written.response@C4-1/1", stage).hasPrefix("over"))
        #expect(try answered(stage) == [[], ["C4-1"]])
        for (at, split) in [("15T23:59:59", [["C4-1"], []]), ("16T00:00", [[], ["C4-1"]])] {
            let stage = try self.stage(
                Self.mail, Self.taken, Self.resolved, "at 2026-04-\(at)\nmedium: C4-1 reply_sent")
            #expect(try answered(stage) == split, "\(at)")
        }
    }

    @Test("13.B10: a word that comes late counts from its own instant, but not from before the result")
    func late() throws {
        for (said, split) in [
            ("2026-04-12T09:00", [["C4-1"], []]), ("2026-04-11T09:00", [["C4-1"], []]),
            ("2026-04-20T09:00", [[], ["C4-1"]]),
        ] {
            let stage = try stage(
                Self.mail, Self.taken, Self.resolved,
                "at 2026-04-25T09:00\nmedium: C4-1 reply_sent at=\(said)")
            #expect(try answered(stage) == split, "\(said)")
        }
        // The reply left on the 41st day, the result was said on the 46th: an interim one may have been sent.
        let stage = try stage(
            Self.mail, Self.taken, "A001 replies C4-1", "at 2026-04-16T09:00\n\(Self.resolved)")
        #expect(try answered(stage) == [[], ["C4-1"]])
    }

    @Test("13.B10: an agent who answered by telephone or letter says so, and with proof")
    func otherwise() throws {
        for means in ["call", "letter"] {
            let word = "A001 notes C4-1 resolved answered=\(means) evidence=proof-1"
            let stage = try stage(Self.mail, Self.taken, word, "A001 ends C4-1\nA001 completes C4-1")
            #expect(last("written.response@C4-1/1", stage).hasPrefix("over"), "\(means)")
            #expect(try answered(stage) == [["C4-1"], []], "\(means)")
        }
        let call = try stage(
            "at 2026-03-02T09:00\nphone brings benefits\nA001 signs in\nA001 ready\nA001 accepts O1-1",
            "A001 notes C1-1 resolved answered=call evidence=proof-1")
        #expect(refusals(call).contains { $0.field == "otherwise" })
    }

    @Test("13.B10: a follow-up by telephone or letter answers who wrote with proof only")
    func followedUp() throws {
        let begun = [Self.mail, Self.taken]
        for ending in [Self.left, Self.resolved] {
            for means in ["call", "letter"] {
                let told = "at 2026-04-12T09:00\nA001 follows up C4-1 \(means) resolved"
                var stage = try Stage.ofWeeks()
                for text in begun + [ending, told] { try stage.play(text) }
                #expect(refusals(stage).contains { $0.field == "evidence" }, "\(ending) \(means)")
                #expect(try answered(stage) == [[], ["C4-1"]], "\(ending) \(means)")
                stage = try Stage.ofWeeks()
                for text in begun + [ending, told + " evidence=proof-1"] { try stage.play(text) }
                #expect(try answered(stage) == [["C4-1"], []], "\(ending) \(means)")
            }
        }
    }

    @Test("13.B10: a follow-up by message answers when the medium has sent it, and not when it came back")
    func messageAfterwards() throws {
        let begun = [
            Self.mail, Self.taken, Self.left, "at 2026-04-12T09:00\nA001 follows up C4-1 message resolved",
        ]
        let sent = "at 2026-04-13T09:00\nmedium: C4-1 reply_sent"
        let failed = "after 1 h\nmedium: C4-1 reply_failed"
        for (then, split) in [
            ([], [[], ["C4-1"]]), ([sent], [["C4-1"], []]),
            ([sent, failed], [[], ["C4-1"]]),
            ([sent, failed, "after 1 h\nmedium: C4-1 reply_sent"], [["C4-1"], []]),
        ] {
            let stage = try Stage.ofWeeks()
            for text in begun + then { try stage.play(text) }
            #expect(try answered(stage) == split, "\(then)")
        }
        // What was sent while the matter was left open is no answer to it; what is sent after it is.
        let interim = [Self.mail, Self.taken, "A001 replies C4-1", "after 1 h\n\(Self.left)"]
        for (between, split) in [("after 1 h", [[], ["C4-1"]]), (sent, [["C4-1"], []])] {
            let stage = try Stage.ofWeeks()
            for text in interim + [between, "after 1 h\nA001 follows up C4-1 message resolved"] {
                try stage.play(text)
            }
            #expect(try answered(stage) == split, "\(between)")
        }
    }

    @Test("13.B10: what an earlier message left open is answered by a later one's reply, not by its result")
    func sameCase() throws {
        let first = "at 2026-03-02T09:00\nletter brings benefits member=m-1 issue=i-1"
        let second = "at 2026-04-11T09:00\nletter brings benefits member=m-1 issue=i-1\nA001 accepts O1-2"
        let settled = "A001 notes C4-2 resolved\nA001 ends C4-2\nA001 completes C4-2"
        let sent = "at 2026-04-12T09:00\nmedium: C4-2 reply_sent"
        let failed = "after 1 h\nmedium: C4-2 reply_failed"
        for (then, split) in [
            ([], [[], ["C4-1"]]), ([sent], [["C4-1", "C4-2"], []]), ([sent, failed], [[], ["C4-1"]]),
            ([sent, failed, "after 1 h\nmedium: C4-2 reply_sent"], [["C4-1", "C4-2"], []]),
        ] {
            let stage = try stage(first, Self.taken, Self.left, second, settled)
            for text in then { try stage.play(text) }
            #expect(try answered(stage) == split, "\(then)")
        }
        // Told on the telephone, it is answered, and the call is the proof.
        let told = try stage(
            first, Self.taken, Self.left,
            "at 2026-04-13T09:00\nphone brings benefits member=m-1 issue=i-1\nA001 accepts O1-2",
            "A001 notes C1-1 resolved\nA001 ends C1-1\nA001 completes C1-1")
        #expect(try answered(told) == [["C4-1"], []])
    }

    @Test("13.B10: what another agent sent before does not answer for whoever resolves the matter")
    func handedOn() throws {
        let begun = [
            Self.mail, Self.taken, "A001 replies C4-1\nA001 escalates C4-1 to 2 claims_question routine",
            "A025 signs in\nA025 ready\nA025 accepts O2-1",
        ]
        let end = "A025 notes C4-1 resolved\nA025 ends C4-1\nA025 completes C4-1"
        for (then, split) in [(end, [[], ["C4-1"]]), ("A025 replies C4-1\n\(end)", [["C4-1"], []])] {
            let stage = try Stage.ofWeeks()
            for text in begun + [then] { try stage.play(text) }
            #expect(stage.said.contains { $0.contains("C4-1  ended: resolved, last with A025") })
            #expect(try answered(stage) == split, "\(then)")
        }
    }

    @Test("13.B10: the last reply decides, asked for twice or told twice")
    func twice() throws {
        let two = "medium waits\nA001 replies C4-1\nA001 replies C4-1"
        let did = ["1", "2"].map { "medium did reply/C4-1/1.100000\($0)" }
        let late = "at 2026-04-17T09:00"
        for (then, split) in [
            ([did[0]], [["C4-1"], []]), ([did[0], did[0], did[1], did[1]], [["C4-1"], []]),
            ([did[0], "medium failed reply/C4-1/1.1000002 full"], [[], ["C4-1"]]),
            (["medium failed reply/C4-1/1.1000001 full", did[1]], [["C4-1"], []]),
            ([late, did[0], did[1]], [[], ["C4-1"]]),
        ] {
            let stage = try stage(Self.mail, Self.taken, two, Self.resolved)
            for text in then { try stage.play(text) }
            #expect(try answered(stage) == split, "\(then)")
        }
    }

    @Test("13.B10: a message that is pending outlives the gateway's restart, and none is owed to who left")
    func restarted() throws {
        let stage = try stage(
            Self.mail, Self.taken, "medium waits\nA001 replies C4-1", Self.resolved,
            "restart portal\nrestart router", "at 2026-04-11T09:00\nmedium did reply/C4-1/1.1000001")
        #expect(try answered(stage) == [["C4-1"], []])
        let left = try self.stage(
            "at 2026-03-02T09:00\nmedium waits\nemail brings benefits\nmedium: C3-1 left",
            "at 2026-03-02T09:30\nmedium did acknowledge/C3-1")
        #expect(last("acknowledgement@C3-1", left).hasPrefix("over after 0.000 s"))
        #expect(last("written.response@C3-1/1", left).hasPrefix("over"))
    }
}
