public import Contacts

/// Finds the input that crashes the station each time it is handled, and sets it aside.
///
/// Before inputs are handled, what is about to be handled is written down (not synced: it only has to outlive
/// the process). After three crashes on it, the station handles one input at a time; the one it then crashes
/// on is the culprit and is quarantined, and its contact goes to manual handling.
public struct PoisonGuard: Hashable, Sendable {
    /// Crashes on one range before inputs are handled singly.
    public static let patience: UInt32 = 3

    /// What was about to be handled when the process last ran.
    public struct Mark: Hashable, Sendable {
        /// The journal's head at that time; a mark below the recovered head is history.
        public var head: UInt64
        /// The upstream; empty for submissions and ticks, which nobody repeats after a crash.
        public var publisher: StationName
        /// The first entry.
        public var first: UInt64
        /// The last entry.
        public var last: UInt64
        /// How often the process ended while handling this range.
        public var crashes: UInt32

        /// Makes a mark.
        public init(head: UInt64, publisher: StationName, first: UInt64, last: UInt64, crashes: UInt32) {
            self.head = head
            self.publisher = publisher
            self.first = first
            self.last = last
            self.crashes = crashes
        }

        /// The mark as bytes of fixed order.
        public var encoded: [UInt8] {
            var writer = ByteWriter()
            writer.put(head)
            writer.put(first)
            writer.put(last)
            writer.put(crashes)
            writer.put(shortText: publisher.rawValue)
            return writer.bytes
        }

        /// Reads a mark; nil when the bytes hold none, as after a crash while it was written.
        public init?(encoded: [UInt8]) {
            var reader = ByteReader(encoded[...])
            do {
                head = try reader.uint64()
                first = try reader.uint64()
                last = try reader.uint64()
                crashes = try reader.uint32()
                publisher = StationName(try reader.shortText())
            } catch {
                return nil
            }
        }
    }

    /// What to do with an input.
    public enum Verdict: Hashable, Sendable {
        /// Handle it.
        case handle
        /// Set it aside.
        case quarantine
    }

    private var suspect: Mark?

    /// Judges what the last run left behind.
    ///
    /// - Parameters:
    ///   - mark: What was written before the end of the last run; nil when nothing was.
    ///   - cursors: What the recovered journal has of each upstream; a range it covers was handled well.
    public init(mark: Mark?, cursors: [UpstreamCursor]) {
        guard var mark, !mark.publisher.rawValue.isEmpty else { return }
        let covered = cursors.first { $0.publisher == mark.publisher }?.position.sequence ?? 0
        guard covered < mark.last else { return }
        mark.crashes += 1
        suspect = mark
    }

    /// True while inputs are handled one at a time.
    public var isCareful: Bool { (suspect?.crashes ?? 0) >= Self.patience }

    /// The mark to write before handling entries `first` through `last` of `publisher`.
    public func mark(head: UInt64, publisher: StationName, first: UInt64, last: UInt64) -> Mark {
        var crashes: UInt32 = 0
        if let suspect, suspect.publisher == publisher, first <= suspect.last, last >= suspect.first {
            crashes = suspect.crashes
        }
        return Mark(head: head, publisher: publisher, first: first, last: last, crashes: crashes)
    }

    /// What to do with entry `sequence` of `publisher`.
    public func verdict(on sequence: UInt64, of publisher: StationName) -> Verdict {
        guard let suspect, isCareful, suspect.publisher == publisher else { return .handle }
        return suspect.first == suspect.last && suspect.first == sequence ? .quarantine : .handle
    }

    /// Entries of `publisher` through `sequence` are committed; the suspicion ends when they cover it.
    public mutating func committed(through sequence: UInt64, of publisher: StationName) {
        if let suspect, suspect.publisher == publisher, suspect.last <= sequence { self.suspect = nil }
    }
}
