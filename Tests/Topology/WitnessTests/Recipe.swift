import BusinessTime
import Contacts
import Measures
import Standards
import Testing
import TopologyFile

/// Makes the two populations of a threshold: one that holds it exactly, and one that misses it by one step.
///
/// Shares have a population of 1000, so that half a percent is a whole number of its members.
struct Recipe {
    let standard: Standard
    let threshold: Standard.Threshold
    let zone: Zone
    let topology: Topology
    /// The first day on which the threshold is owed.
    let day: CivilDate

    /// How many a share is of.
    static let size = 1000

    init(_ standard: Standard, _ threshold: Standard.Threshold, _ contract: Contract) throws {
        self.standard = standard
        self.threshold = threshold
        topology = try Register.topology.get()
        zone = topology.zone
        day = try Self.day(of: threshold.phase, contract)
    }

    /// A day in the stretch of the contract; a Monday in March where none is named.
    private static func day(of phase: Standard.Phase?, _ contract: Contract) throws -> CivilDate {
        switch phase {
        case nil: return CivilDate(year: 2026, month: 3, day: 2)
        case .optionPeriods(let number, _)?:
            return try #require(contract.optionPeriods.first { $0.number == number }).from
        case .months(let number, _)?:
            let months = contract.start.year * 12 + contract.start.month - 1 + number - 1
            return CivilDate(year: months / 12, month: months % 12 + 1, day: contract.start.day)
        }
    }

    /// The records for one side of the threshold.
    func population(isMet: Bool) throws -> Population {
        let measure = try #require(standard.measure)
        switch measure {
        case .clockAttainment(let population): return try clocks(population, edge(size, isMet))
        case .share(let share): return items(share, edge(size, isMet))
        case .ratio(let ratio): return sums(ratio, isMet)
        case .reduction(let share): return reduction(share, edge(size, isMet))
        case .serviceLevel(let channel, let within, _, _):
            return served(channel, within, edge(size, isMet))
        case .averageSpeedOfAnswer: return waits(edge(10_000_000, isMet))
        case .abandonment: return abandoned(edge(size, isMet))
        case .blockage: return blocked(edge(size, isMet))
        case .totalHold(let within, _): return held(within, edge(size, isMet))
        case .oneCallResolution, .firstContactResolution: return resolved(edge(size, isMet))
        case .satisfaction: return surveys(satisfied: edge(size, isMet))
        case .promoterScore: return surveys(promoters: edge(size, isMet))
        case .handlingTime(let types): return handled(types, edge(10_000_000, isMet))
        case .handlingTimeCut(let types): return shorter(types, edge(size, isMet))
        case .escalationRate: return moved(.three, times: 1, edge(size, isMet))
        case .handoffs: return moved(.two, times: 2, size - edge(size, isMet))
        case .rollingCount(let names, let classes, _): return events(names, classes, edge(1, isMet))
        case .monthEndAge(let classes, let days, _): return aged(classes, days, edge(size, isMet))
        case .board: return board(isMet)
        case .occupancy: throw Unknown.measure
        }
    }

    private enum Unknown: Error { case measure }

    private var size: Int { Self.size }

    /// The whole number at the threshold, or one step on its wrong side; `scale` is one unit or 100 percent.
    func edge(_ scale: Int, _ isMet: Bool) -> Int {
        let whole = threshold.limit.unit == .percent || threshold.limit.unit == .points ? 100 : 1
        let exact = Int(threshold.limit.value.tenThousandths) * scale / Int(Exact.scale) / whole
        switch threshold.limit.comparison {
        case .atLeast: return isMet ? exact : exact - 1
        case .atMost, .equal: return isMet ? exact : exact + 1
        case .below: return isMet ? exact - 1 : exact
        }
    }

    // MARK: Time

    /// The log goes two years on, so that nothing is provisional.
    func records(_ parts: RecordSet.Parts) -> RecordSet {
        let hours = topology.calendars.first { $0.name == "member-services" }
        return RecordSet(
            parts, through: zone.instant(ofDay: day.daysSinceEpoch + 730), zone: zone, coreHours: hours)
    }

    /// The instant at an hour of the day, so many days on.
    func instant(_ days: Int = 0, hour: Int = 11) -> Instant {
        zone.instant(ofDay: day.daysSinceEpoch + days).advanced(by: .hours(hour))
    }

    /// The day itself.
    var oneDay: ReportWindow { window(.day, 1) }

    /// So many days from the day on.
    func window(_ kind: WindowKind, _ days: Int) -> ReportWindow {
        ReportWindow(kind, day...day.advanced(byDays: days - 1), name: "\(kind.rawValue) of \(day)", in: zone)
    }

    static func id(_ number: Int) -> Contact.ID { Contact.ID(gateway: 4, number: UInt64(number + 1)) }
}
