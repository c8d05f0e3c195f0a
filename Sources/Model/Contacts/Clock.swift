/// A running count against a standard, attached to a contact or to one of its inquiries.
public enum Clock {
    /// The standard's clock and what it counts for.
    public struct ID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
        /// Which clock of `Topology/standards.yaml`.
        public let name: ClockName
        /// The contact it counts for.
        public let contact: Contact.ID
        /// The inquiry it counts for, from 1; 0 when it counts for the contact itself.
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

        /// `hold@C1-42` or `resolution@C1-42/1`.
        public var description: String {
            inquiry == 0 ? "\(name)@\(contact)" : "\(name)@\(contact)/\(inquiry)"
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
