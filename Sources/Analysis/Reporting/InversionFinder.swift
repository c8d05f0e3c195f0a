public import Contacts
public import Facts
public import Projection

/// Finds telephone contacts that were offered while an earlier one of their class and need waited there (P7).
///
/// Judged by what the queue knew when it decided the offer, in the order of its own stream: what reached it
/// later, however early it was received, was not there to be offered.
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

        init(_ placement: Placement) {
            tier = placement.tier
            contactClass = placement.contactClass
            needs = placement.needs
        }
    }

    private struct Place: Comparable {
        var received: Instant
        var contact: Contact.ID

        static func < (left: Place, right: Place) -> Bool {
            (left.received, left.contact) < (right.received, right.contact)
        }
    }

    /// A telephone contact that comes to wait or waits no more, by the order of its queue.
    private struct Step {
        var order: Int
        var line: Line
        var place: Place
        var isWaiting: Bool
        /// Its first offer, when this is that and it is counted.
        var first: ContactLife.Stay?
    }

    /// Looks at the first offers of `lives`.
    ///
    /// - Parameters:
    ///   - lives: the contacts that are counted.
    ///   - all: everybody who may have waited beside them.
    public init(_ lives: [ContactLife], among all: some Sequence<ContactLife>) {
        let counted = Set(lives.map(\.contact))
        var steps: [Step] = []
        for life in all where life.channel == .phone {
            steps += Self.steps(of: life, isCounted: counted.contains(life.contact))
        }
        contacts = lives.count { $0.channel == .phone && $0.firstOffer != nil }
        look(at: steps.sorted { ($0.order, $0.isWaiting ? 1 : 0) < ($1.order, $1.isWaiting ? 1 : 0) })
        inverted.sort()
        unexplained.sort()
    }

    private static func steps(of life: ContactLife, isCounted: Bool) -> [Step] {
        let first = isCounted ? life.firstOffer : nil
        var steps: [Step] = []
        // By tier: what two queues say may stand in the log in any order.
        var spots: [Tier: (line: Line, place: Place)] = [:]
        for wait in life.waits {
            if case .waits(let placement) = wait.change {
                // With a better rank it may have another place.
                if let spot = spots[wait.tier] {
                    steps.append(
                        Step(order: wait.order, line: spot.line, place: spot.place, isWaiting: false))
                }
                let place = Place(received: placement.received, contact: life.contact)
                spots[wait.tier] = (Line(placement), place)
            }
            guard let spot = spots[wait.tier] else { continue }
            var step = Step(order: wait.order, line: spot.line, place: spot.place, isWaiting: true)
            switch wait.change {
            case .waits, .waitsAgain: break
            case .offered(let offer):
                step.isWaiting = false
                if offer == first?.offer { step.first = first }
            case .left: step.isWaiting = false
            }
            steps.append(step)
        }
        return steps
    }

    private mutating func look(at steps: [Step]) {
        var lines: [Line: SortedKeys<Place>] = [:]
        for step in steps {
            guard !step.isWaiting else {
                lines[step.line, default: SortedKeys()].insert(step.place)
                continue
            }
            lines[step.line]?.remove(step.place)
            guard let offer = step.first, let earliest = lines[step.line]?.first, earliest < step.place
            else { continue }
            inverted.append(step.place.contact)
            if let reason = offer.inversion {
                byReason[reason, default: 0] += 1
            } else {
                unexplained.append(step.place.contact)
            }
        }
    }
}
