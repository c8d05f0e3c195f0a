internal import Contacts

extension StandardService {
    /// Standards of the operational brief, in its order.
    static let brief: [StandardService] = [
        .notYet("mission-populations"),
        .served(
            "tier-structure", by: "Topology/single-host.yaml; tierline check",
            witness: "ControlWitnessTests/threeTiers"),
        .served("handoff-minimization", by: "report handoffs", witness: "MetricWitnessTests/flips"),
        .served("staffing-high-touch", by: "report ratio", witness: "MetricWitnessTests/flips"),
        .served("staffing-self-service", by: "report ratio", witness: "MetricWitnessTests/flips"),
        .served("staffing-baseline-50000", by: "report ratio", witness: "MetricWitnessTests/flips"),
        .served("staffing-wfm-qa", by: "report ratio", witness: "MetricWitnessTests/flips"),
        .notYet("channel-set-and-order"),
        .notYet("email-non-urgent-only"),
        .notYet("channel-specific-slas"),
        .served(
            "phone-answer-80-20", by: "clock phone.answer; report service-level",
            witness: "ClockWitnessTests/flips"),
        .served(
            "chat-first-response", by: "clock chat.first-response; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "secure-message-acknowledge", by: "clock acknowledgement; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "secure-message-resolve-routine", by: "clock resolution; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "email-acknowledge", by: "clock acknowledgement; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "email-resolve-routine", by: "clock resolution; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "clinical-initial-review", by: "clock clinical.review; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "clinical-decision", by: "clock clinical.decision; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served("aht-routine", by: "report aht", witness: "MetricWitnessTests/flips"),
        .served("aht-clinical", by: "report aht", witness: "MetricWitnessTests/flips"),
        .notYet("call-type-segmentation"),
        .notYet("hipaa-adherence"),
        .notYet("baa-on-file"),
        .notYet("tls-12-plus"),
        .notYet("aes-256-at-rest"),
        .notYet("audit-logs"),
        .notYet("rbac"),
        .notYet("access-review-quarterly"),
        .notYet("incident-response-plan"),
        .notYet("penetration-test-annual"),
        .notYet("vulnerability-scanning"),
        .notYet("record-retention"),
        .notYet("hipaa-training"),
        .notYet("training-tracked-centrally"),
        .notYet("kpi-granular"),
        .served("kpi-set", by: "report board", witness: "MetricWitnessTests/flips"),
        .served("kpi-fcr", by: "report fcr", witness: "MetricWitnessTests/flips"),
        .served("kpi-csat", by: "report csat", witness: "MetricWitnessTests/flips"),
        .served("kpi-nps", by: "report nps", witness: "MetricWitnessTests/flips"),
        .served("kpi-aht-transactional", by: "report aht", witness: "MetricWitnessTests/flips"),
        .served("kpi-abandonment", by: "report abandonment", witness: "MetricWitnessTests/flips"),
        .served("kpi-escalation-t3", by: "report escalation-rate", witness: "MetricWitnessTests/flips"),
        .notYet("qa-sample-weekly"),
        .notYet("qa-analytics-and-calibration"),
        .notYet("root-cause-monthly"),
        .notYet("service-review-quarterly"),
        .notYet("voc-prioritization"),
        .served("avoidable-contact-reduction", by: "report reduction", witness: "MetricWitnessTests/flips"),
        .notYet("intake-essentials"),
        .served("intake-aht-effect", by: "report aht-cut", witness: "MetricWitnessTests/flips"),
        .notYet("portal-for-uploads"),
        .notYet("secure-message-non-urgent"),
        .served(
            "urgent-clinical-72h", by: "router urgency", witness: "ClassificationTests/urgent"),
        .notYet("domain-validation"),
        .notYet("crm-single-record"),
        .notYet("wfm-15-minute"),
        .notYet("kb-version-control"),
        .notYet("speech-text-analytics"),
        .notYet("training-onboarding"),
        .notYet("training-simulation"),
        .notYet("training-refresher"),
        .served(
            "escalation-matrix", by: "Topology/escalation.yaml; tierline check",
            witness: "ControlWitnessTests/escalationTable"),
        .served(
            "tier3-priority-response", by: "clock tier3.priority; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "tier3-standard-response", by: "clock tier3.standard; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
    ]
}
