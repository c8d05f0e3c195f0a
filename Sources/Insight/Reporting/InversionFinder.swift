public import Contacts
public import Facts

/// Finds telephone contacts that were offered before an earlier one of their class and need (P7).
///
/// Order of first offers against the order received, within each tier, class and set of needs.
public struct InversionFinder: Hashable, Sendable {
    /// Telephone contacts that were offered at all.
    public private(set) var contacts = 0
    /// Those offered before an earlier one.
    public private(set) var inverted: [Contact.ID] = []
    /// Those of them without a reason of the closed list.
    public private(set) var unexplained: [Contact.ID] = []
    /// The others, by their reason.
    public private(set) var byReason: [InversionReason: Int] = [:]

    private struct Line: Hashable {
        var tier: Tier
        var contactClass: ContactClass
        var needs: [SkillNeed]
    }

    /// Looks at `lives`.
    public init(_ lives: [ContactLife]) {
        var lines: [Line: [ContactLife.FirstOffer: Contact.ID]] = [:]
        for life in lives {
            guard let classified = life.classified, life.channel == .phone, let first = life.firstOffer else {
                continue
            }
            let line = Line(
                tier: first.offer.tier, contactClass: classified.contactClass, needs: classified.needs)
            lines[line, default: [:]][first] = life.contact
            contacts += 1
        }
        for line in lines.values { look(at: line) }
        inverted.sort()
        unexplained.sort()
    }

    /// From the last offer back: whoever was received after somebody offered later came before them.
    private mutating func look(at line: [ContactLife.FirstOffer: Contact.ID]) {
        var earliest: (Instant, Contact.ID)?
        for (first, contact) in line.sorted(by: { $0.key.offer > $1.key.offer }) {
            if let earliest, earliest < (first.received, contact) {
                inverted.append(contact)
                if let reason = first.inversion {
                    byReason[reason, default: 0] += 1
                } else {
                    unexplained.append(contact)
                }
            }
            earliest = min(earliest ?? (first.received, contact), (first.received, contact), by: <)
        }
    }
}

private func min(
    _ left: (Instant, Contact.ID), _ right: (Instant, Contact.ID),
    by precedes: ((Instant, Contact.ID), (Instant, Contact.ID)) -> Bool
) -> (Instant, Contact.ID) {
    precedes(right, left) ? right : left
}
