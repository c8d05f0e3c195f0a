/// A running count against a standard, attached to a contact, to one of its inquiries, or to a work item.
public enum Clock {
    /// The standard's clock and what it counts for.
    public struct ID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
        /// Which clock of `Topology/standards.yaml`.
        public let name: ClockName
        /// The contact it counts for.
        public let contact: Contact.ID
        /// The inquiry it counts for, from 1; 0 when it counts for the contact itself, ``wholeItem`` for a
        /// work item.
        public let inquiry: UInt16

        /// Makes the id of clock `name` on a contact, or on one of its inquiries.
        public init(_ name: ClockName, contact: Contact.ID, inquiry: UInt16 = 0) {
            self.name = name
            self.contact = contact
            self.inquiry = inquiry
        }

        public static func < (left: ID, right: ID) -> Bool {
            (left.contact, left.inquiry, left.name) < (right.contact, right.inquiry, right.name)
        }

        /// Stands in place of an inquiry when the clock counts for a work item, which may be routed as a
        /// contact of the same id: the contact's end then leaves the item's clocks alone.
        public static let wholeItem = UInt16.max

        /// Makes the id of clock `name` on a work item.
        public init(_ name: ClockName, item: Contact.ID) {
            self.init(name, contact: item, inquiry: Self.wholeItem)
        }

        /// True when it counts for a work item.
        public var isItem: Bool { inquiry == Self.wholeItem }

        /// `hold@C1-42` or `resolution@C1-42/1`; a work item's clock looks like a contact's.
        public var description: String {
            inquiry == 0 || isItem ? "\(name)@\(contact)" : "\(name)@\(contact)/\(inquiry)"
        }
    }

    /// A clock that begins: from when it counts, and whether it runs at once.
    public struct Start: Hashable, Sendable, Codable {
        /// Which clock.
        public var clock: ID
        /// The instant it counts from: received, or the escalation.
        public var from: Instant
        /// Running at once, or waiting for its first `ClockResumed` as the hold clock does.
        public var mode: Mode

        /// Whether a clock counts from its start.
        public enum Mode: String, Sendable, Codable, CaseIterable, Hashable {
            case running, suspended
        }

        /// Makes the start of `clock` at `from`.
        public init(_ clock: ID, from: Instant, mode: Mode = .running) {
            self.clock = clock
            self.from = from
            self.mode = mode
        }
    }
}

/// An effect on the outside (bridge this call, send this mail), identified the same way at every attempt.
public enum Effect {
    /// The external key of the effect, the same when it is issued again after a crash.
    public typealias ID = Name<Effect.Kind>

    /// The kind of ``Effect/ID``.
    public enum Kind {}
}

extension Effect.ID {
    /// The connection of a member with the agent who accepted an offer.
    public static func connecting(_ offer: Offer.ID) -> Effect.ID { Effect.ID("connect/\(offer)") }
}
