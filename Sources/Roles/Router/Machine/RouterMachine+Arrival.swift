import BusinessTime
import Contacts
import Facts
import Standards

/// A contact comes in: which row of routing.yaml it falls under, and which clocks begin, whatever the row.
extension RouterMachine {
    /// Classifies and places a contact; one that is known already, open or ended, has no effect.
    mutating func receive(_ fact: ContactReceived, at now: Instant) {
        guard fact.contact.number > state.lastReceived[fact.contact.gateway] ?? 0 else { return }
        let rule = configuration.rule(for: fact.attributes, channel: fact.channel, received: fact.received)
        guard isOpen(for: fact) else { return sendAway(fact, rule, at: now) }

        let urgency = fact.attributes.urgency(received: fact.received)
        // What is a work item too has the clocks of the item, by its class.
        let isItem = state.work.items[fact.contact] != nil
        let clocks =
            isItem ? [] : configuration.plan.contactClocks(of: fact.attributes, on: fact.channel, urgency)
        var owed = clocks
        classify(fact, rule, clocks: starts(clocks, of: fact.contact, from: fact.received))
        for (place, inquiry) in fact.attributes.inquiries.enumerated() {
            let clocks =
                isItem
                ? []
                : configuration.plan.inquiryClocks(
                    of: inquiry.type, fact.attributes, on: fact.channel, urgency)
            owed += clocks
            openInquiry(place, of: fact, clocks)
        }
        let placement = Placement(
            contact: fact.contact,
            generation: 1,
            tier: rule.tier,
            channel: fact.channel,
            contactClass: rule.contactClass,
            rank: rule.rank,
            needs: rule.needs.sorted(),
            received: fact.received,
            due: due(of: fact, rule, owed),
            cause: .arrival,
            inquiryCount: fact.attributes.inquiries.count
        )
        record(.contactPlaced(placement), to: [configuration.directory.queue(of: rule.tier)])
        stopClocks(of: fact.contact, on: .stamped, at: fact.ingested)
        if fact.channel.isAcknowledged { acknowledge(fact) }
    }

    /// Opening hours are those at the instant of receipt, whenever the router comes to it.
    private func isOpen(for fact: ContactReceived) -> Bool {
        guard fact.hours == .observed, let hours = configuration.openingHours[fact.channel] else {
            return true
        }
        return hours.isOpen(at: fact.received)
    }

    /// Outside opening hours: the contact has its outcome at once and no clock begins.
    private mutating func sendAway(_ fact: ContactReceived, _ rule: RoutingRule, at now: Instant) {
        classify(fact, rule, clocks: [])
        end(fact.contact, .closedHours, at: now)
    }

    private mutating func classify(_ fact: ContactReceived, _ rule: RoutingRule, clocks: [Clock.Start]) {
        record(
            .contactClassified(
                ContactClassified(
                    contact: fact.contact,
                    gateway: fact.gateway,
                    channel: fact.channel,
                    received: fact.received,
                    contactClass: rule.contactClass,
                    rank: rule.rank,
                    needs: rule.needs.sorted(),
                    tier: rule.tier,
                    rule: rule.name,
                    clocks: clocks,
                    inquiryCount: fact.attributes.inquiries.count
                )
            ),
            to: [configuration.directory.watchdog]
        )
    }

    private mutating func openInquiry(_ place: Int, of fact: ContactReceived, _ names: [ClockName]) {
        let request = fact.attributes.inquiries[place]
        let inquiry = Inquiry.ID(contact: fact.contact, index: UInt16(place + 1))
        let caseID = Case.ID(member: fact.attributes.member, issue: request.issue, inquiry: inquiry)
        let clocks = starts(
            names,
            of: fact.contact,
            inquiry: inquiry.index,
            from: fact.received
        )
        record(
            .inquiryOpened(
                InquiryOpened(
                    inquiry: inquiry,
                    caseID: caseID,
                    type: request.type,
                    received: fact.received,
                    clocks: clocks,
                    member: fact.attributes.member,
                    issue: request.issue
                )
            ),
            to: [configuration.directory.watchdog]
        )
    }

    private mutating func acknowledge(_ fact: ContactReceived) {
        let request = EffectRequested(
            effect: Effect.ID("acknowledge/\(fact.contact)"),
            contact: fact.contact,
            action: .acknowledge
        )
        record(.effectRequested(request), to: [fact.gateway])
    }

    /// The instant by which written work is wanted, so that the least slack comes first within a class: by
    /// the clock that its row names, otherwise by the first of all that it owes.
    private func due(of fact: ContactReceived, _ rule: RoutingRule, _ owed: [ClockName]) -> Instant? {
        guard !fact.channel.isLive else { return nil }
        let budgets: [ClockRule.Budget]
        if let clock = rule.due {
            budgets = [configuration.clock(clock)?.budget].compactMap(\.self)
        } else if let item = state.work.items[fact.contact] {
            budgets = self.budgets(of: item)
        } else {
            budgets = owed.compactMap { configuration.clock($0) }.filter(\.stop.isOfWork).compactMap(\.budget)
        }
        return budgets.map { $0.calendar.due(start: fact.received, kind: $0.kind) }.min()
    }

    /// The limits of the clocks that an item owes and that end with it.
    private func budgets(of item: TrackedItem) -> [ClockRule.Budget] {
        let ends = configuration.work.rule(of: item.workClass)?.ends ?? []
        return configuration.itemClocks(of: item.workClass).filter { clock in
            clock.item?.stopsAt.contains { ends.contains($0) } == true
                && clock.appliesTo.covers(.item(item.workClass, item.facts, of: item.requester))
        }.compactMap { configuration.itemBudgets[$0.name] }
    }
}

extension RouterConfiguration {
    /// The first row that matches, by trusted attributes only; a contact that no row is for is not lost but
    /// goes to Tier 1 behind every class.
    func rule(for attributes: ContactAttributes, channel: Channel, received: Instant) -> RoutingRule {
        let match = rules.first(for: attributes, on: channel, received: received)
        return match ?? RoutingRule(name: "unmatched", contactClass: "unmatched", rank: 999)
    }
}

extension ClockRule.Stop {
    /// True when a person's work stops it, and not the mailroom's or the medium's.
    fileprivate var isOfWork: Bool {
        switch self {
        case .answered, .personWrote, .resolved, .tierResponse, .specialistAnswered, .replied, .handedOn: true
        case .acknowledged, .stamped, .contactEnded: false
        }
    }
}

extension Channel {
    /// True when the member is told at once that the contact arrived: nobody is there to greet them.
    fileprivate var isAcknowledged: Bool {
        switch self {
        case .email, .secureMessage, .letter: true
        case .phone, .chat, .walkIn, .workItem: false
        }
    }
}
