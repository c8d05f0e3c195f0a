// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension Channel: WireEnum {
    var wire: WireChannel {
        switch self {
        case .phone: .phone
        case .chat: .chat
        case .email: .email
        case .secureMessage: .secureMessage
        case .letter: .letter
        case .walkIn: .walkIn
        case .workItem: .workItem
        }
    }

    init?(_ wire: WireChannel) {
        switch wire {
        case .phone: self = .phone
        case .chat: self = .chat
        case .email: self = .email
        case .secureMessage: self = .secureMessage
        case .letter: self = .letter
        case .walkIn: self = .walkIn
        case .workItem: self = .workItem
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Requester: WireEnum {
    var wire: WireRequester {
        switch self {
        case .beneficiary: .beneficiary
        case .provider: .provider
        case .dha: .dha
        case .assistantSecretary: .assistantSecretary
        case .congressional: .congressional
        case .debtCollectionOfficer: .debtCollectionOfficer
        case .other: .other
        }
    }

    init?(_ wire: WireRequester) {
        switch wire {
        case .beneficiary: self = .beneficiary
        case .provider: self = .provider
        case .dha: self = .dha
        case .assistantSecretary: self = .assistantSecretary
        case .congressional: self = .congressional
        case .debtCollectionOfficer: self = .debtCollectionOfficer
        case .other: self = .other
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Urgency: WireEnum {
    var wire: WireUrgency {
        switch self {
        case .routine: .routine
        case .priority: .priority
        case .urgentClinical: .urgentClinical
        }
    }

    init?(_ wire: WireUrgency) {
        switch wire {
        case .routine: self = .routine
        case .priority: self = .priority
        case .urgentClinical: self = .urgentClinical
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension CallType: WireEnum {
    var wire: WireCallType {
        switch self {
        case .routine: .routine
        case .transactional: .transactional
        case .mixed: .mixed
        case .clinicalCoordination: .clinicalCoordination
        }
    }

    init?(_ wire: WireCallType) {
        switch wire {
        case .routine: self = .routine
        case .transactional: self = .transactional
        case .mixed: self = .mixed
        case .clinicalCoordination: self = .clinicalCoordination
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension HoursRule: WireEnum {
    var wire: WireHoursRule {
        switch self {
        case .observed: .observed
        case .waived: .waived
        }
    }

    init?(_ wire: WireHoursRule) {
        switch wire {
        case .observed: self = .observed
        case .waived: self = .waived
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Contact.Phase: WireEnum {
    var wire: WireContactPhase {
        switch self {
        case .received: .received
        case .classified: .classified
        case .waiting: .waiting
        case .offered: .offered
        case .connecting: .connecting
        case .inService: .inService
        case .held: .held
        case .wrapUp: .wrapUp
        case .ended: .ended
        case .parked: .parked
        }
    }

    init?(_ wire: WireContactPhase) {
        switch wire {
        case .received: self = .received
        case .classified: self = .classified
        case .waiting: self = .waiting
        case .offered: self = .offered
        case .connecting: self = .connecting
        case .inService: self = .inService
        case .held: self = .held
        case .wrapUp: self = .wrapUp
        case .ended: self = .ended
        case .parked: self = .parked
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Contact.Outcome: WireEnum {
    var wire: WireContactOutcome {
        switch self {
        case .resolved: .resolved
        case .unresolved: .unresolved
        case .abandoned: .abandoned
        case .withdrawn: .withdrawn
        case .callback: .callback
        case .closedHours: .closedHours
        case .noResult: .noResult
        }
    }

    init?(_ wire: WireContactOutcome) {
        switch wire {
        case .resolved: self = .resolved
        case .unresolved: self = .unresolved
        case .abandoned: self = .abandoned
        case .withdrawn: self = .withdrawn
        case .callback: self = .callback
        case .closedHours: self = .closedHours
        case .noResult: self = .noResult
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Agent.State: WireEnum {
    var wire: WireAgentState {
        switch self {
        case .signedOut: .signedOut
        case .ready: .ready
        case .offered: .offered
        case .engaged: .engaged
        case .wrapUp: .wrapUp
        case .notReady: .notReady
        }
    }

    init?(_ wire: WireAgentState) {
        switch wire {
        case .signedOut: self = .signedOut
        case .ready: self = .ready
        case .offered: self = .offered
        case .engaged: self = .engaged
        case .wrapUp: self = .wrapUp
        case .notReady: self = .notReady
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Agent.SignOutRule: WireEnum {
    var wire: WireSignOutRule {
        switch self {
        case .refuseWithWork: .refuseWithWork
        case .returnAtPlace: .returnAtPlace
        }
    }

    init?(_ wire: WireSignOutRule) {
        switch wire {
        case .refuseWithWork: self = .refuseWithWork
        case .returnAtPlace: self = .returnAtPlace
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Essential: WireEnum {
    var wire: WireEssential {
        switch self {
        case .memberNumber: .memberNumber
        case .dateOfBirth: .dateOfBirth
        case .branch: .branch
        case .claimNumber: .claimNumber
        case .authorizationNumber: .authorizationNumber
        case .datesOfService: .datesOfService
        case .provider: .provider
        case .statements: .statements
        }
    }

    init?(_ wire: WireEssential) {
        switch wire {
        case .memberNumber: self = .memberNumber
        case .dateOfBirth: self = .dateOfBirth
        case .branch: self = .branch
        case .claimNumber: self = .claimNumber
        case .authorizationNumber: self = .authorizationNumber
        case .datesOfService: self = .datesOfService
        case .provider: self = .provider
        case .statements: self = .statements
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Inquiry.Acceptance: WireEnum {
    var wire: WireAcceptance {
        switch self {
        case .accepted: .accepted
        case .objected: .objected
        }
    }

    init?(_ wire: WireAcceptance) {
        switch wire {
        case .accepted: self = .accepted
        case .objected: self = .objected
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Verification.Level: WireEnum {
    var wire: WireVerification.Level {
        switch self {
        case .unverified: .unverified
        case .verified: .verified
        case .authorizedRepresentative: .authorizedRepresentative
        case .provider: .provider
        }
    }

    init?(_ wire: WireVerification.Level) {
        switch wire {
        case .unverified: self = .unverified
        case .verified: self = .verified
        case .authorizedRepresentative: self = .authorizedRepresentative
        case .provider: self = .provider
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Verification.Method: WireEnum {
    var wire: WireVerification.Method {
        switch self {
        case .knowledge: .knowledge
        case .portalSession: .portalSession
        case .document: .document
        }
    }

    init?(_ wire: WireVerification.Method) {
        switch wire {
        case .knowledge: self = .knowledge
        case .portalSession: self = .portalSession
        case .document: self = .document
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Inquiry.Disposition.Result: WireEnum {
    var wire: WireDisposition.Result {
        switch self {
        case .resolved: .resolved
        case .unresolved: .unresolved
        case .noResult: .noResult
        }
    }

    init?(_ wire: WireDisposition.Result) {
        switch wire {
        case .resolved: self = .resolved
        case .unresolved: self = .unresolved
        case .noResult: self = .noResult
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Inquiry.AnsweredOtherwise.Means: WireEnum {
    var wire: WireAnsweredOtherwise.Means {
        switch self {
        case .call: .call
        case .letter: .letter
        }
    }

    init?(_ wire: WireAnsweredOtherwise.Means) {
        switch wire {
        case .call: self = .call
        case .letter: self = .letter
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Clock.Start.Mode: WireEnum {
    var wire: WireClockStart.Mode {
        switch self {
        case .running: .running
        case .suspended: .suspended
        }
    }

    init?(_ wire: WireClockStart.Mode) {
        switch wire {
        case .running: self = .running
        case .suspended: self = .suspended
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension Placement.Cause: WireEnum {
    var wire: WirePlacement.Cause {
        switch self {
        case .arrival: .arrival
        case .handoff: .handoff
        case .returned: .returned
        case .callback: .callback
        }
    }

    init?(_ wire: WirePlacement.Cause) {
        switch wire {
        case .arrival: self = .arrival
        case .handoff: self = .handoff
        case .returned: self = .returned
        case .callback: self = .callback
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
