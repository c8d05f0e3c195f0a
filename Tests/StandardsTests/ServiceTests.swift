import Contacts
import Standards
import Testing

@Suite("Standards: what serves them")
struct ServiceTests {
    /// What this version does not serve; whoever serves one takes it out here and names its witness.
    private static let notYet: [Standard.ID] = [
        "tom-claims-custody-scope", "tom-inquiry-courtesy-accuracy", "tom-performance-reports",
        "tom-cdrl-reporting", "tom-government-monitoring", "tom-standards-are-minimums",
        "preauth-determination", "referral-determination", "referral-network-share", "referral-accuracy",
        "referral-action-rofr", "referral-action-deers", "referral-action-appropriate-provider",
        "referral-accuracy-exclusion", "referral-preauth-reports", "network-adequacy",
        "claims-default-population", "claims-retained-30", "claims-retention-rule",
        "claims-external-development-allowed", "claims-all-90", "claims-excluded-definition",
        "claims-cycle-frequency", "claims-history-available", "claims-single-history-file",
        "claims-statistics-report", "claims-deferred-report", "claims-payment-error", "ted-occurrence-error",
        "ted-initial-transmission", "ted-unprocessable-20", "ted-unprocessable-30", "ted-edit-failure-30",
        "ted-edit-failure-45", "ted-resubmission-complete", "ted-edit-pass-rate", "ted-unprocessable-share",
        "ted-unprocessable-reasons", "filing-timeliness", "filing-index", "filing-media",
        "filing-retention-disposition", "information-availability", "count-receipt-as-day-one",
        "count-mail-date-as-completion", "routine-written-date-stamp", "routine-written-final-response",
        "priority-written-date-stamp", "priority-written-final-response", "walk-in-assisted",
        "telephone-window-rule", "telephone-blockage", "telephone-abandonment", "telephone-asa",
        "telephone-answer-individual", "telephone-total-hold", "telephone-one-call-resolution",
        "telephone-followup-resolution", "appeal-expedited", "appeal-expedited-eligibility",
        "appeal-medical-necessity", "appeal-factual", "appeal-reversed", "grievance-date-stamp",
        "grievance-interim-response", "grievance-interim-content", "grievance-completion", "dcs-use",
        "dcs-fifo", "dcs-open-age", "dcs-performance-report", "dcs-standard-effective", "dcs-outage-relief",
        "dcs-recovery-rules", "dcs-offset-until-satisfied", "debt-collection-resolution",
        "debt-collection-resolution-parts", "debt-collection-check-note", "mission-populations",
        "tier-structure", "handoff-minimization", "staffing-high-touch", "staffing-self-service",
        "staffing-baseline-50000", "staffing-wfm-qa", "channel-set-and-order", "email-non-urgent-only",
        "channel-specific-slas", "phone-answer-80-20", "chat-first-response", "secure-message-acknowledge",
        "secure-message-resolve-routine", "email-acknowledge", "email-resolve-routine",
        "clinical-initial-review", "clinical-decision", "aht-routine", "aht-clinical",
        "call-type-segmentation", "hipaa-adherence", "baa-on-file", "tls-12-plus", "aes-256-at-rest",
        "audit-logs", "rbac", "access-review-quarterly", "incident-response-plan", "penetration-test-annual",
        "vulnerability-scanning", "record-retention", "hipaa-training", "training-tracked-centrally",
        "kpi-granular", "kpi-set", "kpi-fcr", "kpi-csat", "kpi-nps", "kpi-aht-transactional",
        "kpi-abandonment", "kpi-escalation-t3", "qa-sample-weekly", "qa-analytics-and-calibration",
        "root-cause-monthly", "service-review-quarterly", "voc-prioritization", "avoidable-contact-reduction",
        "intake-essentials", "intake-aht-effect", "portal-for-uploads", "secure-message-non-urgent",
        "urgent-clinical-72h", "domain-validation", "crm-single-record", "wfm-15-minute",
        "kb-version-control", "speech-text-analytics", "training-onboarding", "training-simulation",
        "training-refresher", "escalation-matrix", "tier3-priority-response", "tier3-standard-response",
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
