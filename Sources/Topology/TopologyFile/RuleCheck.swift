import BusinessTime
import Config
import Contacts
import ContractConfig
import Prover
import Router
import RouterConfig
import TierQueueConfig

/// Asks the prover about rows that are well formed each, and says its answers at the lines they are about
/// (decision 0052).
struct RuleCheck {
    private let routing: RoutingFile?
    private let escalation: EscalationFile?
    private let roster: RosterFile?
    private let calendars: CalendarsFile?
    private let channels: [Channel]

    /// The rules of a topology; of files that were not fully read nothing is asked.
    init(_ files: TopologyFiles, sound: Set<FileKind>) {
        routing = sound.contains(.routing) ? files.routing : nil
        escalation = sound.contains(.escalation) ? files.escalation : nil
        roster = sound.contains(.roster) ? files.roster : nil
        calendars = sound.contains(.calendars) ? files.calendars : nil
        let taken = Set(files.stations.stations.flatMap(\.channels))
        channels = Channel.allCases.filter { taken.contains($0) }
    }

    /// The rules of one file alone.
    init(routing: RoutingFile? = nil, escalation: EscalationFile? = nil) {
        self.routing = routing
        self.escalation = escalation
        roster = nil
        calendars = nil
        channels = Channel.allCases
    }

    func run(_ findings: inout Findings) {
        var looping: Set<Int> = []
        for found in prover.findings {
            if case .escalationTarget(let place) = found.place { looping.insert(place) }
            guard let field = field(of: found.place) else { continue }
            findings.add(field, value: found.value, expected: found.expected, proof: found.proof)
        }
        for (place, row) in (escalation?.rows ?? []).enumerated() where !looping.contains(place) {
            guard row.row.ruling == .allowed, row.row.to < row.row.from else { continue }
            findings.add(row.target, expected: EscalationFile.above(row.row.from))
        }
    }

    /// The prover of these rules.
    var prover: RuleProver {
        var book = RuleBook()
        book.routing = routing?.rows.map(\.rule) ?? []
        book.inquiryTypes = routing?.typesInOrder ?? []
        book.escalation = escalation?.rows.map(\.row) ?? []
        book.roster = roster?.agents.map { RuleBook.Seat($0.tier, $0.agent) }
        book.skills = roster?.skills ?? []
        book.channels = channels
        book.hours = hours
        return RuleProver(book)
    }

    /// Hours of a calendar that is open every day have no closures, and one that is not there is a finding of
    /// its own.
    private var hours: [RuleBook.OpeningHours] {
        (routing?.openingHours ?? []).compactMap { channel, name in
            guard let plan = calendars?.plan(name.value) else { return nil }
            return RuleBook.OpeningHours(
                channel, name.value, zone: plan.zone, windows: plan.windows,
                holidays: plan.days == .every ? .none : plan.holidays,
                closures: plan.days == .every ? [] : plan.closures)
        }
    }

    private func field(of place: RuleProver.Place) -> Field? {
        switch place {
        case .routing(let row): routing?.rows[row].field
        case .routingNeeds(let row): routing?.rows[row].needsField
        case .escalation(let row): escalation?.rows[row].field
        case .escalationNeeds(let row): escalation?.rows[row].needsField
        case .escalationTarget(let row): escalation?.rows[row].target
        case .hours(let channel): routing?.openingHours.first { $0.channel == channel }?.calendar.field
        }
    }
}
