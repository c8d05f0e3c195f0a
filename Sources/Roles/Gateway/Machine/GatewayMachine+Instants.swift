import Contacts
import Facts

/// How far the instants are believed that adapters say.
///
/// A clock that was never set says 1970, an empty date of some languages is in the year 1, a wrong zone is
/// hours ahead: believed, such a stamp sends a caller away as having come outside opening hours, puts one
/// before all others of the class, or makes a work item done on the day it came.
extension GatewayMachine {
    /// What clocks of machines in one centre may differ by.
    private static let skew: Duration = .seconds(300)
    /// How late somebody may answer a survey, or a carrier count; and how long before the contact the instant
    /// can lie by which it needs an authorization.
    private static let memory: Duration = .seconds(400 * 86_400)

    /// A receipt as it counts, or what is wrong with it.
    enum Receipt {
        case counts(Instant)
        case cannotBe(String)
    }

    /// Judges a receipt that was said; without one, the gateway's own time counts.
    ///
    /// Nothing is received after it was taken in. Who waits live is never sent away for a stamp: it counts as
    /// received now, and what was said stays beside it. What is written can come again with a right one.
    func receipt(_ said: Instant?, on channel: Channel, at now: Instant) -> Receipt {
        guard let said else { return .counts(now) }
        if said > now {
            let isKept = channel != .workItem || said <= now.advanced(by: Self.skew)
            return isKept ? .counts(now) : .cannotBe("\(said) is to come; expected at most \(now)")
        }
        guard let within = configuration.receivedWithin[channel] else { return .counts(said) }
        let oldest = now.advanced(by: .zero - within)
        if said >= oldest { return .counts(said) }
        if channel.isLive { return .counts(now) }
        return .cannotBe(
            "\(said) is longer ago than \(channel.rawValue) is taken here; expected \(oldest) or later")
    }

    /// What is wrong with the instant by which an authorization is needed; nil when nothing is.
    func fault(ofDeadline deadline: Instant?, received: Instant) -> String? {
        guard let deadline, deadline < received.advanced(by: .zero - Self.memory) else { return nil }
        return "\(deadline) is long before the contact; expected an instant of these days"
    }

    /// When something happened on a contact's medium: neither before it came nor after the gateway heard of
    /// it. An instant from before the contact by more than clocks differ is no word about it.
    func happened(_ said: Instant?, since received: Instant, at now: Instant) -> Instant {
        guard let said, said < now, said >= received.advanced(by: .zero - Self.skew) else { return now }
        return max(said, received)
    }

    /// What is wrong with when something is said to have happened to an item; nil when nothing is.
    func fault(ofReport said: Instant?, since received: Instant, at now: Instant) -> String? {
        guard let said else { return nil }
        if said < received.advanced(by: .zero - Self.skew) {
            return "\(said) is before the item's receipt; expected \(received) or later"
        }
        guard said > now.advanced(by: Self.skew) else { return nil }
        return "\(said) is to come; expected at most \(now)"
    }

    /// True when something counted or asked outside is of an instant that can still be told.
    func isRecent(_ said: Instant, at now: Instant) -> Bool { said >= now.advanced(by: .zero - Self.memory) }
}
