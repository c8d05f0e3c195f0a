public import Contacts

/// What a consumer and a publisher say to each other about a stream (architecture.md#streams).
///
/// The identity and the session epoch stand in the frame: the routing frame of ZeroMQ is never trusted.
public enum StreamFrame: Hashable, Sendable {
    /// Consumer to publisher: send me your stream from here.
    case attach(Attach)
    /// Consumer to publisher: committed through here; that many bytes in all may be sent.
    case ack(Ack)
    /// Consumer to publisher: I am here.
    case consumerHeartbeat(epoch: UInt64, consumer: StationName)
    /// Publisher to consumer: attached, beginning after `start`.
    case attached(epoch: UInt64, journal: JournalID, start: StreamPosition, head: UInt64)
    /// Publisher to consumer: no, and why.
    case refused(epoch: UInt64, refusal: AttachRefusal)
    /// Publisher to consumer: entries, or only progress when nothing matched.
    case entries(EntriesFrame)
    /// Publisher to consumer: I am here, and my stream ends at `head`.
    case publisherHeartbeat(epoch: UInt64, head: UInt64)

    /// A request to attach.
    public struct Attach: Hashable, Sendable {
        /// Who asks.
        public var consumer: StationName
        /// New with each attempt; fences what belongs to an older connection.
        public var epoch: UInt64
        /// The journal that the position belongs to; nil for a consumer that never read anything.
        public var journal: JournalID?
        /// What the consumer has received.
        public var position: StreamPosition
        /// Bytes that may be sent before the next grant.
        public var credit: UInt64
    }

    /// A cumulative acknowledgement.
    public struct Ack: Hashable, Sendable {
        /// Who acknowledges.
        public var consumer: StationName
        /// The session it belongs to.
        public var epoch: UInt64
        /// Committed through this sequence.
        public var committed: UInt64
        /// Bytes that may be sent in this session in all.
        public var credit: UInt64
        /// Entries that the consumer's own consumers have not acknowledged; gateways refuse new work by it.
        public var lag: UInt64
    }
}

/// A stretch of a stream for one consumer.
public struct EntriesFrame: Hashable, Sendable {
    /// The session it belongs to.
    public var epoch: UInt64
    /// The last sequence covered before this frame; a mismatch is a gap, and the consumer attaches again.
    public var previous: UInt64
    /// How far this frame covers the stream, and the newest batch boundary in it.
    public var through: StreamPosition
    /// The publisher's last sequence.
    public var head: UInt64
    /// The entries that are for this consumer, each behind its length; may be empty.
    public var bytes: ArraySlice<UInt8>
}

/// Why a publisher does not let a consumer attach.
public struct AttachRefusal: Hashable, Sendable {
    /// What is wrong; the code is part of the protocol.
    public enum Code: UInt8, Sendable, CaseIterable, Hashable {
        /// Not a registered consumer of this station.
        case notRegistered = 1
        /// The consumer has read more than the publisher's journal holds: an older copy was restored.
        case publisherBehind = 2
        /// The histories differ at a sequence that both know.
        case otherHistory = 3
        /// The entries the consumer needs are pruned.
        case pruned = 4
        /// The frame is of a version that the publisher does not speak.
        case version = 5
        /// The consumer speaks of a session that the publisher does not have, as after a restart of it.
        case notAttached = 6
    }

    /// What is wrong.
    public var code: Code
    /// Both positions, for a person.
    public var text: String

    /// True when the publisher itself must stop with exit status 78:
    /// its journal is not the one that was read.
    public var stopsPublisher: Bool {
        switch code {
        case .publisherBehind, .otherHistory: true
        case .notRegistered, .pruned, .version, .notAttached: false
        }
    }
}
