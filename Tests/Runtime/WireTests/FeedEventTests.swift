import Contacts
import Facts
import Testing
import Wire

@Suite("Events about carriers' counts and surveys")
struct FeedEventTests {
    private func decode(_ line: String, channels: [Channel] = [.phone]) throws(EventError) -> Submission {
        try EventJSON.decode([UInt8](line.utf8), channels: channels).submission
    }

    @Test("a count is read with its trunk, interval and source, also when it is none")
    func count() throws {
        let line =
            #"{"type":"attempts_blocked","key":"k","trunk":"sip-east","start":"2026-03-02T14:00:00Z","#
            + #""end":"2026-03-02T14:15:00Z","count":0,"source":"carrier A"}"#
        let from = Instant(microseconds: 1_772_460_000_000_000)
        let expected = TrunkCount(
            trunk: "sip-east", from: from, to: from.advanced(by: .seconds(900)), count: 0,
            source: "carrier A")
        #expect(try decode(line) == .attemptsBlocked(expected))
        #expect { try decode(line, channels: [.chat]) } throws: { ($0 as? EventError)?.field == "type" }
    }

    @Test("an answer is read with the marks that were asked for, at any gateway")
    func survey() throws {
        let line =
            #"{"type":"survey_answered","key":"k","contact":"C1-9","at":"2026-03-02T14:00:00Z","#
            + #""satisfaction":4}"#
        let expected = SurveyAnswer(
            contact: Contact.ID(gateway: 1, number: 9), at: Instant(microseconds: 1_772_460_000_000_000),
            satisfaction: 4, recommendation: nil)
        for channels in [[Channel.phone], [.chat], [.workItem]] {
            #expect(try decode(line, channels: channels) == .surveyAnswered(expected))
        }
    }

    @Test(
        "what is missing or of another form is said by field",
        arguments: [
            (#""attempts_blocked","trunk":"t","start":"2026-03-02T14:00:00Z","count":1}"#, "end"),
            (
                #""attempts_blocked","trunk":"t","start":"2026-03-02T14:00:00Z","#
                    + #""end":"2026-03-02T14:15:00Z","count":-1,"source":"s"}"#, "count"
            ),
            (
                #""attempts_blocked","trunk":"t","start":"2026-03-02T14:00:00Z","#
                    + #""end":"2026-03-02T14:15:00Z","source":"s"}"#, "count"
            ),
            (#""survey_answered","contact":"C1-9","at":"2026-03-02T14:00:00Z","satisfaction":6}"#,
                "satisfaction"),
            (#""survey_answered","contact":"C1-9","at":"2026-03-02T14:00:00Z","recommendation":"9"}"#,
                "recommendation"),
            (#""survey_answered","contact":"C1-9","satisfaction":5}"#, "at"),
        ])
    func malformed(tail: String, field: String) {
        #expect { try decode(#"{"key":"k","type":"# + tail) } throws: { ($0 as? EventError)?.field == field }
    }
}
