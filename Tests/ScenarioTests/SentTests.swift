import BusinessTime
import Contacts
import Facts
import Foundation
import Measures
import Reporting
import Standards
import Testing
import TopologyFile

/// A message counts as sent when its medium says so, and not when it came back: from the event at a gateway
/// to the figure (reading A47, decision 0044).
@Suite("Sent means sent: only the medium's word stops a clock")
struct SentTests {
    private static let mail = """
        at 2026-03-02T09:00
        medium waits
        email brings benefits
        """

    /// The agent settles the matter; an email has no leg, so that nothing of this needs the medium's word.
    private static let settled = """
        A001 signs in
        A001 ready
        A001 accepts O1-1
        A001 notes C3-1 resolved
        A001 ends C3-1
        A001 completes C3-1
        """

    private func stage(_ lines: String...) throws -> Stage {
        let stage = try Stage.ofWeeks()
        for text in lines { try stage.play(text) }
        return stage
    }

    /// What the watchdog said last of a clock.
    private func last(_ clock: String, _ stage: Stage) -> String? {
        stage.said.filter { $0.contains(" watchdog ") }.compactMap { line in
            line.components(separatedBy: " clock \(clock) ").dropFirst().first
        }.last
    }

    private func acknowledged(_ stage: Stage) throws -> [[String]] {
        try stage.play("at 2026-03-04T12:00")
        return try stage.reported("email-acknowledge", .day, "2026-03-02").split
    }

    @Test("13.B10: a message is acknowledged when its medium says so, not when that is asked")
    func asked() throws {
        let stage = try stage(Self.mail)
        #expect(last("acknowledgement@C3-1", stage)?.hasPrefix("watched") == true)
        try stage.play("at 2026-03-02T10:00\nmedium did acknowledge/C3-1")
        #expect(last("acknowledgement@C3-1", stage) == "over after 3600.000 s: acknowledged")
        #expect(try acknowledged(stage) == [["C3-1"], []])
        #expect(try acknowledged(self.stage(Self.mail)) == [[], ["C3-1"]])
    }

    @Test("13.B10: it was sent when the medium says that it was, however late that is told")
    func instant() throws {
        for (at, split) in [("13:00", [["C3-1"], []]), ("13:00:01", [[], ["C3-1"]])] {
            let stage = try stage(Self.mail)
            try stage.play("at 2026-03-02T15:00\nmedium did acknowledge/C3-1 at=2026-03-02T\(at)")
            #expect(try acknowledged(stage) == split, "\(at)")
        }
        // Neither before it was asked, nor later than it is told.
        for (told, at, split) in [
            ("15:00", "2026-03-01T09:00", [[], ["C3-1"]]), ("12:00", "2026-03-02T16:00", [["C3-1"], []]),
        ] {
            let stage = try stage(Self.mail)
            try stage.play("at 2026-03-02T\(told)\nmedium did acknowledge/C3-1 at=\(at)")
            #expect(try acknowledged(stage) == split, "\(at)")
        }
    }

    @Test("13.B10: an acknowledgement that comes back was not sent; sent again, it was")
    func bounced() throws {
        let stage = try stage(
            Self.mail, "after 5 min\nmedium did acknowledge/C3-1",
            "after 1 h\nmedium failed acknowledge/C3-1 unknown-address")
        #expect(last("acknowledgement@C3-1", stage)?.hasPrefix("running") == true)
        #expect(try acknowledged(stage) == [[], ["C3-1"]])
        let again = try self.stage(
            Self.mail, "after 5 min\nmedium did acknowledge/C3-1",
            "after 1 h\nmedium failed acknowledge/C3-1 unknown-address",
            "after 1 h\nmedium did acknowledge/C3-1")
        #expect(last("acknowledgement@C3-1", again) == "over after 7500.000 s: acknowledged")
        #expect(try acknowledged(again) == [["C3-1"], []])
    }

    @Test("13.B10: an acknowledgement is owed also when the contact has ended meanwhile")
    func outlives() throws {
        for (then, split) in [
            ("at 13:00\nmedium did acknowledge/C3-1", [["C3-1"], []]),
            ("at 13:00:01\nmedium did acknowledge/C3-1", [[], ["C3-1"]]),
            ("at 13:00\nmedium failed acknowledge/C3-1 unknown-address", [[], ["C3-1"]]),
            ("at 13:00", [[], ["C3-1"]]),
        ] {
            let stage = try stage(Self.mail, "after 10 min\n\(Self.settled)", then)
            #expect(try acknowledged(stage) == split, "\(then)")
        }
    }

    @Test("13.B10: one that came back before the contact's end is owed after it")
    func bouncedBefore() throws {
        let stage = try stage(
            Self.mail, "after 5 min\nmedium did acknowledge/C3-1",
            "after 5 min\nmedium failed acknowledge/C3-1 unknown-address", Self.settled)
        #expect(try acknowledged(stage) == [[], ["C3-1"]])
        // Sent again, it ends the clock once.
        let begun = stage.log.count
        try stage.play("medium did acknowledge/C3-1")
        #expect(stage.facts([.clockStopped], from: begun).count == 1)
    }

    @Test("13.B10: one that comes back after the contact's end reopens its clock; a week later nothing does")
    func bouncedLate() throws {
        let begun = [Self.mail, "after 5 min\nmedium did acknowledge/C3-1", Self.settled]
        let bounce = "medium failed acknowledge/C3-1 unknown-address"
        var stage = try Stage.ofWeeks()
        for text in begun + ["at 2026-03-03T09:00", bounce] { try stage.play(text) }
        #expect(try acknowledged(stage) == [[], ["C3-1"]])
        stage = try Stage.ofWeeks()
        for text in begun + ["at 2026-03-10T09:00", "email brings benefits", bounce] { try stage.play(text) }
        #expect(try stage.reported("email-acknowledge", .day, "2026-03-02").split == [["C3-1"], []])
    }

    private static let final: Standard.ID = "routine-written-final-response"

    private static let letter = "at 2026-03-02T09:00\nmedium waits\nletter brings benefits"

    private func answered(_ stage: Stage) throws -> [[String]] {
        try stage.play("at 2026-05-04T12:00")
        // The limit of 45 days stands last.
        return try #require(stage.report(Self.final, .month, "2026-04-01", "2026-04-30").last).split
    }

    /// The agent has the reply sent and settles the matter on the 40th day.
    private static let replied = """
        medium did acknowledge/C4-1
        at 2026-04-10T12:00
        A001 signs in
        A001 ready
        A001 accepts O1-1
        A001 replies C4-1
        A001 notes C4-1 resolved
        A001 ends C4-1
        A001 completes C4-1
        """

    private static let reply = "reply/C4-1/1.1000001"

    @Test("13.B10: a reply that is asked for answers when it was sent, also after the contact's end")
    func reply() throws {
        for (then, split) in [
            ("at 2026-04-15T23:59:59\nmedium did \(Self.reply)", [["C4-1"], []]),
            ("at 2026-04-16T00:00\nmedium did \(Self.reply)", [[], ["C4-1"]]),
            ("at 2026-04-17T12:00\nmedium did \(Self.reply) at=2026-04-11T12:00", [["C4-1"], []]),
            ("medium failed \(Self.reply) unknown-address", [[], ["C4-1"]]),
            ("medium: C4-1 reply_sent", [["C4-1"], []]),
            ("after 1 s", [[], ["C4-1"]]),
        ] {
            let stage = try stage(Self.letter, Self.replied, then)
            #expect(try answered(stage) == split, "\(then)")
        }
    }

    @Test("13.B10: a reply that comes back did not answer; what an agent says otherwise then does")
    func replyBounced() throws {
        let begun = [Self.letter, Self.replied, "medium did \(Self.reply)", "at 2026-04-12T09:00"]
        for bounce in ["medium failed \(Self.reply) unknown-address", "medium: C4-1 reply_failed"] {
            var stage = try Stage.ofWeeks()
            for text in begun + [bounce] { try stage.play(text) }
            #expect(stage.said.contains { $0.contains("clock written.response@C4-1/1 running after") })
            #expect(try answered(stage) == [[], ["C4-1"]], "\(bounce)")
            stage = try Stage.ofWeeks()
            let told = "A001 follows up C4-1 call resolved evidence=recording-1"
            for text in begun + [bounce, told] { try stage.play(text) }
            #expect(try answered(stage) == [["C4-1"], []], "\(bounce)")
        }
    }

    @Test("13.B10: the reply to one matter of a contact is none to another of the case that it left open")
    func leftOnPurpose() throws {
        let left = """
            at 2026-03-02T09:00
            letter brings benefits member=m-1 issue=i-1
            A001 signs in
            A001 ready
            A001 accepts O1-1
            A001 notes C4-1 unresolved
            A001 ends C4-1
            A001 completes C4-1
            letter brings benefits,eligibility member=m-1 issue=i-1
            A001 accepts O1-2
            A001 notes C4-2 resolved
            A001 ends C4-2
            A001 completes C4-2
            """
        let sent = "at 2026-04-10T12:00\nmedium: C4-2 reply_sent"
        func clocks(_ lines: String...) throws -> [String] {
            let stage = try Stage.ofWeeks()
            for text in lines { try stage.play(text) }
            return stage.facts([.clockStopped]).compactMap { fact in
                guard case .clockStopped(let stop) = fact, stop.clock.name == "written.response" else {
                    return nil
                }
                return "\(stop.clock)"
            }
        }
        // What an earlier letter of the case had left open is answered by it.
        let both = ["written.response@C4-1/1", "written.response@C4-2/1"]
        #expect(try clocks(left, sent).sorted() == both)
        // What somebody promised of it after that is answered by what is sent after that.
        let promised = "at 2026-04-01T09:00\nA001 follows up C4-2 message resolved inquiry=2"
        #expect(try clocks(left, promised, sent).sorted() == both + ["written.response@C4-2/2"])
    }

    @Test("13.B10: a reply counts for what is said of it for a week, whatever else comes meanwhile")
    func saidOfReply() throws {
        let left = """
            at 2026-03-02T09:00
            letter brings benefits,eligibility
            A001 signs in
            A001 ready
            A001 accepts O1-1
            A001 notes C4-1 resolved
            A001 ends C4-1
            A001 completes C4-1
            at 2026-03-04T09:00
            medium: C4-1 reply_sent
            """
        let busy = """
            letter brings benefits
            A001 accepts O1-2
            A001 notes C4-2 resolved
            A001 ends C4-2
            A001 completes C4-2
            """
        for (day, isKnown) in [(11, true), (12, false)] {
            for meanwhile in ["", busy] {
                let stage = try Stage.ofWeeks()
                try stage.play("\(left)\nat 2026-03-\(day)T08:00\n\(meanwhile)")
                try stage.play("A001 follows up C4-1 message resolved inquiry=2")
                let stopped = stage.facts([.clockStopped]).contains { fact in
                    guard case .clockStopped(let stop) = fact else { return false }
                    return stop.clock == Clock.ID("written.response", contact: stop.clock.contact, inquiry: 2)
                }
                #expect(stopped == isKnown, "on the \(day)th, \(meanwhile)")
            }
        }
    }

    @Test("13.B10: the agent who serves the contact is told of a reply that failed, and asks for another")
    func told() throws {
        let stage = try stage(
            Self.mail, "A001 signs in\nA001 ready\nA001 accepts O1-1\nmedium did connect/O1-1",
            "A001 replies C3-1\nmedium failed reply/C3-1/1.1000001 mailbox-full\nA001 replies C3-1")
        let told = "A001 is told that the medium did not reply: mailbox-full"
        #expect(stage.said.contains { $0.contains(told) })
        #expect(stage.said.last?.contains("the medium is to send the reply") == true)
    }

    @Test("13.B10: a call has no reply that could be sent")
    func call() throws {
        let stage = try stage(
            "at 2026-03-02T09:00\nphone brings benefits",
            "A001 signs in\nA001 ready\nA001 accepts O1-1\nA001 replies C1-1")
        #expect(!stage.said.contains { $0.contains("send the reply") })
        #expect(stage.log.contains { $0.fact.kind == .requestRefused })
    }

    @Test("13.B10: an interim letter counts after the contact's end too, and not when it came back")
    func interim() throws {
        let left = """
            at 2026-03-02T09:00
            letter brings grievance
            A001 signs in
            A001 ready
            A001 accepts O1-1
            A001 notes C4-1 unresolved
            A001 ends C4-1
            A001 completes C4-1
            at 2026-04-01T09:00
            medium: C4-1 reply_sent
            """
        func split(_ stage: Stage) throws -> [[String]] {
            try stage.play("at 2026-05-04T12:00")
            return try stage.reported("grievance-interim-response", .month, "2026-04-01", "2026-04-30").split
        }
        #expect(try split(stage(left)) == [["C4-1"], []])
        #expect(try split(stage(left, "after 1 h\nmedium: C4-1 reply_failed")) == [[], ["C4-1"]])
        // By an agent's word it is a letter with proof, and no message: that is the medium's to say.
        let told = left.replacing("medium: C4-1 reply_sent", with: "A001 follows up C4-1")
        #expect(try split(stage("\(told) letter unresolved evidence=copy-1")) == [["C4-1"], []])
        for word in ["letter unresolved", "message unresolved evidence=copy-1"] {
            #expect(try split(stage("\(told) \(word)")) == [[], ["C4-1"]], "\(word)")
        }
    }

    @Test("13.B10: an interim letter that comes back ended nothing; an answer before or after that did")
    func interimCameBack() throws {
        let left = """
            at 2026-03-02T09:00
            letter brings grievance
            A001 signs in
            A001 ready
            A001 accepts O1-1
            A001 notes C4-1 unresolved
            A001 ends C4-1
            A001 completes C4-1
            at 2026-03-20T09:00
            medium: C4-1 reply_sent
            """
        let back = "at 2026-03-23T09:00\nmedium: C4-1 reply_failed"
        /// The dates on which it stopped, as that was told.
        func stops(_ lines: String...) throws -> [String] {
            let stage = try Stage.ofWeeks()
            for text in [left] + lines { try stage.play(text) }
            return stage.facts([.clockClosed]).compactMap { fact in
                guard case .clockClosed(let closed) = fact, closed.clock.name == "written.grievance-interim"
                else { return nil }
                let zone = stage.rules.topology.zone
                return zone.date(at: closed.at).description
            }
        }
        func told(_ day: String, _ word: String = "") -> String {
            "at 2026-03-\(day)T09:00\nA001 follows up C4-1 letter resolved evidence=copy-1\(word)"
        }
        let (sent, before, after) = ("2026-03-20", "2026-03-21", "2026-03-26")
        #expect(try stops(back) == [sent])
        // It waits for another letter, or for the answer.
        #expect(try stops(back, "at \(after)T09:00\nmedium: C4-1 reply_sent") == [sent, after])
        #expect(try stops(back, told("26")) == [sent, after])
        // The answer that was given before it came back ended it, whatever the member has said of that.
        for word in ["", " acceptance=accepted"] {
            #expect(try stops(told("21", word), back).suffix(1) == [before], "\(word)")
        }
        // To an answer the member may object, and the letter is owed as if none had been given.
        let objected = told("24", " acceptance=objected")
        let again = "at \(after)T09:00\nmedium: C4-1 reply_sent"
        #expect(try stops(told("21"), back, objected, again).last == after)
        // One that was sent while the answer stood was written, unless it came back too.
        let (answer, no) = (told("24"), told("27", " acceptance=objected"))
        let meanwhile = "at 2026-03-25T09:00\nmedium: C4-1 reply_sent"
        #expect(try stops(back, answer, meanwhile, no).last == "2026-03-25")
        let backToo = "at 2026-03-26T09:00\nmedium: C4-1 reply_failed"
        #expect(try stops(back, answer, meanwhile, backToo, no).last == "2026-03-24")
    }
}

extension Stage {
    /// A stage for what takes weeks: its stations compare what they hold every hour, not every 15 s.
    static func ofWeeks() throws -> Stage {
        let stage = try Stage()
        try stage.edit("single-host.yaml", "roll_call: 15s", "roll_call: 1h")
        return stage
    }
}
