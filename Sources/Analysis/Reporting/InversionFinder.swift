public import Contacts
public import Facts
public import Projection

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

    private struct Place {
        var offer: Offer.ID
        var received: Instant
        var contact: Contact.ID
        var inversion: InversionReason?
    }

    /// Looks at `lives`.
    public init(_ lives: [ContactLife]) {
        var lines: [Line: [Place]] = [:]
        for life in lives {
            guard let classified = life.classified, life.channel == .phone, let first = life.firstOffer,
                let received = first.place
            else { continue }
            let line = Line(
                tier: first.offer.tier, contactClass: classified.contactClass, needs: classified.needs)
            lines[line, default: []].append(
                Place(
                    offer: first.offer, received: received, contact: life.contact,
                    inversion: first.inversion))
            contacts += 1
        }
        for line in lines.values { look(at: line) }
        inverted.sort()
        unexplained.sort()
    }

    /// From the last offer back: whoever was received after somebody offered later came before them.
    private mutating func look(at line: [Place]) {
        var earliest: Place?
        for place in line.sorted(by: { $0.offer > $1.offer }) {
            guard let last = earliest, (last.received, last.contact) < (place.received, place.contact) else {
                earliest = place
                continue
            }
            inverted.append(place.contact)
            if let reason = place.inversion {
                byReason[reason, default: 0] += 1
            } else {
                unexplained.append(place.contact)
            }
        }
    }
}
