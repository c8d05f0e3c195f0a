package import BusinessTime
package import Config
import Contacts
package import TierQueue

/// `policy` of routing.yaml: what idle agents may begin, what is put aside, who is spared (decision 0054).
package struct PolicyFile {
    /// The policies that there are.
    package enum Name: String, CaseIterable {
        /// By rank, the order received and the longest idle agent.
        case `static`
        /// What can wait is held back and put aside for who waits in person.
        case paced
    }

    /// The calendars that it names.
    package private(set) var calendars: [Placed<CalendarName>] = []
    private var policy = ServingPolicy.static
    private var deferrable: [(class: ContactClass, work: Deferrable)] = []
    private var deviations: Int?

    private struct Deferrable {
        var within: Duration
        var calendar: CalendarName
        var critical: Duration
        var weight: Int
    }

    /// Static.
    package init() {}

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        let keys = ["name", "interruption", "specialists", "reserve", "live", "forecast"]
        guard let table = Table(root, keys: keys, &findings),
            let name = table.required("name", &findings)?.word(Name.allCases, &findings), name == .paced
        else { return }
        policy.prefersLeastFlexible = true
        for item in table.required("live", &findings)?.items(&findings) ?? [] {
            if let live = Self.live(item, &findings) { policy.live.append(live) }
        }
        policy.interruption = table.optional("interruption").flatMap { Self.interruption($0, &findings) }
        policy.specialists = table.optional("specialists").flatMap { Self.specialists($0, &findings) }
        if let field = table.optional("reserve") { readReserve(field, &findings) }
        if let field = table.optional("forecast") { readForecast(field, &findings) }
    }

    /// The policy, when its calendars are there.
    package func policy(_ calendar: (CalendarName) -> BusinessCalendar?) -> ServingPolicy {
        var policy = policy
        guard let deviations else { return policy }
        var reserve = ServingPolicy.Reserve(deviations: deviations)
        for (name, work) in deferrable {
            guard let calendar = calendar(work.calendar) else { continue }
            reserve.deferrable[name] = ServingPolicy.Deferrable(
                within: work.within, by: calendar, critical: work.critical, weight: work.weight)
        }
        policy.reserve = reserve
        return policy
    }

    // MARK: Parts

    private static func live(_ field: Field, _ findings: inout Findings) -> ServingPolicy.Live? {
        let keys = ["class", "channel", "needs", "weight", "handle"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let name: ContactClass? = table.name("class", &findings, expected: "a class")
        let channel = table.required("channel", &findings)?.word(
            Channel.allCases.filter(\.isLive), &findings)
        let needs = table.required("needs", &findings).flatMap { SkillList($0, &findings) }
        guard let name, let channel, let needs else { return nil }
        var live = ServingPolicy.Live(name, on: channel, needs: needs.skills.map(\.value))
        live.weight = table.optional("weight")?.integer(0...10_000, &findings) ?? live.weight
        if let handle = table.optional("handle")?.elapsed(&findings) {
            live.handle = Int(handle.microseconds / 1_000_000)
        }
        return live
    }

    private static func interruption(
        _ field: Field, _ findings: inout Findings
    ) -> ServingPolicy.Interruption? {
        let keys = ["classes", "most", "after_call", "after_chat"]
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let names: [Placed<ContactClass>] = table.names("classes", &findings)
        var rule = ServingPolicy.Interruption(classes: Set(names.map(\.value)))
        rule.most = table.optional("most")?.integer(1...100, &findings) ?? rule.most
        rule.afterCall = table.optional("after_call")?.elapsed(&findings) ?? rule.afterCall
        rule.afterChat = table.optional("after_chat")?.elapsed(&findings) ?? rule.afterChat
        return rule
    }

    private static func specialists(_ field: Field, _ findings: inout Findings) -> ServingPolicy.Specialists?
    {
        guard let table = Table(field, keys: ["spared", "keep"], &findings) else { return nil }
        let spared = table.required("spared", &findings)?.elapsed(&findings)
        let keep = table.required("keep", &findings)?.integer(0...1_000, &findings)
        guard let spared, let keep else { return nil }
        return .init(spared: spared, keep: keep)
    }

    private mutating func readReserve(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: ["deviations", "deferrable"], &findings) else { return }
        deviations = table.required("deviations", &findings)?.integer(0...10_000, &findings)
        for item in table.required("deferrable", &findings)?.items(&findings) ?? [] {
            let keys = ["class", "within", "calendar", "critical", "weight"]
            guard let row = Table(item, keys: keys, &findings) else { continue }
            let name: ContactClass? = row.name("class", &findings, expected: "a class")
            let within = row.required("within", &findings)?.elapsed(&findings)
            let calendar: CalendarName? = row.name("calendar", &findings, expected: "a calendar's name")
            let critical = row.required("critical", &findings)?.elapsed(&findings)
            let weight = row.required("weight", &findings)?.integer(0...10_000, &findings)
            guard let name, let within, let calendar, let critical, let weight else { continue }
            if let place = row.optional("calendar") { calendars.append(Placed(calendar, place)) }
            deferrable.append(
                (name, Deferrable(within: within, calendar: calendar, critical: critical, weight: weight)))
        }
    }

    private mutating func readForecast(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: ["from_quarter", "arrivals"], &findings),
            let from = table.required("from_quarter", &findings)?.integer(0...10_000_000, &findings)
        else { return }
        for (name, values) in table.mapping("arrivals", &findings) {
            guard let place = policy.live.firstIndex(where: { $0.contactClass.rawValue == name }) else {
                findings.add(values, value: "the class \"\(name)\"", expected: "a class of live")
                continue
            }
            for (offset, value) in (values.items(&findings, .any) ?? []).enumerated() {
                guard let thousandths = value.integer(0...100_000_000, &findings) else { continue }
                policy.live[place].expected[Int64(from + offset)] = Int64(thousandths)
            }
        }
    }
}
