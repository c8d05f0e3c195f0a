public import Contacts
internal import Facts
internal import JSONTree
internal import Measures
internal import Projection

/// What a report used of a contact or work item of which something else was recorded at its receipt.
public struct Correction: Hashable, Sendable {
    /// The contact or work item.
    public var item: Contact.ID
    /// The instant of receipt, as recorded and as used.
    public var receipt: Pair<Instant>
    /// What it is, as recorded and as used: the class of an item; inquiries, requester and the rest of a
    /// contact.
    public var kind: Pair<String>

    /// A value and what took its place.
    public struct Pair<Value: Hashable & Sendable>: Hashable, Sendable {
        /// As it was recorded at receipt.
        public var recorded: Value
        /// By all that was said later; figures use it.
        public var used: Value
    }

    /// Nil for a contact of which nothing else was said.
    init?(_ life: ContactLife) {
        guard !life.changes.isEmpty, let received = life.received, let receipt = life.receipt,
            let attributes = life.attributes
        else { return nil }
        item = life.contact
        self.receipt = Pair(recorded: received.received, used: receipt)
        kind = Pair(recorded: received.attributes.inWords, used: attributes.inWords)
    }

    /// Nil for an item of which nothing else was said.
    init?(_ life: ItemLife) {
        guard let record = life.record else { return nil }
        item = life.item
        receipt = Pair(recorded: life.recorded, used: record.received)
        kind = Pair(recorded: life.firstClass.rawValue, used: record.itemClass.rawValue)
        guard receipt.recorded != receipt.used || kind.recorded != kind.used else { return nil }
    }
}

extension ContactAttributes {
    /// `benefits, of beneficiary (nobody said), for veteran, routine; call type routine`.
    var inWords: String {
        // One after the other; a contact has up to 32.
        var words = inquiries.map(\.type.rawValue)
        words.append("of \(requester.rawValue)" + (isRequesterPresumed ? " (nobody said)" : ""))
        words.append("for \(memberClass?.rawValue ?? "a member of no class said")")
        words.append(urgency.rawValue)
        return words.joined(separator: ", ") + "; call type \(callType?.rawValue ?? "not said")"
    }
}

extension Correction {
    /// As `report` gives it in JSON.
    var json: StrictJSON {
        .fields([
            ("item", .text("\(item)")), ("receipt_recorded", .text("\(receipt.recorded)")),
            ("receipt_used", .text("\(receipt.used)")), ("class_recorded", .text(kind.recorded)),
            ("class_used", .text(kind.used)),
        ])
    }
}
