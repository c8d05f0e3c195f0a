package import Config
import Contacts
package import Standards

/// Whether the register and the clocks of one file agree: no clock without its standard, no clock standard
/// without its clock.
package struct RegisterCheck {
    private let clocks: [Placed<StandardClock>]
    private let register: RegisterFile
    private let demands: DemandsFile?

    package init(_ register: RegisterFile, clocks: [Placed<StandardClock>], demands: DemandsFile?) {
        self.demands = demands
        self.register = register
        self.clocks = clocks
    }

    package func run(_ findings: inout Findings) {
        let ids = Set(register.standards.map(\.value.id.rawValue))
        for clock in clocks {
            for id in clock.value.standards where !ids.contains(id) {
                findings.add(clock.field, value: "the standard \"\(id)\"", expected: "an id of the register")
            }
        }
        for place in register.standards {
            checkClock(of: place, &findings)
            checkBoard(of: place, ids, &findings)
            checkWindows(of: place, &findings)
        }
        checkDemands(ids, &findings)
    }

    /// Every clock standard is demanded of something, and nothing is demanded that is no standard.
    private func checkDemands(_ ids: Set<String>, _ findings: inout Findings) {
        guard let demands else {
            return findings.add(
                register.field, value: "no section demands",
                expected: "what each clause that sets a clock covers")
        }
        for demand in demands.demands {
            for id in demand.value.standards where !ids.contains(id.rawValue) {
                findings.add(demand.field, value: "the standard \"\(id)\"", expected: "an id of the register")
            }
        }
        let demanded = Set(demands.demands.flatMap(\.value.standards))
        for place in register.standards where place.value.kind == .clock && !demanded.contains(place.value.id)
        {
            findings.add(
                demands.field, value: "no demand of \"\(place.value.id)\"",
                expected: "what each clause that sets a clock covers")
        }
    }

    /// The clock that a standard's attainment is read from must be there, serve it, and have the thresholds.
    private func checkClock(of place: Placed<Standard>, _ findings: inout Findings) {
        let standard = place.value
        guard case .clockAttainment(let population)? = standard.measure else { return }
        for name in [population.clock] + population.also { checkClock(name, of: place, &findings) }
    }

    private func checkClock(_ name: ClockName, of place: Placed<Standard>, _ findings: inout Findings) {
        let standard = place.value
        guard let clock = clocks.first(where: { $0.value.name == name })?.value else {
            findings.add(place.field, value: "the clock \"\(name)\"", expected: "a clock of this file")
            return
        }
        if !clock.standards.contains(standard.id.rawValue) {
            findings.add(
                place.field, value: "the clock \"\(clock.name)\"",
                expected: "a clock whose standards name \"\(standard.id)\"")
        }
        if let counting = standard.counting, counting != clock.unit.counting {
            findings.add(
                place.field, value: "counting \(counting.rawValue)",
                expected: "\(clock.unit.counting.rawValue), as the clock \(clock.name) counts")
        }
        let known = clock.thresholds.map(\.name)
        for within in standard.thresholds.compactMap(\.within) where !known.contains(within) {
            findings.add(
                place.field, value: "within \(within)",
                expected: "a threshold of \(clock.name): \(Field.choice(known))")
        }
    }

    /// A quarter of an hour informs and is never missed (reading A11): nothing is judged by it.
    private func checkWindows(of place: Placed<Standard>, _ findings: inout Findings) {
        guard place.value.measure != nil, place.value.windows.contains(.quarterHour) else { return }
        findings.add(
            place.field, value: "the window \(Standard.Window.quarterHour.rawValue)",
            expected: "a day or longer, for a quarter of an hour informs only")
    }

    private func checkBoard(of place: Placed<Standard>, _ ids: Set<String>, _ findings: inout Findings) {
        guard case .board(let named)? = place.value.measure else { return }
        for id in named where !ids.contains(id.rawValue) {
            findings.add(place.field, value: "the standard \"\(id)\"", expected: "an id of the register")
        }
    }
}

extension StandardClock.Unit {
    /// The register's word for how the unit counts.
    fileprivate var counting: Standard.Counting {
        switch self {
        case .elapsed: .elapsed
        case .businessHours, .dailyBusinessHours: .businessHours
        case .workdays(_, .dayOne): .workdayDayOne
        case .workdays(_, .after): .workdayAfter
        case .calendarDays(_, .dayOne): .calendarDayOne
        case .calendarDays(_, .after): .calendarAfter
        case .months: .monthsAfter
        }
    }
}
