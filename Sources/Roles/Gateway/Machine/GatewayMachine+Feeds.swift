import Contacts
import Facts

/// What others count and ask, so that a report needs nothing beside the log.
extension GatewayMachine {
    /// The most trunks that one gateway is told of; each costs a little memory for ever.
    static let trunkLimit = 4096

    /// Records a carrier's count; the intervals of a trunk come in order and touch at most.
    mutating func note(_ count: TrunkCount, at now: Instant) {
        guard configuration.channels.contains(.phone) else {
            return refuse("attempts_blocked", field: "trunk", "no telephone comes to this gateway")
        }
        guard count.from < count.to, count.to <= now else {
            return refuse(
                "attempts_blocked", field: "to",
                "the interval is \(count.from) to \(count.to); expected one that has a length and is over")
        }
        guard count.count <= Limit.attempts else {
            return refuse(
                "attempts_blocked", field: "count",
                "\(count.count) attempts; expected at most \(Limit.attempts) in one interval")
        }
        guard isRecent(count.from, at: now) else {
            return refuse(
                "attempts_blocked", field: "from",
                "\(count.from) is more than 400 days ago; expected an interval of these days")
        }
        let counted = state.trunks?[count.trunk]
        guard count.from >= counted ?? .distantPast else {
            return refuse(
                "attempts_blocked", field: "from",
                "\(count.trunk) is counted until \(counted ?? now); expected an interval from then on")
        }
        guard counted != nil || (state.trunks?.count ?? 0) < Self.trunkLimit else {
            return refuse(
                "attempts_blocked", field: "trunk", "\(Self.trunkLimit) trunks are known, which is the most")
        }
        record(
            .attemptsBlocked(
                AttemptsBlocked(
                    gateway: configuration.gateway, trunk: count.trunk, from: count.from, to: count.to,
                    count: count.count, source: count.source)))
    }

    /// Records an answer to a survey about a contact of this gateway.
    mutating func note(_ answer: SurveyAnswer, at now: Instant) {
        guard answer.contact.gateway == configuration.number,
            1...max(1, state.lastNumber) ~= answer.contact.number, state.lastNumber > 0
        else {
            return refuse(
                "survey_answered", field: "contact", "\(answer.contact) did not come to this gateway")
        }
        guard answer.satisfaction != nil || answer.recommendation != nil else {
            return refuse(
                "survey_answered", field: "satisfaction", "no mark; expected one, or a recommendation")
        }
        guard state.surveyed?.contains(answer.contact) != true else {
            return refuse(
                "survey_answered", field: "contact",
                "\(answer.contact) has answered already; expected one answer about each contact")
        }
        guard isRecent(answer.at, at: now) else {
            return refuse(
                "survey_answered", field: "at",
                "\(answer.at) is more than 400 days ago; expected an instant of these days")
        }
        record(
            .surveyAnswered(
                SurveyAnswered(
                    gateway: configuration.gateway, contact: answer.contact, at: min(answer.at, now),
                    satisfaction: answer.satisfaction, recommendation: answer.recommendation)))
    }
}
