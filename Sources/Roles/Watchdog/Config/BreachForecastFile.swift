package import BusinessTime
package import Config
package import Contacts
package import Standards
package import Watchdog

/// foresight.yaml: who does which work with a deadline, how long it takes, and which pauses to look at.
package struct BreachForecastFile {
    /// How often the watchdog looks ahead.
    package var every = Duration.seconds(900)
    /// The teams in order.
    package var teams: [Team] = []
    /// Which pauses are to be reviewed; nil when none are.
    package var pauses: PauseWatch?

    /// A team with the places that later checks speak of.
    package struct Team {
        package var field: Field
        package var row: EnforcementRow
        package var calendar: CalendarName
        /// Those of the roster who do the work; nil for people who do not sign in here.
        package var tier: Tier?
        package var skills: SkillList?
        /// How many there are of those; 0 for people of the roster.
        package var heads: Int
        package var share: UInt64
        package var handling: [Placed<FeasibilityRule.Handling>]
        package var people: [Placed<PersonName>]
        package var calendars: [Placed<CalendarName>]
    }

    private static let keys = [
        "name", "calendar", "tier", "skills", "heads", "share", "handling", "alarm", "cap", "off_hours",
    ]

    /// Reads `root`.
    package init(_ root: Field, _ findings: inout Findings) {
        guard let file = Table(root, keys: ["version", "foresight"], &findings) else { return }
        file.requireVersion(&findings)
        guard let field = file.required("foresight", &findings),
            let table = Table(field, keys: ["every", "teams", "pauses"], &findings)
        else { return }
        if let field = table.required("every", &findings), let every = field.elapsed(&findings) {
            self.every = every
            if every < .seconds(60) { findings.add(field, expected: "a minute or more") }
        }
        var names: Set<RuleName> = []
        var clocks: Set<ClockName> = []
        for item in table.required("teams", &findings)?.few(&findings, limit: Limit.teams) ?? [] {
            guard let team = Self.team(item, &findings) else { continue }
            if !names.insert(team.row.name).inserted {
                findings.add(item, value: "\"\(team.row.name)\"", expected: "each team's name once")
            }
            for place in team.handling where !clocks.insert(place.value.clock).inserted {
                findings.add(
                    place.field, value: "the clock \"\(place.value.clock)\"",
                    expected: "each clock in one team")
            }
            teams.append(team)
        }
        pauses = table.optional("pauses").flatMap { PauseWatch($0, &findings) }
    }

    /// What the watchdog is told.
    ///
    /// - Parameter able: The agents of a tier who have every one of some skills, by the roster.
    package func rule(able: ([SkillNeed], Tier) -> [Agent.ID]) -> FeasibilityRule {
        FeasibilityRule(
            every: every,
            teams: teams.map { team in
                let members = Set(team.tier.map { able(team.skills?.skills.map(\.value) ?? [], $0) } ?? [])
                return FeasibilityRule.Team(
                    row: team.row, calendar: team.calendar, members: members,
                    heads: UInt64(team.tier == nil ? team.heads : members.count), share: team.share,
                    handling: team.handling.map(\.value))
            })
    }

    private static func team(_ field: Field, _ findings: inout Findings) -> Team? {
        guard let table = Table(field, keys: keys, &findings) else { return nil }
        let name: RuleName? = table.name("name", &findings, expected: "a row's name")
        let calendarField = table.required("calendar", &findings)
        let calendar: CalendarName? = calendarField?.name(&findings, expected: "a calendar's name")
        let share = table.optional("share").map { RateSection.share($0, &findings) }
        let handling = (table.required("handling", &findings)?.entries(&findings) ?? []).compactMap {
            key, value in
            value.elapsed(&findings).map {
                Placed(FeasibilityRule.Handling(ClockName(key), $0), value)
            }
        }
        let deed = table.required("alarm", &findings).flatMap { EnforcementFile.alarm($0, &findings) }
        let cap = table.optional("cap")?.integer(1...1_000_000, &findings)
        let offHours = table.optional("off_hours").flatMap { EnforcementFile.offHours($0, &findings) }
        let people = people(table, &findings)
        guard let name, let calendarField, let calendar, let deed, let people, let share = share ?? 10_000
        else { return nil }
        let row = EnforcementRow(
            name: name, clock: FeasibilityRule.clock, threshold: name.rawValue, action: deed.action,
            cap: cap ?? 10, offHours: offHours?.rule)
        return Team(
            field: field, row: row, calendar: calendar, tier: people.tier, skills: people.skills,
            heads: people.heads, share: share, handling: handling,
            people: deed.people + (offHours.map { [$0.recipient] } ?? []),
            calendars: [Placed(calendar, calendarField)] + (offHours.map { [$0.calendar] } ?? []))
    }

    private struct People {
        var tier: Tier?
        var skills: SkillList?
        var heads = 0
    }

    /// Those of a tier's roster, with skills or without, or a number of people who do not sign in here.
    private static func people(_ table: Table, _ findings: inout Findings) -> People? {
        if let heads = table.optional("heads") {
            for key in ["tier", "skills"] {
                if let extra = table.optional(key) {
                    findings.add(extra, value: "the key \"\(key)\"", expected: "heads alone")
                    return nil
                }
            }
            return heads.integer(1...5_000, &findings).map { People(heads: $0) }
        }
        guard let field = table.required("tier", &findings, expected: "tier, or heads") else { return nil }
        let skills = table.optional("skills").map { SkillList($0, &findings) }
        guard let tier = field.tier(&findings), let skills = skills ?? .some(nil) else { return nil }
        return People(tier: tier, skills: skills)
    }
}

extension PauseWatch {
    /// `pauses` of foresight.yaml.
    package init?(_ field: Field, _ findings: inout Findings) {
        guard let table = Table(field, keys: ["suspensions", "holds"], &findings) else { return nil }
        let suspensions = table.required("suspensions", &findings).flatMap {
            PauseWatch.limits($0, last: "contact_within", &findings)
        }
        let holds = table.required("holds", &findings).flatMap {
            PauseWatch.limits($0, last: "talk_at_least", &findings)
        }
        guard let suspensions, let holds else { return nil }
        self.init(
            suspensions: .init(
                lead: suspensions.lead, most: suspensions.most, contactWithin: suspensions.last),
            holds: .init(lead: holds.lead, most: holds.most, contactWithin: .zero), talkAtLeast: holds.last)
    }

    private static func limits(
        _ field: Field, last: String, _ findings: inout Findings
    ) -> (lead: Duration, most: UInt64, last: Duration)? {
        guard let table = Table(field, keys: ["before_deadline", "most", last], &findings) else { return nil }
        let lead = table.required("before_deadline", &findings)?.elapsed(&findings)
        let most = table.required("most", &findings)?.integer(1...1_000, &findings)
        let length = table.required(last, &findings)?.elapsed(&findings)
        guard let lead, let most, let length else { return nil }
        return (lead, UInt64(most), length)
    }
}
