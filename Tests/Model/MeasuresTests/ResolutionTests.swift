import Contacts
import Measures
import Standards
import Testing

@Suite("Resolution, surveys, handling")
struct ResolutionTests {
    private func served(
        _ number: UInt64, received: Int64 = 0, resolved: [Bool], issue: IssueToken? = nil,
        channel: Channel = .phone
    ) -> CallRecord {
        var record = call(number, received: received, answered: received + 5, .unresolved, channel: channel)
        if resolved.allSatisfy(\.self) { record.ending?.outcome = .resolved }
        record.member = "m1"
        record.inquiries = resolved.enumerated().map { place, isResolved in
            .init(
                index: UInt16(place + 1), type: "benefits", issue: issue,
                resolved: isResolved ? record.ending?.at : nil)
        }
        return record
    }

    @Test("a call with two inquiries of which one is resolved counts one of two")
    func inquiries() {
        let figure = records([served(1, resolved: [true, false])])
            .oneCallResolution(repeatDays: 7, in: window())
        #expect(figure.ratio == Ratio(1, of: 2))
        #expect(figure.counted == [.inquiry(.init(contact: id(1), index: 1))])
        #expect(figure.others == [.inquiry(.init(contact: id(1), index: 2))])
        let contacts = records([served(1, resolved: [true, false]), served(2, resolved: [true])])
            .firstContactResolution(repeatDays: 7, in: window())
        #expect(contacts.ratio == Ratio(1, of: 2) && contacts.counted == [.contact(id(2))])
    }

    @Test("an inquiry that a later contact settled was not settled in one call")
    func later() {
        var first = served(1, resolved: [false])
        first.inquiries[0].resolved = at(5000)
        #expect(records([first]).oneCallResolution(repeatDays: 7, in: window()).ratio == Ratio(0, of: 1))
    }

    @Test(
        "who comes again about the issue within seven calendar days takes the resolution back",
        arguments: [(7, 0), (8, 1)] as [(Int64, Int64)])
    func repeats(_ days: Int64, _ good: Int64) {
        let again = served(2, received: days * 86_400 + 100, resolved: [true], issue: "i", channel: .chat)
        let set = records([served(1, resolved: [true], issue: "i"), again])
        #expect(set.oneCallResolution(repeatDays: 7, in: window()).ratio == Ratio(good, of: 1))
        #expect(set.firstContactResolution(repeatDays: 7, in: window()).ratio == Ratio(good, of: 1))
        let other = served(2, received: days * 86_400, resolved: [true], issue: "j")
        let apart = records([served(1, resolved: [true], issue: "i"), other])
        #expect(apart.oneCallResolution(repeatDays: 7, in: window()).ratio == Ratio(1, of: 1))
    }

    @Test("a resolution is provisional until the time for coming back is over")
    func provisional() {
        let calls = [served(1, resolved: [true], issue: "i")]
        let early = records(calls, through: 8 * 86_400 - 1).oneCallResolution(repeatDays: 7, in: window())
        #expect(early.provisional.count == 1 && early.ratio == Ratio(1, of: 1))
        let late = records(calls, through: 8 * 86_400).oneCallResolution(repeatDays: 7, in: window())
        #expect(late.provisional.isEmpty)
    }

    @Test("satisfaction is a share and a mean; promoters less detractors; no answers are no data")
    func surveys() {
        let none = records()
        #expect(none.satisfaction(satisfiedFrom: 4, in: window()).share.ratio.isEmpty)
        #expect(none.promoterScore(in: window()).ratio.isEmpty)
        let set = records { parts in
            parts.surveys = [(5, 10), (4, 9), (3, 8), (1, 0)].enumerated().map { place, marks in
                SurveyRecord(
                    contact: id(UInt64(place)), at: at(9), satisfaction: marks.0, recommendation: marks.1)
            }
        }
        let (share, mean) = set.satisfaction(satisfiedFrom: 4, in: window())
        #expect(share.ratio == Ratio(2, of: 4) && mean.ratio == Ratio(13, of: 4))
        #expect(set.promoterScore(in: window()).ratio == Ratio(1, of: 4))
    }

    @Test("handling time is talk, hold and wrap of all legs, of calls of the type whose work is done")
    func handling() {
        var two = call(1, answered: 10, .resolved)
        two.callType = .routine
        two.legs = [
            .init(agent: "a", tier: .one, connected: at(10), over: at(110)),
            .init(agent: "b", tier: .two, connected: at(150), over: at(350)),
        ]
        var open = two
        open.contact = id(2)
        open.legs[1].over = nil
        var other = two
        other.contact = id(3)
        other.callType = .clinicalCoordination
        let figure = records([two, open, other]).handlingTime(types: [.routine], in: window())
        #expect(figure.ratio == Ratio(300_000_000, of: 1))
    }

    @Test("escalations count contacts closed in the window once; hand-offs are shown as none, one and more")
    func moves() {
        var calls = (1...4).map { call($0, answered: 1, .resolved) }
        calls[0].moves = [.init(from: .one, to: .two)]
        calls[1].moves = [.init(from: .one, to: .three), .init(from: .three, to: .three)]
        let set = records(calls)
        #expect(set.escalationRate(in: window()).ratio == Ratio(1, of: 4))
        let shares = set.handoffs(in: window())
        #expect(shares.few.ratio == Ratio(3, of: 4) && shares.none.ratio == Ratio(2, of: 4))
        #expect(shares.one.ratio == Ratio(1, of: 4) && shares.more.ratio == Ratio(1, of: 4))
    }

    @Test("occupancy is busy time of busy and ready time, cut to the window")
    func occupancy() {
        let set = records { parts in
            parts.agents = [
                AgentSpan(agent: "a", from: at(-100), to: at(100), isBusy: true),
                AgentSpan(agent: "a", from: at(100), to: at(400), isBusy: false),
            ]
        }
        #expect(set.occupancy(in: window()).ratio == Ratio(100_000_000, of: 400_000_000))
        #expect(records().occupancy(in: window()).ratio.isEmpty)
    }
}
