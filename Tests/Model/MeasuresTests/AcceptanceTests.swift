import BusinessTime
import Contacts
import Measures
import Standards
import Testing

/// Answers that the member is content with, by both options of A14.
///
/// The first call comes on Monday, 5 January 1970; the answer is due by the end of the tenth workday, the
/// 16th. It is given on Wednesday, the 7th; silence for five workdays ends with the 14th.
@Suite("Acceptance of answers")
struct AcceptanceTests {
    enum Verdict: Hashable, Sendable { case good, bad, open }

    /// A story: what the member said at the answer, when the member came again, and how far the log goes.
    struct Story: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var said: Inquiry.Acceptance?
        var again: Int?
        var isContentThen = false
        var through: Int
        var recorded: Verdict
        var deemed: Verdict

        init(
            _ words: String, said: Inquiry.Acceptance? = nil, again: Int? = nil, content: Bool = false,
            through: Int = 20, _ recorded: Verdict, _ deemed: Verdict
        ) {
            testDescription = words
            self.said = said
            self.again = again
            isContentThen = content
            self.through = through
            self.recorded = recorded
            self.deemed = deemed
        }

        static let all: [Story] = [
            Story("accepted at once", said: .accepted, .good, .good),
            Story("accepted at once, days before it was due", said: .accepted, through: 7, .good, .good),
            Story("silent to the end", .bad, .good),
            Story("silent, the five days not over", through: 13, .open, .open),
            Story("silent for five days, the ten not over", through: 15, .open, .good),
            Story("objected", said: .objected, .bad, .bad),
            Story("objected, the ten days not over", said: .objected, through: 10, .open, .open),
            Story("came again in the five days", again: 8, .bad, .bad),
            Story("came again on the last of the five days", again: 14, .bad, .bad),
            Story("came again after the five days", again: 15, .bad, .good),
            Story("came again and was content", again: 8, content: true, .good, .good),
            Story(
                "objected, came again and was content", said: .objected, again: 9, content: true, .good,
                .good),
            Story("was content on the last of the ten days", again: 16, content: true, .good, .good),
            Story("was content a day too late", again: 17, content: true, .bad, .good),
            Story("objected, was content too late", said: .objected, again: 19, content: true, .bad, .bad),
        ]
    }

    /// Noon of a day of January 1970.
    private func noon(_ date: Int) -> Instant { at(Int64(date - 1) * 86_400 + 43_200) }

    private func records(_ story: Story) throws -> RecordSet {
        let calendar = try BusinessCalendar(
            name: "member-services", zone: .utc,
            windows: BusinessCalendar.weekly(.init(open: 480, close: 1080)), holidays: .none,
            years: 1970...1971)
        var clock = ClockRecord(
            Clock.ID("follow-up", contact: id(1), inquiry: 1), from: noon(5),
            dues: [.init("limit", at: at(16 * 86_400))], isExclusive: true)
        clock.channel = .phone
        clock.ending = .stopped(noon(7))
        var parts = RecordSet.Parts()
        parts.clocks = [clock]
        parts.calendars = ["follow-up": calendar]
        // The first call leaves it open; the second one brings the answer, which settles both.
        parts.calls = [visit(1, on: 5, settled: 7, story.said), visit(2, on: 7, settled: 7, story.said)]
        if let again = story.again {
            parts.calls.append(
                visit(3, on: again, settled: again, story.isContentThen ? .accepted : nil))
        }
        return RecordSet(parts, through: noon(story.through), zone: .utc)
    }

    private func visit(
        _ number: UInt64, on date: Int, settled: Int, _ said: Inquiry.Acceptance?
    ) -> CallRecord {
        var call = CallRecord(contact: id(number), channel: .phone, received: noon(date))
        call.contactClass = "general"
        call.member = "m1"
        call.inquiries = [
            .init(index: 1, type: "benefits", issue: "i1", resolved: noon(settled), acceptance: said)
        ]
        return call
    }

    private func evaluation(_ story: Story, _ option: String?, _ days: Int? = 5) throws -> Evaluation {
        let standard = Standard(
            id: "telephone-followup-resolution", clause: "c", kind: .clock, text: "t", population: "p",
            thresholds: [.percent(100, within: "limit")], windows: [.month],
            readings: option.map { [.init("A14", $0)] } ?? [],
            measure: .clockAttainment(.init("follow-up", channels: [.phone], silenceDays: days)))
        let january = window(.month, first: 0, last: 30)
        return try #require(
            Evaluator(try records(story), contract: nil).evaluate([standard], in: [january]).first)
    }

    private func verdict(_ row: Evaluation) -> Verdict {
        row.met.map { $0 ? .good : .bad } ?? .open
    }

    @Test("each option judges each story as it says", arguments: Story.all)
    func stories(_ story: Story) throws {
        let recorded = try evaluation(story, "recorded-acceptance")
        let deemed = try evaluation(story, "deemed")
        #expect(verdict(recorded) == story.recorded && verdict(deemed) == story.deemed)
        #expect((recorded.figure.note != nil) == (story.recorded == .open), "who waits is counted")
    }

    @Test("the deemed ones are listed beside the official figure and are not in it")
    func apart() throws {
        let silent = try #require(Story.all.first { $0.testDescription == "silent to the end" })
        let row = try evaluation(silent, "recorded-acceptance")
        let subject = Subject.clock(Clock.ID("follow-up", contact: id(1), inquiry: 1))
        #expect(row.figure.ratio == Ratio(0, of: 1) && row.figure.others == [subject])
        let beside = Dictionary(row.companions.map { ($0.name, $0.figure) }) { $1 }
        #expect(beside["deemed accepted"]?.counted == [subject])
        #expect(beside["deemed accepted"]?.ratio == Ratio(1, of: 1))
        #expect(beside["with silence as acceptance"]?.ratio == Ratio(1, of: 1))
        let other = try evaluation(silent, "deemed")
        #expect(other.met == true && other.figure.note?.contains("by the reading taken only") == true)
    }

    @Test("without a length of silence nobody is deemed content, and without the question nobody is asked")
    func without() throws {
        let silent = try #require(Story.all.first { $0.testDescription == "silent to the end" })
        #expect(verdict(try evaluation(silent, "deemed", nil)) == .bad)
        let plain = try evaluation(silent, nil)
        #expect(verdict(plain) == .good && plain.companions.map(\.name) == ["receipt cohort"])
    }
}
