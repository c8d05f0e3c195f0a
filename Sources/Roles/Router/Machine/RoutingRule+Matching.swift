public import Contacts

// Public for the prover (decision 0052): what it says of a row is said by what the router goes by.

extension Sequence<RoutingRule> {
    /// The row that decides a contact: the first that matches, by trusted attributes only.
    public func first(
        for attributes: ContactAttributes, on channel: Channel, received: Instant
    ) -> RoutingRule? {
        let urgency = attributes.urgency(received: received)
        return first { $0.match.holds(for: attributes, channel: channel, urgency: urgency) }
    }
}

extension RoutingRule.Match {
    /// True when every list that is not empty has the contact's attribute.
    public func holds(for attributes: ContactAttributes, channel: Channel, urgency: Urgency) -> Bool {
        (channels.isEmpty || channels.contains(channel))
            && (urgencies.isEmpty || urgencies.contains(urgency))
            && (requesters.isEmpty || requesters.contains(attributes.requester))
            && (inquiryTypes.isEmpty || attributes.inquiries.contains { inquiryTypes.contains($0.type) })
            && (languages.isEmpty || languages.contains { attributes.speaks($0) })
    }
}

extension ContactAttributes {
    /// True when the contact's language tag is `tag` or a regional form of it.
    fileprivate func speaks(_ tag: String) -> Bool {
        let own = language.lowercased()
        let wanted = tag.lowercased()
        return own == wanted || own.hasPrefix(wanted + "-")
    }
}
