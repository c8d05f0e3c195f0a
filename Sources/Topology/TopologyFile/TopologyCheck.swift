import BusinessTime
import Config
import Contacts
import ContractConfig
import Facts
import Router
import RouterConfig
import Standards
import TierQueueConfig
import WatchdogConfig

/// A topology's files read together, and what must hold between them.
struct TopologyFiles {
    var stations: StationsFile
    var routing: RoutingFile
    var escalation: EscalationFile
    var enforcement: EnforcementFile
    var standards: StandardsFile
    var roster: RosterFile
    /// How the queues serve: by the routing file.
    var policy: PolicyFile
    var calendars: CalendarsFile
    var work: WorkFile
    /// Nil when nothing is owed by contract.
    var contract: ContractFile?
    /// Nil when nobody looks ahead.
    var foresight: BreachForecastFile?
    /// Nil when contacts are kept apart by nothing.
    var segments: SegmentsFile?
}

/// Whether everything that one file names exists in the file it is to be found in, and can work.
struct TopologyCheck {
    private let files: TopologyFiles
    private let sound: Set<FileKind>

    /// Looks names up only in the files of `sound`: in one that was not fully read, much would seem missing.
    init(_ files: TopologyFiles, sound: Set<FileKind>) {
        self.files = files
        self.sound = sound
    }

    func run(_ findings: inout Findings) {
        checkNames(&findings)
        RuleCheck(files, sound: sound).run(&findings)
    }

    private func checkNames(_ findings: inout Findings) {
        checkStandards(&findings)
        checkRegister(&findings)
        if let segments = files.segments, sound.isSuperset(of: [.segments, .routing]) {
            SegmentsCheck(segments: segments, inquiryTypes: files.routing.inquiryTypes).run(&findings)
        }
        checkRouting(&findings)
        checkRows(&findings)
        checkEscalation(&findings)
        checkEnforcement(&findings)
        checkBreachForecast(&findings)
        WorkCheck(files: files).run(
            &findings, inquiryTypes: sound.contains(.routing) ? files.routing.inquiryTypes : nil)
        for (_, type) in files.stations.trafficTypes
        where sound.contains(.routing) && !files.routing.inquiryTypes.contains(type.value) {
            findings.add(type.field, expected: "a type of inquiry of the routing file")
        }
        guard sound.isSuperset(of: [.standards, .routing, .escalation]) else { return }
        let coverage = CoverageCheck(files: files, work: sound.contains(.work) ? files.work.rows : [])
        coverage.run(&findings)
        // Where a clock is misnamed or of no class, it would seem to be nobody's a second time.
        if sound.contains(.enforcement), findings.list.isEmpty { coverage.checkHeard(&findings) }
    }

    private func checkStandards(_ findings: inout Findings) {
        for clock in files.standards.clocks {
            if let name = clock.value.unit.calendar { requireCalendar(name, clock.field, &findings) }
            guard case .dailyBusinessHours(let name) = clock.value.unit,
                let plan = files.calendars.plan(name), plan.days != .every
            else { continue }
            findings.add(
                clock.field, value: "the calendar \"\(name)\"",
                expected: "a calendar with days: every for daily business hours")
        }
    }

    private func requireCalendar(_ name: CalendarName, _ field: Field, _ findings: inout Findings) {
        guard sound.contains(.calendars), files.calendars.plan(name) == nil else { return }
        let known = files.calendars.calendars.map(\.value.name.rawValue).sorted()
        findings.add(
            field, value: "the calendar \"\(name)\"",
            expected: "a calendar of the calendars file: \(Field.choice(known))")
    }

    /// The clock that is named at a place, if it is one of `standards.yaml`.
    private func clock(_ place: Placed<ClockName>, _ findings: inout Findings) -> StandardClock? {
        if let clock = files.standards.clock(place.value) { return clock }
        guard sound.contains(.standards) else { return nil }
        let known = files.standards.clocks.map(\.value.name.rawValue).sorted()
        findings.add(
            place.field, value: "the clock \"\(place.value)\"",
            expected: "a clock of the standards file: \(Field.choice(known))")
        return nil
    }

    /// Requires the named clock to exist and to suit what it is named for.
    private func require(
        _ place: Placed<ClockName>?, _ expected: String, _ findings: inout Findings,
        where suits: (StandardClock) -> Bool
    ) {
        guard let place, let clock = clock(place, &findings), !suits(clock) else { return }
        findings.add(place.field, value: "the clock \"\(place.value)\"", expected: expected)
    }

    /// The contract names only standards of the register, and measures only what work items can have.
    private func checkRegister(_ findings: inout Findings) {
        guard sound.contains(.standards), let register = files.standards.register else { return }
        let ids = Set(register.standards.map(\.value.id))
        for place in files.contract?.named ?? [] where !ids.contains(place.value) {
            findings.add(
                place.field, value: "the standard \"\(place.value)\"", expected: "an id of the register")
        }
        guard sound.contains(.work) else { return }
        MeasureCheck(work: files.work, clocks: files.standards.clocks.map(\.value)).run(
            register, files.contract, &findings)
    }

    private func checkRouting(_ findings: inout Findings) {
        for (_, calendar) in files.routing.openingHours {
            requireCalendar(calendar.value, calendar.field, &findings)
        }
        for calendar in files.policy.calendars { requireCalendar(calendar.value, calendar.field, &findings) }
    }

    private func checkRows(_ findings: inout Findings) {
        for row in files.routing.rows {
            require(row.due, "a clock with a breach, by which work can be ordered", &findings) {
                $0.orderingAmount != nil
            }
            _ = areKnown(row.needs, &findings)
        }
    }

    /// Requires skills of the roster; who can serve what a row needs, ``RuleCheck`` asks.
    private func areKnown(_ needs: SkillList, _ findings: inout Findings) -> Bool {
        guard sound.contains(.roster) else { return false }
        let before = findings.list.count
        needs.requireKnown(files.roster.skills, &findings)
        return findings.list.count == before
    }

    /// Requires known skills, and an agent of the tier who has them all and takes every channel.
    private func checkTeam(
        _ needs: SkillList, _ field: Field, in tier: Tier, _ findings: inout Findings
    ) {
        guard areKnown(needs, &findings) else { return }
        let wanted = needs.skills.map(\.value).sorted()
        let taken = files.stations.stations.flatMap(\.channels)
        let channels = Channel.allCases.filter { taken.contains($0) }
        guard !files.roster.canServe(wanted, on: channels, in: tier) else { return }
        let shown = wanted.isEmpty ? "no skill" : wanted.map(\.description).joined(separator: " ")
        let reach = channels.isEmpty ? "" : " on each of \(channels.map(\.rawValue).joined(separator: ", "))"
        findings.add(
            field, value: shown, expected: "an agent of tier \(tier) in the roster who can serve it\(reach)")
    }

    private func checkEscalation(_ findings: inout Findings) {
        for row in files.escalation.rows {
            if let needs = row.needs { _ = areKnown(needs, &findings) }
            checkPeople(row.people, &findings)
            checkTransfer(row, &findings)
        }
    }

    /// Agents pass a contact on within a tier by codes that the roster lists, and by no others.
    private func checkTransfer(_ row: EscalationFile.Row, _ findings: inout Findings) {
        guard sound.contains(.roster), row.row.from == row.row.to, let reason = row.row.reason,
            !files.roster.transferReasons.contains(reason)
        else { return }
        findings.add(
            row.field, value: "a transfer within Tier \(row.row.to) for \(reason)",
            expected: "a reason of transfer_reasons in the roster file")
    }

    private func checkPeople(_ people: [Placed<PersonName>], _ findings: inout Findings) {
        guard sound.contains(.roster) else { return }
        for person in people where !files.roster.people.contains(person.value) {
            findings.add(
                person.field, value: "the person \"\(person.value)\"",
                expected:
                    "a person of the roster: \(Field.choice(files.roster.people.map(\.rawValue).sorted()))")
        }
    }

    private func checkEnforcement(_ findings: inout Findings) {
        for row in files.enforcement.rows {
            if row.row.clock == Invariant.clock, row.level == nil {
                checkAlarm(row, "an invariant", Invariant.allCases.map(\.rawValue), &findings)
            } else if row.row.clock == EffectKind.clock, row.level == nil {
                checkAlarm(row, "a kind of effect", EffectKind.allCases.map(\.rawValue), &findings)
            } else if let level = row.level {
                require(
                    Placed(row.row.clock, row.clock), "a clock with a threshold of that level", &findings
                ) { $0.thresholds.contains { $0.level == level } }
            } else if let clock = clock(Placed(row.row.clock, row.clock), &findings),
                !clock.thresholds.contains(where: { $0.name == row.row.threshold })
            {
                let known = clock.thresholds.map(\.name)
                findings.add(row.threshold, expected: "a threshold of \(clock.name): \(Field.choice(known))")
            }
            checkPeople(row.people, &findings)
            if let calendar = row.offHours { requireCalendar(calendar.value, calendar.field, &findings) }
            checkEscalate(row, &findings)
        }
        if let rate = files.enforcement.rate {
            checkPeople(rate.people, &findings)
            for calendar in rate.calendars { requireCalendar(calendar.value, calendar.field, &findings) }
        }
    }

    /// A team works in a calendar on clocks that can be breached, and those who sign in are on the roster.
    private func checkBreachForecast(_ findings: inout Findings) {
        for team in files.foresight?.teams ?? [] {
            if files.enforcement.names.contains(team.row.name) {
                findings.add(
                    team.field, value: "\"\(team.row.name)\"",
                    expected: "a name that no row of the enforcement file has")
            }
            checkPeople(team.people, &findings)
            for calendar in team.calendars { requireCalendar(calendar.value, calendar.field, &findings) }
            for place in team.handling {
                require(
                    Placed(place.value.clock, place.field), "a clock with a threshold of level breach",
                    &findings
                ) { $0.thresholds.contains { $0.level == .breach } }
            }
            guard let skills = team.skills, let tier = team.tier else { continue }
            checkTeam(skills, team.field, in: tier, &findings)
        }
    }

    /// A broken invariant or a silent medium is alarmed; there is nobody to announce it to and no tier that
    /// would mend it.
    private func checkAlarm(
        _ row: EnforcementFile.Row, _ what: String, _ known: [String], _ findings: inout Findings
    ) {
        if !known.contains(row.row.threshold) {
            findings.add(row.threshold, expected: "\(what): \(Field.choice(known))")
        }
        guard case .alarm = row.row.action else {
            return findings.add(row.action, expected: "an alarm for \(what)")
        }
    }

    /// An escalation that no row of escalation.yaml allows from anywhere would only ever be refused.
    private func checkEscalate(_ row: EnforcementFile.Row, _ findings: inout Findings) {
        guard sound.contains(.escalation),
            case .escalate(let to, let reason, let priority) = row.row.action
        else { return }
        let allowed = files.escalation.rows.contains { candidate in
            candidate.row.to == to && candidate.row.ruling == .allowed
                && (candidate.row.reason ?? reason) == reason
                && (candidate.row.priority ?? priority) == priority
        }
        guard !allowed else { return }
        findings.add(
            row.action, value: "an escalation to tier \(to) for \(reason)",
            expected: "one that a row of the escalation file allows")
    }
}

extension StandardClock {
    /// The first breach's amount, by which written work is ordered.
    var orderingAmount: Duration? { thresholds.first { $0.level == .breach }?.amount }
}
