/// A word with one meaning: the name of a station, an agent, a skill, a class.
///
/// Each kind of name is its own type through `Kind`, so that an agent can never be passed where a station is
/// meant; on the wire, in logs and in checkpoints it is the bare text. Two names are the same when their
/// bytes are: to text alone é and e with an accent behind it are the same too, to a journal they are not.
public struct Name<Kind>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// The text as people write it in the topology's files.
    public let rawValue: String

    /// Makes a name of `rawValue`.
    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    /// Makes a name of a literal, for tables and tests.
    public init(stringLiteral value: String) {
        rawValue = value
    }

    /// Reads the bare text.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the bare text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    @inlinable
    public static func < (left: Name, right: Name) -> Bool {
        left.rawValue.comesBefore(right.rawValue)
    }

    @inlinable
    public static func == (left: Name, right: Name) -> Bool {
        left.rawValue.isSameBytes(as: right.rawValue)
    }

    /// Hashes the bytes of the text.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        rawValue.withBytes { hasher.combine(bytes: $0) }
    }

    /// The text itself.
    public var description: String { rawValue }
}

// Compared in words of eight bytes: each lookup of an agent or a station compares names, and a loop over
// bytes takes several times as long. Inlinable, because the maps of other modules are what does it.
extension String {
    /// True when both are the same bytes in UTF-8.
    @inlinable
    func isSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withBytes { mine in other.withBytes { mine.firstDifference(from: $0) == nil } }
    }

    /// True when its bytes come first; for ASCII the order of every dictionary.
    @inlinable
    func comesBefore(_ other: String) -> Bool {
        withBytes { mine in
            other.withBytes { theirs in
                guard let place = mine.firstDifference(from: theirs) else { return mine.count < theirs.count }
                return mine[place] < theirs[place]
            }
        }
    }

    /// Its bytes in UTF-8, which no text of this platform has to be copied for.
    @inlinable
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) {
            return result
        }
        return Array(utf8).withUnsafeBytes(body)
    }
}

extension UnsafeRawBufferPointer {
    /// Where the first byte is that `other` has otherwise, as far as both go; nil when there is none.
    @inlinable
    func firstDifference(from other: UnsafeRawBufferPointer) -> Int? {
        let count = Swift.min(count, other.count)
        var place = 0
        while place + 8 <= count {
            let mine = loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let theirs = other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // The lowest byte of a word is the first in memory.
            if mine != theirs {
                return place + (mine.littleEndian ^ theirs.littleEndian).trailingZeroBitCount / 8
            }
            place += 8
        }
        while place < count {
            if self[place] != other[place] { return place }
            place += 1
        }
        return nil
    }
}

/// The kinds of names; they carry no value.
public enum NameKind {
    /// See ``StationName``.
    public enum Station {}
    /// See ``SkillName``.
    public enum Skill {}
    /// See ``InquiryType``.
    public enum InquiryType {}
    /// See ``ContactClass``.
    public enum ContactClass {}
    /// See ``MemberToken``.
    public enum Member {}
    /// See ``MemberClass``.
    public enum MemberClass {}
    /// See ``IssueToken``.
    public enum Issue {}
    /// See ``ClockName``.
    public enum Clock {}
    /// See ``RuleName``.
    public enum Rule {}
    /// See ``ReasonCode``.
    public enum Reason {}
    /// See ``PersonName``.
    public enum Person {}
    /// See ``ActorName``.
    public enum Actor {}
    /// See ``EvidenceToken``.
    public enum Evidence {}
    /// See ``TrunkName``.
    public enum Trunk {}
    /// See ``WorkClass``.
    public enum WorkClass {}
    /// See ``WorkEvent``.
    public enum WorkEvent {}
    /// See ``WorkFact``.
    public enum WorkFact {}
    /// See ``WorkFact``.
    public enum WorkFactValue {}
    /// See ``IdempotencyKey``.
    public enum Key {}
}

/// A station of the topology: `router`, `tier-1`, `phone`.
public typealias StationName = Name<NameKind.Station>
/// A skill: `claims`, `clinical`, `spanish`.
public typealias SkillName = Name<NameKind.Skill>
/// What an inquiry is about, as a gateway or an agent names it: `eligibility`, `claim_status`.
public typealias InquiryType = Name<NameKind.InquiryType>
/// The class that the router's rules give a contact; within a class and need order is order received.
public typealias ContactClass = Name<NameKind.ContactClass>
/// A token that stands for a member; never an identifier in clear.
public typealias MemberToken = Name<NameKind.Member>
/// A class of members, as segments.yaml lists them: `active_duty_family`, `veteran`, `retiree`.
public typealias MemberClass = Name<NameKind.MemberClass>
/// A token that stands for a member's issue, by which later contacts join the same case.
public typealias IssueToken = Name<NameKind.Issue>
/// A standard's clock: `phone.answer`, `tier3.priority`.
public typealias ClockName = Name<NameKind.Clock>
/// A row of routing.yaml, escalation.yaml or enforcement.yaml, so that each decision names what decided it.
public typealias RuleName = Name<NameKind.Rule>
/// A code from the topology's lists: not-ready reasons, decline reasons, escalation reasons.
public typealias ReasonCode = Name<NameKind.Reason>
/// A person or role that alarms go to: `lead-tier-1`, `duty-officer`.
public typealias PersonName = Name<NameKind.Person>
/// Who did something that a fact tells of: an agent, a clerk, a system; never a member's name.
public typealias ActorName = Name<NameKind.Actor>
/// A group of telephone lines that a carrier brings: `sip-east`.
public typealias TrunkName = Name<NameKind.Trunk>
/// Where the proof of an act is kept: the number of a letter, a fax, a ticket. Never its content.
public typealias EvidenceToken = Name<NameKind.Evidence>
/// A key under which a repeated submission is absorbed, as an adapter made it.
public typealias IdempotencyKey = Name<NameKind.Key>
/// A class of tracked work: `preauthorization`, `claim`, `grievance`; the classes stand in work.yaml.
public typealias WorkClass = Name<NameKind.WorkClass>
/// Something that happens to a work item: `information-complete`, `completed`, `reopened`.
public typealias WorkEvent = Name<NameKind.WorkEvent>
