public import Contacts
internal import Facts
internal import Measures
public import Projection
public import Standards

/// Counts the contacts of a replay against the standards; whole numbers throughout, so that "met" is never a
/// matter of rounding. What a contact and a clock were is what reports take them for: their records.
public struct AttainmentTable: Sendable {
    private let calls: [CallRecord]
    private let projection: ContactProjection
    private let clocks: [StandardClock]
    private let register: [String: Standard]
    private let blocked: [Channel: Int64]
    private let now: Instant

    /// Looks at what a log adds up to.
    ///
    /// - Parameters:
    ///   - projection: the contacts and their clocks.
    ///   - clocks: the topology's clocks.
    ///   - register: the topology's standards, whose readings hold here too.
    ///   - blocked: attempts that were refused.
    ///   - now: until when is counted.
    public init(
        _ projection: ContactProjection, clocks: [StandardClock], register: [Standard] = [],
        blocked: [Channel: Int64], at now: Instant
    ) {
        self.projection = projection
        self.register = Dictionary(register.map { ($0.id.rawValue, $0) }) { first, _ in first }
        self.clocks = clocks
        self.blocked = blocked
        self.now = now
        calls = projection.ours.compactMap { $0.record() }
    }

    /// Each standard's attainment, in the standards' order.
    public func rows(_ standards: [IssueStandard] = IssueStandard.all) -> [Attainment] { standards.map(row) }

    private func row(_ standard: IssueStandard) -> Attainment {
        switch standard.demand {
        case .answered(let channel, let within, let perMille):
            return answered(standard.id, channel, within, perMille)
        case .meanAnswer(let channel, let atMost): return meanAnswer(standard.id, channel, atMost)
        case .abandoned(let channel, let below):
            let population = entered(channel) + outsideHours(channel, in: standard.id)
            let gone = population.filter(\.isAbandoned).count
            return share(standard.id, gone, population.count, "< \(percent(below))") {
                $0 * 1000 < below * $1
            }
        case .blocked(let channel, let atMost):
            let refused = blocked[channel] ?? 0
            let taken = entered(channel) + outsideHours(channel, in: standard.id)
            let offered = refused + Int64(taken.count)
            // A busy trunk never reaches us: our own refusals can prove a miss, but without the carrier's
            // counts nothing can prove that the standard is met (reading A42).
            let isMissed = refused * 1000 > atMost * offered
            return share(
                standard.id, isMissed ? Int(refused) : 0, isMissed ? Int(offered) : 0,
                "<= \(percent(atMost))"
            ) {
                $0 * 1000 <= atMost * $1
            }
        case .totalHold(let channel, let within, let perMille):
            let population = entered(channel).filter { $0.answered != nil }
            let good = population.filter { $0.hold <= within.microseconds }.count
            return atLeast(standard.id, good, population.count, perMille, within)
        case .oneCallResolution(let channel, let perMille):
            let population = entered(channel).filter(\.isServed)
            let asked = population.reduce(0) { $0 + $1.inquiries.count }
            let settled = population.reduce(0) { sum, call in
                sum + call.inquiries.count { call.settledHere($0) }
            }
            return atLeast(standard.id, settled, asked, perMille, nil)
        case .clock(let channel, let perMille): return clock(standard.id, channel, perMille)
        case .escalated(let tier, let atMost):
            let population = calls.filter { $0.contactClass != nil }
            let moved = population.filter { $0.moves.contains { $0.to == tier } }.count
            return share(standard.id, moved, population.count, "<= \(percent(atMost))") {
                $0 * 1000 <= atMost * $1
            }
        }
    }

    /// Contacts of `channel` that reached a queue for a person; what came outside opening hours did not.
    private func entered(_ channel: Channel) -> [CallRecord] {
        calls.filter { $0.channel == channel && $0.reachedQueue }
    }

    /// Contacts that came outside opening hours, if the standard's reading has them inside (reading A51).
    private func outsideHours(_ channel: Channel, in standard: String) -> [CallRecord] {
        guard register[standard]?.closedHours == .inside else { return [] }
        return calls.filter { $0.channel == channel && $0.cameOutsideHours }
    }

    /// Whoever left unanswered is a miss, also before the time was over (reading A12).
    private func answered(
        _ id: String, _ channel: Channel, _ within: Duration, _ perMille: Int64
    ) -> Attainment {
        let population = entered(channel).filter { call in
            call.answered != nil || call.ending != nil || call.received.advanced(by: within) < now
        }
        let good = population.filter { call in call.wait.map { $0 <= within.microseconds } ?? false }.count
        return atLeast(id, good, population.count, perMille, within)
    }

    private func meanAnswer(_ id: String, _ channel: Channel, _ atMost: Duration) -> Attainment {
        let waits = entered(channel).compactMap(\.wait)
        let sum = waits.reduce(0, +)
        let count = Int64(waits.count)
        return Attainment(
            id: id, required: "<= \(atMost.microseconds / 1_000_000) s", numerator: sum, denominator: count,
            met: count == 0 ? nil : sum <= atMost.microseconds * count, unit: .meanTime)
    }

    private func clock(_ id: String, _ channel: Channel?, _ perMille: Int64) -> Attainment {
        var good = 0
        var population = 0
        // Where the member's contentment is asked, the table knows of the recorded one alone; what silence
        // would add stands in the report (reading A14).
        let asks = register[id]?.acceptance != nil
        for standard in clocks where standard.standards.contains(id) {
            // The limit is what is owed; a target before it only warns.
            guard let limit = standard.thresholds.last(where: { $0.level == .breach }) else { continue }
            for call in calls where channel == nil || call.channel == channel {
                for inquiry in 0...UInt16(clamping: call.inquiries.count) {
                    let name = Clock.ID(standard.name, contact: call.contact, inquiry: inquiry)
                    guard let clock = projection.clocks[name]?.record(standard, of: nil) else { continue }
                    switch clock.verdict(limit.name, by: now) {
                    case .good where !asks || call.isAccepted(inquiry): good += 1
                    // Until the time is over the member may still say so.
                    case .good: guard clock.due(limit.name).map({ $0 <= now }) ?? true else { continue }
                    case .bad: break
                    case .open, .unsaid: continue
                    }
                    population += 1
                }
            }
        }
        return atLeast(id, good, population, perMille, nil)
    }

    private func atLeast(
        _ id: String, _ good: Int, _ population: Int, _ perMille: Int64, _ within: Duration?
    ) -> Attainment {
        let time = within.map { " within \($0.microseconds / 1_000_000) s" } ?? ""
        return share(id, good, population, ">= \(percent(perMille))\(time)") { $0 * 1000 >= perMille * $1 }
    }

    private func share(
        _ id: String, _ numerator: Int, _ denominator: Int, _ required: String,
        _ isMet: (Int64, Int64) -> Bool
    ) -> Attainment {
        Attainment(
            id: id, required: required, numerator: Int64(numerator), denominator: Int64(denominator),
            met: denominator == 0 ? nil : isMet(Int64(numerator), Int64(denominator)), unit: .share)
    }

    private func percent(_ perMille: Int64) -> String {
        perMille % 10 == 0 ? "\(perMille / 10) %" : "\(perMille / 10).\(perMille % 10) %"
    }
}

extension CallRecord {
    /// True when the member was content with the answer to the inquiry at this place, as an agent wrote down.
    fileprivate func isAccepted(_ inquiry: UInt16) -> Bool {
        inquiries.contains { $0.index == inquiry && $0.acceptance == .accepted }
    }
}
