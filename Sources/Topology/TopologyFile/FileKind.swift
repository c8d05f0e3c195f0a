import Config

/// The files that a topology consists of; the raw value is the file's key in `files`.
enum FileKind: String, CaseIterable, Hashable {
    case topology, routing, escalation, enforcement, standards, roster, calendars, work, contract, foresight

    /// True for a file that a topology may do without: one that tracks no work has no work file, where
    /// nothing is owed by contract there is none, and nobody need look ahead.
    var isOptional: Bool { self == .work || self == .contract || self == .foresight }

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
        case .phoneGateway, .chatGateway, .emailGateway, .auditSink, .opsConsole: []
        case .portalGateway: [.work]
        case .router: [.routing, .escalation, .standards, .calendars, .work]
        case .tierQueue, .agentDesk: [.roster]
        case .slaWatchdog: [.enforcement, .standards, .calendars, .foresight]
        }
    }
}
