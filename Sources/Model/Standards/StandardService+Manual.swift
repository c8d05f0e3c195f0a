internal import Contacts

extension StandardService {
    /// Standards of the operations manual, chapter 1 section 3, in its order.
    static let manual: [StandardService] = [
        .served(
            "tom-claims-custody-scope", by: "clock claim.all; report clock-attainment",
            witness: "ControlWitnessTests/everyClaimCounts"),
        .served("tom-inquiry-courtesy-accuracy", by: "report share", witness: "MetricWitnessTests/flips"),
        .notYet("tom-performance-reports"),
        .notYet("tom-cdrl-reporting"),
        .notYet("tom-government-monitoring"),
        .notYet("tom-standards-are-minimums"),
        .served(
            "preauth-determination", by: "clock preauthorization.determination; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "referral-determination", by: "clock referral.determination; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served("referral-network-share", by: "report share", witness: "MetricWitnessTests/flips"),
        .served("referral-accuracy", by: "report share", witness: "MetricWitnessTests/flips"),
        .notYet("referral-action-rofr"),
        .notYet("referral-action-deers"),
        .notYet("referral-action-appropriate-provider"),
        .served(
            "referral-accuracy-exclusion", by: "report share",
            witness: "ControlWitnessTests/unauthorizedReferral"),
        .notYet("referral-preauth-reports"),
        .served("network-adequacy", by: "report share", witness: "MetricWitnessTests/flips"),
        .served(
            "claims-default-population", by: "clock claim.all; report clock-attainment",
            witness: "ControlWitnessTests/everyClaimCounts"),
        .served(
            "claims-retained-30", by: "clock claim.retained; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("claims-retention-rule"),
        .notYet("claims-external-development-allowed"),
        .served(
            "claims-all-90", by: "clock claim.all; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("claims-excluded-definition"),
        .served("claims-cycle-frequency", by: "report rolling-count", witness: "MetricWitnessTests/flips"),
        .served(
            "claims-history-available", by: "clock claims.history; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("claims-single-history-file"),
        .notYet("claims-statistics-report"),
        .notYet("claims-deferred-report"),
        .served("claims-payment-error", by: "report ratio", witness: "MetricWitnessTests/flips"),
        .served("ted-occurrence-error", by: "report share", witness: "MetricWitnessTests/flips"),
        .served(
            "ted-initial-transmission", by: "clock ted.initial; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "ted-unprocessable-20", by: "clock ted.unprocessable; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "ted-unprocessable-30", by: "clock ted.unprocessable; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "ted-edit-failure-30", by: "clock ted.edit-failure; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "ted-edit-failure-45", by: "clock ted.edit-failure; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("ted-resubmission-complete"),
        .served("ted-edit-pass-rate", by: "report share", witness: "MetricWitnessTests/flips"),
        .served("ted-unprocessable-share", by: "report share", witness: "MetricWitnessTests/flips"),
        .notYet("ted-unprocessable-reasons"),
        .served(
            "filing-timeliness", by: "clock filing; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("filing-index"),
        .notYet("filing-media"),
        .notYet("filing-retention-disposition"),
        .served(
            "information-availability", by: "clock information-request; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "count-receipt-as-day-one", by: "Model/BusinessTime; clocks counting day1",
            witness: "ControlWitnessTests/receiptIsDayOne"),
        .notYet("count-mail-date-as-completion"),
        .served(
            "routine-written-date-stamp", by: "clock routine-written.stamp; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "routine-written-final-response", by: "clock routine-written.response; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "priority-written-date-stamp", by: "clock priority-written.stamp; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "priority-written-final-response", by: "clock priority-written.response; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "walk-in-assisted", by: "clock walk-in.assist; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served("telephone-window-rule", by: "report windows", witness: "ControlWitnessTests/windowRule"),
        .served("telephone-blockage", by: "report blockage", witness: "MetricWitnessTests/flips"),
        .served("telephone-abandonment", by: "report abandonment", witness: "MetricWitnessTests/flips"),
        .served("telephone-asa", by: "report asa", witness: "MetricWitnessTests/flips"),
        .served(
            "telephone-answer-individual", by: "clock phone.answer; report service-level",
            witness: "ClockWitnessTests/flips"),
        .served(
            "telephone-total-hold", by: "clock phone.hold; report total-hold",
            witness: "ClockWitnessTests/flips"),
        .served(
            "telephone-one-call-resolution", by: "report one-call-resolution",
            witness: "MetricWitnessTests/flips"),
        .served(
            "telephone-followup-resolution", by: "clock follow-up; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "appeal-expedited", by: "clock appeal.expedited; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("appeal-expedited-eligibility"),
        .served(
            "appeal-medical-necessity", by: "clock appeal.medical-necessity; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "appeal-factual", by: "clock appeal.factual; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "appeal-reversed", by: "clock appeal.reversed; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "grievance-date-stamp", by: "clock grievance.stamp; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .served(
            "grievance-interim-response", by: "clock grievance.interim; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("grievance-interim-content"),
        .served(
            "grievance-completion", by: "clock grievance.completion; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("dcs-use"),
        .notYet("dcs-fifo"),
        .served("dcs-open-age", by: "report month-end-age", witness: "MetricWitnessTests/flips"),
        .notYet("dcs-performance-report"),
        .served(
            "dcs-standard-effective", by: "Topology/contract.yaml",
            witness: "ContractTests/duplicateStandard"),
        .served("dcs-outage-relief", by: "Topology/contract.yaml", witness: "ContractTests/outageRelief"),
        .notYet("dcs-recovery-rules"),
        .notYet("dcs-offset-until-satisfied"),
        .served(
            "debt-collection-resolution", by: "clock debt.resolution; report clock-attainment",
            witness: "ClockWitnessTests/flips"),
        .notYet("debt-collection-resolution-parts"),
        .notYet("debt-collection-check-note"),
    ]
}
