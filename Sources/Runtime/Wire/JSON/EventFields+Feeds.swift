import Contacts
import Facts

// What events about others' counts and surveys say.

extension EventFields {
    mutating func trunkCount() throws(EventError) -> TrunkCount {
        TrunkCount(
            trunk: TrunkName(try word("trunk")), from: try requiredInstant("start"),
            to: try requiredInstant("end"),
            count: UInt64(try requiredInteger("count", 0...Int(Limit.attempts))),
            source: try label("source"))
    }

    mutating func surveyAnswer() throws(EventError) -> SurveyAnswer {
        SurveyAnswer(
            contact: try contact("contact"), at: try requiredInstant("at"),
            satisfaction: try integer("satisfaction", 1...5),
            recommendation: try integer("recommendation", 0...10))
    }
}
