import Contacts
import Facts

/// Which clocks start, are suspended, run on and stop; the watchdog, which is told, does the counting.
extension RouterMachine {
    /// The starts of the named clocks; a name that the configuration has no rule for was rejected by the
    /// loader.
    func starts(
        _ names: [ClockName],
        of contact: Contact.ID,
        inquiry: UInt16 = 0,
        from start: Instant
    ) -> [Clock.Start] {
        names.compactMap { name in
            guard let rule = configuration.clock(name) else { return nil }
            return Clock.Start(
                Clock.ID(name, contact: contact, inquiry: inquiry),
                from: start,
                mode: rule.mode
            )
        }
    }

    /// Starts a clock.
    mutating func start(_ start: Clock.Start) {
        record(.clockStarted(ClockStarted(start: start)), to: [configuration.directory.watchdog])
    }

    /// Stops every clock of the contact and of its open inquiries that ends with `event`.
    mutating func stopClocks(of contact: Contact.ID, on event: ClockRule.Stop, at: Instant) {
        guard let open = state.contacts[contact] else { return }
        for clock in open.clocks where stops(clock, on: event, open) {
            stop(Clock.ID(clock.name, contact: contact), at: at, cause: event.rawValue)
        }
        for inquiry in open.inquiries {
            for clock in inquiry.clocks where stops(clock, on: event, open) {
                stop(clock, of: inquiry.inquiry, at: at, cause: event.rawValue)
            }
        }
    }

    /// Stops every clock of an inquiry that outlived its contact and ends with `event`.
    mutating func stopClocks(of inquiry: OpenInquiry, on event: ClockRule.Stop, at: Instant) {
        for clock in inquiry.clocks where configuration.clock(clock.name)?.stop == event {
            stop(clock, of: inquiry.inquiry, at: at, cause: event.rawValue)
        }
    }

    /// Stops one clock of an inquiry, for good or until it may be reopened.
    mutating func stop(
        _ clock: StartedClock, of inquiry: Inquiry.ID, at: Instant, cause: String,
        reopensUntil: Instant? = nil
    ) {
        let id = Clock.ID(clock.name, contact: inquiry.contact, inquiry: inquiry.index)
        stop(id, at: at, cause: cause, reopensUntil: reopensUntil)
    }

    /// The hold clock runs: the member is on hold, or waits again after having been answered (reading A13).
    mutating func runHoldClock(of contact: Contact.ID, at: Instant, cause: String) {
        guard let clock = holdClock(of: contact, in: .suspended) else { return }
        run(clock, at: at, cause: cause)
    }

    /// The member waits from the release on, also when on hold already: a resume from before it that is told
    /// late then leaves this wait as it is.
    mutating func waitForTarget(_ contact: Contact.ID, at: Instant) {
        guard let clock = holdClock(of: contact, in: .suspended) ?? holdClock(of: contact, in: .running)
        else { return }
        run(clock, at: at, cause: "handoff")
    }

    /// The gateway tells after the release of a hold that began before it.
    mutating func heldBeforeRelease(_ contact: OpenContact, at: Instant) {
        let id = contact.placement.contact
        guard let clock = holdClock(of: id, in: .running), let released = contact.waitsSince, at < released
        else { return }
        run(clock, at: at, cause: "held")
    }

    /// The gateway tells after the release of a hold that ended before it; the wait since then goes on.
    mutating func resumedBeforeRelease(_ contact: OpenContact, at: Instant) {
        let id = contact.placement.contact
        guard let clock = holdClock(of: id, in: .running), let released = contact.waitsSince, at < released
        else { return }
        standHoldClock(of: id, at: at, cause: "resumed")
        run(clock, at: released, cause: "handoff")
    }

    mutating func run(_ clock: Clock.ID, at: Instant, cause: String) {
        record(
            .clockResumed(ClockResumed(clock: clock, at: at, cause: cause)),
            to: [configuration.directory.watchdog]
        )
    }

    /// The hold clock stands: somebody talks with the member, or nobody is there to wait.
    mutating func standHoldClock(of contact: Contact.ID, at: Instant, cause: String) {
        guard let clock = holdClock(of: contact, in: .running) else { return }
        record(
            .clockSuspended(ClockSuspended(clock: clock, at: at, cause: cause)),
            to: [configuration.directory.watchdog]
        )
    }

    private func holdClock(of contact: Contact.ID, in mode: Clock.Start.Mode) -> Clock.ID? {
        let clock = state.contacts[contact]?.clocks.first {
            $0.mode == mode && configuration.plan.isHold($0.name)
        }
        return clock.map { Clock.ID($0.name, contact: contact) }
    }

    private func stops(_ clock: StartedClock, on event: ClockRule.Stop, _ contact: OpenContact) -> Bool {
        guard configuration.clock(clock.name)?.stop == event else { return false }
        // Only the tier that the clock awaits can answer it.
        return event != .tierResponse || clock.tier == contact.placement.tier
    }

    mutating func stop(
        _ clock: Clock.ID, at: Instant, cause: String, reopensUntil: Instant? = nil,
        message: MessagePurpose? = nil
    ) {
        record(
            .clockStopped(
                ClockStopped(
                    clock: clock, at: at, cause: cause, reopensUntil: reopensUntil, message: message)),
            to: [configuration.directory.watchdog]
        )
    }
}
