public import Contacts

/// Which inquiries make a call routine, transactional or clinical: handling times are kept apart by it.
///
/// A call with inquiries of several types is mixed.
/// - Source: Brief: Contact channels and SLAs; call-type-segmentation; reading A21.
public struct CallTypes: Hashable, Sendable {
    private let types: [InquiryType: String]

    /// Makes a table; an inquiry that stands in no list has no type.
    public init(_ types: [String: [InquiryType]]) {
        self.types = Dictionary(types.flatMap { type, names in names.map { ($0, type) } }) { first, _ in first
        }
    }

    /// The inquiries of the default routing.yaml.
    public static let standard = CallTypes([
        "routine": ["benefits", "eligibility", "enrollment", "provider_directory"],
        "transactional": ["claim_status", "claim_dispute", "complex_claim", "billing", "debt_collection"],
        "clinical": ["clinical_question", "prior_authorization", "referral", "appeal"],
    ])

    /// The type of a call with these inquiries; nil when one of them has none.
    func type(of inquiries: [InquiryType]) -> String? {
        guard let first = inquiries.first, let type = types[first] else { return nil }
        for inquiry in inquiries.dropFirst() {
            guard let other = types[inquiry] else { return nil }
            if other != type { return "mixed" }
        }
        return type
    }
}
