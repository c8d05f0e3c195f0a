public import Contacts

/// What stands behind a figure, one by one, so that whoever doubts the figure can look each of them up.
public enum Subject: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// A contact or a work item.
    case contact(Contact.ID)
    /// An inquiry of a contact.
    case inquiry(Inquiry.ID)
    /// A clock on one of them.
    case clock(Clock.ID)
    /// An agent.
    case agent(Agent.ID)
    /// A row of a feed, by what names it: trunk and interval.
    case feed(String)
    /// An event of a work item, by the item and its place among the item's events, from 1.
    case event(Contact.ID, Int)
    /// What was said of a work item at an instant.
    case said(Contact.ID, Instant)

    /// The contact or item to look up; nil for agents and feeds.
    public var contact: Contact.ID? {
        switch self {
        case .contact(let id), .event(let id, _), .said(let id, _): id
        case .inquiry(let id): id.contact
        case .clock(let id): id.contact
        case .agent, .feed: nil
        }
    }

    /// `C1-42`, `C1-42/1`, `resolution@C1-42/1`, an agent's name, a row of a feed,
    /// `C4-1 said 2025-06-02T13:00:00Z`.
    public var description: String {
        switch self {
        case .contact(let id): "\(id)"
        case .inquiry(let id): "\(id)"
        case .clock(let id): "\(id)"
        case .agent(let id): id.rawValue
        case .feed(let row): row
        case .event(let id, let place): "\(id)#\(place)"
        case .said(let id, let at): "\(id) said \(at)"
        }
    }

    public static func < (left: Subject, right: Subject) -> Bool {
        let (leftContact, rightContact) = (left.contact?.rawValue ?? .max, right.contact?.rawValue ?? .max)
        return (leftContact, left.order, left.description) < (rightContact, right.order, right.description)
    }

    private var order: Int {
        switch self {
        case .contact, .said: 0
        case .inquiry(let id): Int(id.index)
        case .clock(let id): Int(id.inquiry)
        case .event(_, let place): place
        case .agent, .feed: 0
        }
    }
}
