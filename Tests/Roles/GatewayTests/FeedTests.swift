import Contacts
import Facts
import Gateway
import SharedTesting
import Testing

@Suite("Gateway: what carriers count and surveys ask")
struct FeedTests {
    private func count(
        _ gateway: Gateway, from: Int, to: Int, trunk: TrunkName = "sip-east"
    ) -> Submission {
        .attemptsBlocked(
            TrunkCount(
                trunk: trunk, from: gateway.now.advanced(by: .seconds(from)),
                to: gateway.now.advanced(by: .seconds(to)), count: 7, source: "carrier"))
    }

    private func field(_ decided: [Decided]) -> String? {
        guard case .requestRefused(let fact) = decided.first?.fact else { return nil }
        return fact.field
    }

    @Test("the intervals of a trunk come in order, touch at most, and are over; each trunk has its own")
    func counts() {
        var gateway = Gateway()
        #expect(gateway.submit(count(gateway, from: -3600, to: -1800)).transcript == ["attemptsBlocked"])
        #expect(field(gateway.submit(count(gateway, from: -1860, to: -900))) == "from")
        #expect(gateway.submit(count(gateway, from: -1500, to: -900)).transcript == ["attemptsBlocked"])
        let other = gateway.submit(count(gateway, from: -3600, to: -900, trunk: "sip-west"))
        #expect(other.transcript == ["attemptsBlocked"])
        #expect(field(gateway.submit(count(gateway, from: -900, to: 900))) == "to")
        #expect(field(gateway.submit(count(gateway, from: -600, to: -600))) == "to")
        var chat = Gateway(.chat)
        #expect(field(chat.submit(count(chat, from: -900, to: -600))) == "trunk")
    }

    @Test("a survey is about a contact that came here, and has a mark")
    func surveys() {
        var gateway = Gateway()
        let contact = Contact.ID(gateway: 1, number: 1)
        let answer = SurveyAnswer(contact: contact, at: gateway.now, satisfaction: 5, recommendation: nil)
        #expect(field(gateway.submit(.surveyAnswered(answer))) == "contact", "nobody has called yet")
        gateway.submit(.arrived(gateway.arrival(.phone)))
        #expect(gateway.submit(.surveyAnswered(answer)).transcript == ["surveyAnswered"])
        var other = answer
        other.contact = Contact.ID(gateway: 2, number: 1)
        #expect(field(gateway.submit(.surveyAnswered(other))) == "contact")
        var silent = answer
        silent.satisfaction = nil
        #expect(field(gateway.submit(.surveyAnswered(silent))) == "satisfaction")
    }
}
