import Contacts
import Standards

/// Which clocks begin when, sorted out once: a decision looks only at the few clocks of its channel, tier or
/// class of work.
struct ClockPlan: Hashable, Sendable {
    private var byName: [ClockName: ClockRule] = [:]
    private var onContact: [Channel: [ClockRule]] = [:]
    private var onInquiry: [Channel: [ClockRule]] = [:]
    private var onLeaving: [Channel: [ClockName]] = [:]
    private var onEscalation: [Tier: [ClockRule]] = [:]

    init(_ rules: [ClockRule]) {
        for rule in rules {
            if byName[rule.name] == nil { byName[rule.name] = rule }
            switch (rule.subject, rule.start) {
            case (.contact, .received): Self.add(rule, to: &onContact)
            case (.inquiry, .received): Self.add(rule, to: &onInquiry)
            case (.inquiry, .leftUnresolved):
                for channel in rule.scope.channels { onLeaving[channel, default: []].append(rule.name) }
            case (.contact, .escalated):
                for tier in Tier.allCases { onEscalation[tier, default: []].append(rule) }
            // No clock of standards.yaml; its reader refuses them.
            case (.contact, .leftUnresolved), (.inquiry, .escalated), (.item, _), (_, .itemEvent): break
            }
        }
        for tier in Tier.allCases {
            onEscalation[tier]?.removeAll { rule in
                !rule.scope.cases.isEmpty
                    && !rule.scope.cases.contains { $0.tiers.isEmpty || $0.tiers.contains(tier) }
            }
        }
    }

    private static func add(_ rule: ClockRule, to clocks: inout [Channel: [ClockRule]]) {
        for channel in rule.scope.channels { clocks[channel, default: []].append(rule) }
    }

    /// The rule of a clock; the first when a name stands twice.
    subscript(_ name: ClockName) -> ClockRule? { byName[name] }

    /// The clocks that begin on a contact with its receipt: each that one of its inquiries has.
    func contactClocks(
        of attributes: ContactAttributes, on channel: Channel, _ urgency: Urgency
    ) -> [ClockName] {
        (onContact[channel] ?? []).filter { rule in
            attributes.inquiries.contains { inquiry in
                rule.scope.covers(.inquiry(inquiry.type, on: channel, of: attributes.requester, urgency))
            }
        }.map(\.name)
    }

    /// The clocks that begin on an inquiry with the receipt of its contact.
    func inquiryClocks(
        of type: InquiryType, _ attributes: ContactAttributes, on channel: Channel, _ urgency: Urgency
    ) -> [ClockName] {
        let subject = ClockScope.Subject.inquiry(type, on: channel, of: attributes.requester, urgency)
        return (onInquiry[channel] ?? []).filter { $0.scope.covers(subject) }.map(\.name)
    }

    /// The clocks that begin on an inquiry that an answered contact of `channel` left open.
    func clocksOfLeaving(on channel: Channel) -> [ClockName] { onLeaving[channel] ?? [] }

    /// The clocks that begin when a contact is handed to `tier`.
    func escalationClocks(to tier: Tier, _ priority: Urgency, for reason: ReasonCode) -> [ClockName] {
        let subject = ClockScope.Subject.escalation(to: tier, priority, for: reason)
        return (onEscalation[tier] ?? []).filter { $0.scope.covers(subject) }.map(\.name)
    }

    /// True for a clock of the time on hold, all legs together (reading A13).
    func isHold(_ name: ClockName) -> Bool {
        guard let rule = byName[name] else { return false }
        return rule.mode == .suspended && rule.stop == .contactEnded
    }
}
