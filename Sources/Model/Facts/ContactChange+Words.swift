public import Contacts

extension ContactKind {
    /// What `attributes` are by this word; what it does not say stays as it was.
    public func applied(to attributes: ContactAttributes) -> ContactAttributes {
        var changed = attributes
        for (place, type) in types.enumerated() where changed.inquiries.indices.contains(place) {
            changed.inquiries[place].type = type
        }
        if let requester {
            changed.requester = requester
            changed.isRequesterPresumed = false
        }
        changed.memberClass = memberClass ?? changed.memberClass
        changed.urgency = urgency ?? changed.urgency
        return changed
    }
}

extension ContactChange {
    /// How the causes begin of clocks that a reclassification took away.
    public static let reclassification = "reclassified to "

    /// The types that are said one after the other; further ones are counted.
    private static let typesSaid = 3
}

extension ContactChange: CustomStringConvertible {
    /// `reclassified to grievance, of congressional`, `receipt corrected to 2025-03-03T14:00:00.000000Z`.
    public var description: String {
        switch self {
        case .received(let instant): "receipt corrected to \(instant)"
        case .reclassified(let kind): Self.reclassification + Self.words(kind)
        }
    }

    private static func words(_ kind: ContactKind) -> String {
        var words = kind.types.prefix(typesSaid).map(\.rawValue)
        if kind.types.count > typesSaid { words.append("\(kind.types.count - typesSaid) more") }
        if let requester = kind.requester { words.append("of \(requester.rawValue)") }
        if let memberClass = kind.memberClass { words.append("for \(memberClass)") }
        if let urgency = kind.urgency { words.append(urgency.rawValue) }
        return words.joined(separator: ", ")
    }
}
