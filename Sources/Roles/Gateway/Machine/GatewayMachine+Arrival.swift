import Contacts
import Facts
import Standards

/// What comes in: new contacts, what the ingress refused, and questions about the time.
extension GatewayMachine {
    /// Takes a contact into custody, or refuses it with the field at fault.
    mutating func take(_ arrival: Arrival, at now: Instant) {
        if let fault = fault(of: arrival) { return refuse("arrived", field: fault.field, fault.reason) }
        let received: Instant
        switch receipt(arrival.received, on: arrival.channel, at: now) {
        case .counts(let instant): received = instant
        case .cannotBe(let reason): return refuse("arrived", field: "received", reason)
        }
        var attributes = arrival.attributes
        if let reason = fault(ofDeadline: attributes.authorizationDeadline, received: received) {
            guard arrival.channel.isLive else {
                return refuse("arrived", field: "authorization_deadline", reason)
            }
            attributes.authorizationDeadline = nil
        }
        attributes =
            configuration.segments?.segmented(attributes, on: arrival.channel, received: received)
            ?? attributes
        let contact = Contact.ID(gateway: configuration.number, number: state.lastNumber + 1)
        tellRouter(
            .contactReceived(
                ContactReceived(
                    contact: contact,
                    gateway: configuration.gateway,
                    channel: arrival.channel,
                    received: received,
                    stamped: arrival.received ?? now,
                    ingested: now,
                    attributes: attributes,
                    hours: arrival.hours,
                    key: arrival.key
                )
            )
        )
    }

    /// What makes an arrival impossible to take, or nil.
    private func fault(of arrival: Arrival) -> (field: String, reason: String)? {
        guard configuration.channels.contains(arrival.channel) else {
            let own = configuration.channels.map(\.rawValue).joined(separator: ", ")
            return (
                "channel", "\(arrival.channel.rawValue) does not come to this gateway, which takes \(own)"
            )
        }
        let count = arrival.attributes.inquiries.count
        guard 1...Limit.inquiries ~= count else {
            return ("inquiries", "\(count) inquiries; expected 1 to \(Limit.inquiries)")
        }
        guard arrival.attributes.inquiries.allSatisfy({ !$0.type.rawValue.isEmpty }) else {
            return ("inquiries", "an inquiry has no type")
        }
        guard !arrival.attributes.language.isEmpty else {
            return ("language", "no language; expected a tag such as en")
        }
        return fault(ofMemberClass: arrival.attributes.memberClass)
    }

    /// What is wrong with the class of members that a contact is for; nil when nothing is.
    func fault(ofMemberClass name: MemberClass?) -> (field: String, reason: String)? {
        let known = configuration.segments?.memberClasses ?? []
        guard let name, !known.contains(name) else { return nil }
        let expected = known.isEmpty ? "none" : "one of " + known.map(\.rawValue).joined(separator: ", ")
        return ("member_class", "\(name) is no class of members here; expected \(expected)")
    }

    /// Counts contacts that the ingress refused; they were never accepted.
    mutating func note(_ blocked: BlockedCount, at now: Instant) {
        guard configuration.channels.contains(blocked.channel) else {
            return refuse(
                "blocked",
                field: "channel",
                "\(blocked.channel.rawValue) does not come to this gateway"
            )
        }
        tellRouter(
            .contactBlocked(
                ContactBlocked(
                    gateway: configuration.gateway,
                    channel: blocked.channel,
                    count: blocked.count,
                    from: min(blocked.from, now),
                    through: now,
                    reason: blocked.reason
                )
            )
        )
    }

    /// Answers that everything up to now has been said: inputs are handled in order, so what is not recorded
    /// yet gets a later instant or comes with an adapter's earlier one and retracts.
    mutating func answer(_ question: WatermarkAsked, at now: Instant) {
        guard question.ask != state.lastAsk else { return }
        tellRouter(.watermark(Watermark(ask: question.ask, through: now)))
    }
}
