/// How a contact reaches the centre.
public enum Channel: String, Sendable, Codable, CaseIterable, Hashable {
    case phone, chat, email
    case secureMessage = "secure_message"
    case letter
    case walkIn = "walk_in"
    case workItem = "work_item"

    /// True when the member waits live: such contacts are served in the order received and may abandon.
    public var isLive: Bool {
        switch self {
        case .phone, .chat, .walkIn: true
        case .email, .secureMessage, .letter, .workItem: false
        }
    }

    /// True when what is written on it is sent: the medium's word says whether the member has it.
    public var isMail: Bool {
        switch self {
        case .email, .secureMessage, .letter: true
        case .phone, .chat, .walkIn, .workItem: false
        }
    }

    /// True when the medium itself is connected and hung up by an adapter, as a telephone call is.
    public var hasLeg: Bool { self == .phone }
}

/// A line of support. Tier 1 first contact, Tier 2 clinical and claims, Tier 3 technical and escalations.
public enum Tier: Int, Sendable, Codable, CaseIterable, Hashable, Comparable, CustomStringConvertible {
    case one = 1, two, three

    public static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }

    /// `1`, `2` or `3`.
    public var description: String { "\(rawValue)" }
}

/// Who asks.
public enum Requester: String, Sendable, Codable, CaseIterable, Hashable {
    case beneficiary, provider, dha
    case assistantSecretary = "asd_ha"
    case congressional
    case debtCollectionOfficer = "debt_collection_officer"
    case other
}

/// How urgent the gateway's trusted fields say the contact is; free text never decides it.
public enum Urgency: String, Sendable, Codable, CaseIterable, Hashable {
    case routine, priority
    case urgentClinical = "urgent_clinical"
}

/// What kind of call a contact is: handling times are kept apart by it, load and staff are planned by it.
///
/// - Source: Brief: Contact channels and SLAs; call-type-segmentation; reading A21.
public enum CallType: String, Sendable, Codable, CaseIterable, Hashable {
    case routine, transactional, mixed
    case clinicalCoordination = "clinical_coordination"
}

/// Whether opening hours apply to a contact; a throughput replay waives them, and the fact says so.
public enum HoursRule: String, Sendable, Codable, CaseIterable, Hashable {
    case observed, waived
}

/// A skill that a contact needs, at a level of 1 to 5 or better.
public struct SkillNeed: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The skill.
    public var skill: SkillName
    /// The least level that will do, 1 to 5.
    public var level: Int

    /// Makes the need for `skill` at `level` or better.
    public init(_ skill: SkillName, level: Int = 1) {
        self.skill = skill
        self.level = level
    }

    public static func < (left: SkillNeed, right: SkillNeed) -> Bool {
        (left.skill, left.level) < (right.skill, right.level)
    }

    /// `claims:2`.
    public var description: String { "\(skill):\(level)" }
}

/// What a gateway knows of a contact and the router may route by: tokens and attributes,
/// never member content.
public struct ContactAttributes: Hashable, Sendable, Codable {
    /// The inquiries it brings, at least one.
    public var inquiries: [Inquiry.Request]
    /// Who asks.
    public var requester: Requester
    /// True when nobody said who asks, so that segments.yaml's class for the channel stands there.
    public var isRequesterPresumed: Bool
    /// Which class of members it is for; nil when nobody said.
    public var memberClass: MemberClass?
    /// The kind of call by segments.yaml; nil where the table has none, and in logs from before it.
    public var callType: CallType?
    /// BCP 47 language tag: `en`, `es`.
    public var language: String
    /// From trusted fields only.
    public var urgency: Urgency
    /// The member, once known.
    public var member: MemberToken?
    /// The instant by which an authorization is needed;
    /// 72 hours or less away makes the contact urgent clinical.
    public var authorizationDeadline: Instant?
    /// Which essentials the member had given when the contact came; nil when nobody asked for them.
    public var essentials: Essentials?

    /// Makes the attributes of a contact about `inquiries`.
    public init(
        inquiries: [Inquiry.Request], requester: Requester = .beneficiary, language: String = "en",
        urgency: Urgency = .routine, member: MemberToken? = nil, authorizationDeadline: Instant? = nil,
        essentials: Essentials? = nil, memberClass: MemberClass? = nil, callType: CallType? = nil,
        isRequesterPresumed: Bool = false
    ) {
        self.inquiries = inquiries
        self.requester = requester
        self.isRequesterPresumed = isRequesterPresumed
        self.memberClass = memberClass
        self.callType = callType
        self.language = language
        self.urgency = urgency
        self.member = member
        self.authorizationDeadline = authorizationDeadline
        self.essentials = essentials
    }
}

extension ContactAttributes {
    /// The urgency that everything goes by: an authorization needed in 72 hours or less makes it urgent
    /// clinical whatever else was said (standard `urgent-clinical-72h`, reading A28).
    public func urgency(received: Instant) -> Urgency {
        guard let authorizationDeadline else { return urgency }
        let left = received.duration(to: authorizationDeadline)
        return left <= .seconds(72 * 3600) ? .urgentClinical : urgency
    }
}
