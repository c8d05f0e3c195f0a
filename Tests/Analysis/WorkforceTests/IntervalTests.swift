import BusinessTime
import Contacts
import Facts
import Foundation
import Projection
import Testing
import Workforce

@Suite("Quarters of an hour")
struct IntervalTests {
    /// Monday, 2 March 2026, so many seconds after midnight UTC.
    private func at(_ second: Int64) -> Instant {
        let day = Int64(CivilDate(year: 2026, month: 3, day: 2).daysSinceEpoch)
        return Instant(microseconds: (day * 86_400 + second) * 1_000_000)
    }

    private func stand(
        _ agent: Agent.ID, _ state: Agent.State, _ second: Int64, tier: Tier = .one
    ) -> (Fact, Int64) {
        let fact = AgentStateChanged(
            agent: agent, tier: tier, session: state == .signedOut ? nil : "s", state: state, reason: nil,
            work: [], at: at(second))
        return (.agentStateChanged(fact), second)
    }

    private func arrive(_ contact: Contact.ID, _ second: Int64) -> [(Fact, Int64)] {
        let attributes = ContactAttributes(inquiries: [.init(type: "benefits")])
        let received = ContactReceived(
            contact: contact, gateway: "phone", channel: .phone, received: at(second), stamped: at(second),
            ingested: at(second), attributes: attributes, hours: .observed, key: "k")
        let classified = ContactClassified(
            contact: contact, gateway: "phone", channel: .phone, received: at(second),
            contactClass: "general", rank: 1, needs: [], tier: .one, rule: "r", clocks: [], inquiryCount: 1)
        return [(.contactReceived(received), second), (.contactClassified(classified), second)]
    }

    private func serve(_ contact: Contact.ID, from: Int64, to: Int64) -> [(Fact, Int64)] {
        let offer = Offer.ID(tier: .one, number: contact.number)
        let accepted = OfferAccepted(offer: offer, contact: contact, generation: 1, agent: "A1")
        let connected = ContactConnected(contact: contact, offer: offer, agent: "A1", at: at(from))
        let done = ServiceEnded(
            contact: contact, generation: 1, agent: "A1", dispositions: [], at: at(to))
        return [
            (.offerAccepted(accepted), from - 1), (.contactConnected(connected), from),
            (.serviceEnded(done), to), (.contactEnded(ended(contact, .resolved, to)), to),
        ]
    }

    private func ended(_ contact: Contact.ID, _ outcome: Contact.Outcome, _ second: Int64) -> ContactEnded {
        ContactEnded(
            contact: contact, gateway: "phone", outcome: outcome, at: at(second), tier: .one, agent: nil)
    }

    private func rows(_ facts: [(Fact, Int64)], zone: Zone = .utc) -> [IntervalRow] {
        var projection = ContactProjection(of: [.contacts, .agents])
        for (fact, second) in facts { projection.take(fact, at: at(second)) }
        return IntervalHistory(projection, zone: zone).rows()
    }

    @Test("13.B16: load is planned by the kind of call too; what nobody gave one is kept apart")
    func byCallType() {
        var projection = ContactProjection(of: [.contacts, .agents])
        let types: [CallType?] = [.routine, .routine, .clinicalCoordination, nil]
        for (place, type) in types.enumerated() {
            let contact = Contact.ID(gateway: 1, number: UInt64(place + 1))
            for (fact, second) in arrive(contact, 9 * 3600) {
                var fact = fact
                if case .contactReceived(var received) = fact {
                    received.attributes.callType = type
                    fact = .contactReceived(received)
                }
                projection.take(fact, at: at(second))
            }
        }
        let rows = IntervalHistory(projection, zone: .utc, by: .callType).rows()
        #expect(
            rows.map { "\($0.queue) \($0.offered)" } == [
                "clinical_coordination 1", "not_said 1", "routine 2",
            ])
        let classes = IntervalHistory(projection, zone: .utc).rows()
        #expect(classes.map { "\($0.queue) \($0.offered)" } == ["general 4"])
    }

    @Test("contacts count where they arrived, whenever their outcome came; staff is a mean over the quarter")
    func counts() {
        let (first, second) = (Contact.ID(gateway: 1, number: 1), Contact.ID(gateway: 1, number: 2))
        let third = Contact.ID(gateway: 1, number: 3)
        let rows = rows(
            [stand("A1", .ready, 0), stand("A2", .ready, 450)] + arrive(first, 890) + arrive(second, 899)
                + serve(first, from: 895, to: 1000) + [(.contactEnded(ended(second, .abandoned, 950)), 950)]
                + arrive(third, 900) + [stand("A2", .signedOut, 1350), stand("A1", .engaged, 1800)])
        #expect(rows.map(\.quarter) == [0, 1])
        #expect(rows.map(\.offered) == [2, 1] && rows.map(\.answered) == [1, 0])
        #expect(rows.map(\.abandoned) == [1, 0] && rows.map(\.handled) == [1, 0])
        #expect(
            rows.map(\.fields) == [
                ["general", "2026-03-02", "00:00", "2", "1", "1", "105.000", "1.500"],
                ["general", "2026-03-02", "00:15", "1", "0", "0", "", "1.500"],
            ])
    }

    @Test("a stretch that ended with the agent's leg is handled too, as in a report")
    func lostLeg() {
        let contact = Contact.ID(gateway: 1, number: 1)
        let offer = Offer.ID(tier: .one, number: 9)
        let lost: [(Fact, Int64)] = [
            (
                .contactConnected(
                    ContactConnected(contact: contact, offer: offer, agent: "A2", at: at(10))), 10
            ),
            (
                .contactReturned(
                    ContactReturned(
                        contact: contact, generation: 1, agent: "A2", reason: "leg_lost", at: at(30))), 30
            ),
        ]
        let rows = rows(arrive(contact, 0) + lost + serve(contact, from: 40, to: 100))
        #expect(rows.map { $0.fields[6] } == ["80.000"])
    }

    @Test("11.13: who moved to another tier is not signed out there by a late word of the tier before")
    func moved() {
        let elsewhere = stand("A1", .signedOut, 450, tier: .two)
        let rows = rows(
            arrive(Contact.ID(gateway: 1, number: 1), 0) + [
                stand("A1", .ready, 0, tier: .two), stand("A1", .ready, 450), elsewhere,
                stand("A1", .engaged, 440, tier: .two), stand("A1", .signedOut, 900),
            ])
        #expect(rows.map { $0.fields[7] } == ["0.500"], "Tier 1 from the middle of the quarter on")
    }

    @Test("a quarter is one of local time: 02:00 UTC is the evening before five hours to the west")
    func zone() {
        let rows = rows(
            arrive(Contact.ID(gateway: 1, number: 1), 7200),
            zone: Zone(name: "West", fixedOffset: -5 * 3600))
        #expect(rows.map(\.fields) == [["general", "2026-03-01", "21:00", "1", "0", "0", "", ""]])
    }

    @Test("11.16: one agent over the hour that comes twice is one agent, and quarters are those of the wall")
    func clockChange() throws {
        // The clocks of New York go back at 06:00 UTC on 1 November 2026, and forward at 07:00 on 8 March.
        let bytes = try [UInt8](
            Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/America/New_York")))
        let zone = try Zone(name: "America/New_York", tzif: bytes)
        func staffed(_ date: CivilDate) -> [IntervalRow] {
            let from = zone.instant(ofDay: date.daysSinceEpoch)
            let end = zone.instant(ofDay: date.daysSinceEpoch + 1)
            var projection = ContactProjection(of: [.contacts, .agents])
            let contact = Contact.ID(gateway: 1, number: 1)
            // At 15:00 by the wall.
            let noon = at(0).duration(to: zone.instant(ofDay: date.daysSinceEpoch, minute: 900))
            for (fact, second) in arrive(contact, noon.microseconds / 1_000_000) {
                projection.take(fact, at: at(second))
            }
            for (state, instant) in [(Agent.State.ready, from), (.signedOut, end)] {
                let snapshot = AgentStateChanged(
                    agent: "A1", tier: .one, session: state == .signedOut ? nil : "s", state: state,
                    reason: nil, work: [], at: instant)
                projection.take(.agentStateChanged(snapshot), at: instant)
            }
            return IntervalHistory(projection, zone: zone).rows()
        }
        let back = staffed(CivilDate(year: 2026, month: 11, day: 1))
        #expect(
            back.count == 96 && back.allSatisfy { $0.fields[7] == "1.000" }, "\(back.map { $0.fields[7] })")
        #expect(back.filter { $0.offered == 1 }.map(\.quarter) == [60])
        let forward = staffed(CivilDate(year: 2026, month: 3, day: 8))
        #expect(forward.count == 92 && forward.allSatisfy { $0.fields[7] == "1.000" })
        #expect(forward.filter { $0.offered == 1 }.map(\.quarter) == [60])
    }

    @Test("what is written reads back")
    func roundTrip() throws {
        let fields = ["general", "2026-03-02", "23:45", "7", "5", "1", "182.250", "3.500"]
        #expect(try IntervalRow(fields).fields == fields)
    }

    @Test(
        "a field that is not of its column's form is refused with its column",
        arguments: [
            (0, ""), (1, "2026-02-30"), (2, "10:05"), (3, "-1"), (3, "4"), (4, "x"), (5, "1.5"), (6, "-1"),
            (7, "many"),
        ])
    func refused(place: Int, value: String) throws {
        var fields = ["general", "2026-03-02", "23:45", "7", "5", "1", "182.2", "3.5"]
        fields[place] = value
        let error = try #require(throws: WorkforceError.self) { try IntervalRow(fields) }
        switch error {
        case .vectorInvalid(let column, _, _): #expect(column == IntervalRow.columns[place])
        }
    }
}
