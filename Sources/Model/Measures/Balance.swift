public import Contacts

/// Where every contact of a window went, counted to the unit (contact-lifecycle.md#outcomes).
///
/// offered = accepted + blocked; accepted = answered + abandoned + withdrawn + callback + closed hours +
/// open. A transfer is a further leg of the same contact and never another contact.
public struct Balance: Hashable, Sendable {
    /// The window by whose dates contacts were received.
    public var window: ReportWindow
    /// The channel; nil for all of them together.
    public var channel: Channel?
    /// Refused by gateways of ours.
    public var refused: Int64 = 0
    /// Blocked before they reached us, as far as a carrier counted them.
    public var carrierBlocked: Int64 = 0
    /// Taken into custody.
    public var accepted: Int64 = 0
    /// Answered by a person, resolved or not.
    public var answered: Int64 = 0
    /// Left while waiting.
    public var abandoned: Int64 = 0
    /// Taken back before an answer.
    public var withdrawn: Int64 = 0
    /// Promised a callback.
    public var callback: Int64 = 0
    /// Came outside opening hours.
    public var closedHours: Int64 = 0
    /// Not ended when the log ends.
    public var open: Int64 = 0
    /// Agents' stretches with them.
    public var legs: Int64 = 0
    /// Contacts with more than one terminal outcome: a defect.
    public var endedTwice: [Contact.ID] = []

    /// Everything that came, refused or not.
    public var offered: Int64 { accepted + blocked }
    /// Everything that was refused.
    public var blocked: Int64 { refused + carrierBlocked }
    /// True when every accepted contact stands in exactly one place.
    public var holds: Bool {
        accepted == answered + abandoned + withdrawn + callback + closedHours + open && endedTwice.isEmpty
    }

    fileprivate mutating func add(_ call: CallRecord) {
        accepted += 1
        legs += Int64(call.legs.count)
        if call.furtherEndings > 0 { endedTwice.append(call.contact) }
        switch call.ending?.outcome {
        case .resolved, .unresolved, .noResult: answered += 1
        case .abandoned: abandoned += 1
        case .withdrawn: withdrawn += 1
        case .callback: callback += 1
        case .closedHours: closedHours += 1
        case nil: open += 1
        }
    }

    fileprivate mutating func add(_ row: BlockedRecord) {
        switch row.source {
        case .carrier: carrierBlocked += row.count
        case .gateway: refused += row.count
        }
    }
}

extension RecordSet {
    /// The balance of all contacts of a window, and of each channel that had any.
    ///
    /// A count of blocked attempts belongs to the window in which it begins.
    public func balances(in window: ReportWindow) -> [Balance] {
        var all = Balance(window: window, channel: nil)
        var byChannel: [Channel: Balance] = [:]
        for call in callsByReceipt.records(in: window) {
            all.add(call)
            byChannel[call.channel, default: Balance(window: window, channel: call.channel)].add(call)
        }
        for row in blockedByStart.records(in: window) where row.count > 0 {
            all.add(row)
            byChannel[row.channel, default: Balance(window: window, channel: row.channel)].add(row)
        }
        return [all] + Channel.allCases.compactMap { byChannel[$0] }
    }
}
