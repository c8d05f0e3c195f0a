public import Contacts
public import Kernel

/// Follows one publisher's audited entries: sequences without a gap, and the publisher's own chain anew.
///
/// The digest of a batch covers its entries behind their lengths; `BatchDecided` closes each batch. So the
/// chain that the publisher's journal holds can be computed from what was audited alone.
public struct PublisherChain: Sendable {
    /// The publisher.
    public let publisher: StationName
    /// The last sequence seen.
    public private(set) var last: UInt64 = 0
    /// The last sequence of the newest whole batch.
    public private(set) var boundary: UInt64 = 0
    /// The chain digest there.
    public private(set) var digest = ChainDigest.genesis
    /// What is wrong, in order; nothing more is said of a publisher after the first.
    public private(set) var fault: String?
    private var open = ByteWriter()
    private var digests: [UInt64: ChainDigest] = [:]
    private let wanted: UInt64?

    /// Begins before the first entry.
    ///
    /// - Parameters:
    public init(of publisher: StationName, comparedAt cursor: UInt64?) {
        self.publisher = publisher
        wanted = cursor
    }

    /// Takes the next audited entry of the publisher.
    public mutating func take(_ entry: Entry) {
        let sequence = entry.sequence
        guard fault == nil else {
            last = max(last, sequence)
            return
        }
        guard sequence == last + 1 else {
            fault =
                sequence <= last
                ? "entry \(sequence) came again or out of order after \(last)"
                : "entries \(last + 1) to \(sequence - 1) are missing"
            last = max(last, sequence)
            return
        }
        last = sequence
        open.put(counted: entry.encoded)
        guard entry.kind == StationKind.batchDecided.rawValue else { return }
        digest = digest.extended(by: open.bytes)
        boundary = sequence
        open = ByteWriter()
        if wanted == sequence { digests[sequence] = digest }
    }

    /// Compares with what the sink's cursor says of the publisher; nil when both agree.
    public func disagreement(with cursor: StreamPosition?) -> String? {
        if let fault { return fault }
        guard let cursor else { return "the log has entries but no cursor of it" }
        guard last >= cursor.sequence else {
            return "the cursor is at \(cursor.sequence), the log ends at \(last)"
        }
        if cursor.chainSequence == 0 {
            return cursor.chainDigest == .genesis ? nil : "its digest at 0 is not 0"
        }
        guard let computed = digests[cursor.chainSequence] else {
            return "no batch ends at \(cursor.chainSequence), where the cursor's digest is"
        }
        guard computed == cursor.chainDigest else {
            return "the digest at \(cursor.chainSequence) is \(cursor.chainDigest), computed \(computed)"
        }
        return nil
    }
}
