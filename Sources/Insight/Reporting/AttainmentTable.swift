public import Contacts
internal import Facts
public import Standards

/// Counts a ledger against the standards; whole numbers throughout, so that "met" is never a matter of
/// rounding.
public struct AttainmentTable: Sendable {
    private let lives: [ContactLife]
    private let ledger: ContactLedger
    private let clocks: [StandardClock]
    private let register: [String: Standard]
    private let blocked: [Channel: Int64]
    private let now: Instant

    /// Looks at a ledger.
    ///
    /// - Parameters:
    ///   - ledger: the contacts.
    ///   - clocks: the topology's clocks.
    ///   - register: the topology's standards, whose readings hold here too.
    ///   - blocked: attempts that were refused.
    ///   - now: until when is counted.
    public init(
        _ ledger: ContactLedger, clocks: [StandardClock], register: [Standard] = [],
        blocked: [Channel: Int64], at now: Instant
    ) {
        self.ledger = ledger
        self.register = Dictionary(register.map { ($0.id.rawValue, $0) }) { first, _ in first }
        self.clocks = clocks
        self.blocked = blocked
        self.now = now
        lives = ledger.ours
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
            let gone = population.filter { $0.ended?.outcome == .abandoned }.count
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
            let good = population.filter { $0.hold <= within }.count
            return atLeast(standard.id, good, population.count, perMille, within)
        case .oneCallResolution(let channel, let perMille):
            let population = entered(channel).filter { $0.ended?.outcome.isAnswered == true }
            let asked = population.reduce(0) { $0 + ($1.classified?.inquiryCount ?? 0) }
            let settled = population.reduce(0) { $0 + $1.resolvedInquiries.count }
            return atLeast(standard.id, settled, asked, perMille, nil)
        case .clock(let channel, let perMille): return clock(standard.id, channel, perMille)
        case .escalated(let tier, let atMost):
            let population = lives.filter { $0.classified != nil }
            let moved = population.filter { $0.takenHandoffs.contains { $0.to == tier } }.count
            return share(standard.id, moved, population.count, "<= \(percent(atMost))") {
                $0 * 1000 <= atMost * $1
            }
        }
    }

    /// Contacts of `channel` that reached a queue for a person; what came outside opening hours did not.
    private func entered(_ channel: Channel) -> [ContactLife] {
        lives.filter { $0.channel == channel && $0.classified != nil && $0.ended?.outcome != .closedHours }
    }

    /// Contacts that came outside opening hours, if the standard's reading has them inside (reading A51).
    private func outsideHours(_ channel: Channel, in standard: String) -> [ContactLife] {
        guard register[standard]?.closedHours == .inside else { return [] }
        return lives.filter { $0.channel == channel && $0.ended?.outcome == .closedHours }
    }

    /// Whoever left unanswered is a miss, also before the time was over (reading A12).
    private func answered(
        _ id: String, _ channel: Channel, _ within: Duration, _ perMille: Int64
    ) -> Attainment {
        let population = entered(channel).filter { life in
            life.answered != nil || life.ended != nil || isOver(life, within)
        }
        let good = population.filter { life in life.wait.map { $0 <= within } ?? false }.count
        return atLeast(id, good, population.count, perMille, within)
    }

    private func isOver(_ life: ContactLife, _ within: Duration) -> Bool {
        life.received.map { $0.received.advanced(by: within) < now } ?? false
    }

    private func meanAnswer(_ id: String, _ channel: Channel, _ atMost: Duration) -> Attainment {
        let waits = entered(channel).compactMap { $0.wait?.microseconds }
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
            for life in lives where channel == nil || life.channel == channel {
                for inquiry in 0...UInt16(clamping: life.classified?.inquiryCount ?? 0) {
                    let name = Clock.ID(standard.name, contact: life.contact, inquiry: inquiry)
                    guard let clock = ledger.clocks[name], let due = clock.dues[limit.name] else { continue }
                    guard clock.stopped != nil || due <= now else { continue }
                    if let stopped = clock.stopped, isInTime(stopped, due, standard.unit) {
                        let isAccepted = !asks || life.acceptedInquiries.contains(inquiry)
                        // Until the time is over the member may still say so.
                        guard isAccepted || due <= now else { continue }
                        if isAccepted { good += 1 }
                    }
                    population += 1
                }
            }
        }
        return atLeast(id, good, population, perMille, nil)
    }

    /// Days end at their last moment's end; hours include theirs (standards.md#business-time).
    private func isInTime(_ stopped: Instant, _ due: Instant, _ unit: StandardClock.Unit) -> Bool {
        unit.countsDates ? stopped < due : stopped <= due
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
