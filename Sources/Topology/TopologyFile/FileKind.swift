import Config

/// The files that a topology consists of; the raw value is the file's key in `files`.
enum FileKind: String, CaseIterable, Hashable {
    case topology, routing, escalation, enforcement, standards, roster, calendars, work, contract, foresight,
        segments

    /// True for a file that a topology may do without: one that tracks no work has no work file, where
    /// nothing is owed by contract there is none, nobody need look ahead, and one that plays a record need
    /// not keep its contacts apart.
    var isOptional: Bool {
        switch self {
        case .work, .contract, .foresight, .segments: true
        case .topology, .routing, .escalation, .enforcement, .standards, .roster, .calendars: false
        }
    }

    /// The key at the head of a file that tells what it is.
    var mark: String {
        switch self {
        case .topology: "stations"
        case .routing: "routing"
        case .escalation: "escalation"
        case .enforcement: "enforcement"
        case .standards: "clocks"
        case .roster: "groups"
        case .calendars: "calendars"
        case .contract: "contract"
        case .work: "work"
        case .foresight: "foresight"
        case .segments: "call_types"
        }
    }

    /// What a file is, told by its content; nil when it is none of a topology's files.
    init?(of root: Field) {
        var ignored = Findings()
        let keys = Set((root.entries(&ignored) ?? []).map(\.key))
        guard let kind = FileKind.allCases.first(where: { keys.contains($0.mark) }) else { return nil }
        self = kind
    }

    /// The files that decide what a station of `program` does, beside the topology itself.
    static func mattering(to program: Program) -> [FileKind] {
        switch program {
        case .auditSink, .opsConsole: []
        case .phoneGateway, .chatGateway, .emailGateway: [.segments]
        case .portalGateway: [.work, .segments]
        case .router: [.routing, .escalation, .standards, .calendars, .work]
        case .tierQueue: [.roster, .routing, .calendars]
        case .agentDesk: [.roster]
        case .slaWatchdog: [.enforcement, .standards, .calendars, .foresight]
        }
    }
}
