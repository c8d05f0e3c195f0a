import Contacts
import Standards
import Testing

@Suite("Standards: what serves them")
struct ServiceTests {
    /// What this version does not serve; whoever serves one takes it out here and names its witness.
    private static let notYet: [Standard.ID] = [
        "tom-performance-reports", "tom-cdrl-reporting", "tom-government-monitoring",
        "tom-standards-are-minimums", "referral-action-rofr", "referral-action-deers",
        "referral-action-appropriate-provider", "referral-preauth-reports", "claims-retention-rule",
        "claims-external-development-allowed", "claims-single-history-file",
        "claims-statistics-report", "claims-deferred-report",
        "filing-retention-disposition",
        "count-mail-date-as-completion",
        "dcs-use", "dcs-performance-report",
        "mission-populations",
        "channel-set-and-order", "email-non-urgent-only", "channel-specific-slas",
        "hipaa-adherence", "baa-on-file", "tls-12-plus", "aes-256-at-rest", "audit-logs", "rbac",
        "access-review-quarterly", "incident-response-plan", "penetration-test-annual",
        "vulnerability-scanning", "record-retention", "hipaa-training", "training-tracked-centrally",
        "kpi-granular", "qa-sample-weekly", "qa-analytics-and-calibration", "root-cause-monthly",
        "service-review-quarterly", "voc-prioritization", "intake-essentials", "portal-for-uploads",
        "secure-message-non-urgent", "domain-validation", "crm-single-record", "wfm-15-minute",
        "kb-version-control", "speech-text-analytics", "training-onboarding", "training-simulation",
        "training-refresher",
    ]

    @Test("each standard has one row, and what is not served yet is exactly what is named here")
    func rows() {
        let all = StandardService.all
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(all.count == 142)
        let open = all.filter { $0.state == .notYet }.map(\.id)
        #expect(open == Self.notYet)
        #expect(all.allSatisfy { StandardService.service(of: $0.id) == $0 })
        #expect(StandardService.service(of: "no-such-standard") == nil)
    }
}
