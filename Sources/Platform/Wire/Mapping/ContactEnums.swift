import Contacts
import Facts
import SwiftProtobuf

// Each enum of the model and its form on the wire; zero is never written, so that a missing one is noticed.

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
}

extension Urgency: WireEnum {
    var wire: WireUrgency {
        switch self {
        case .routine: .routine
        case .priority: .priority
        case .urgentClinical: .urgentClinical
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
}

extension Agent.SignOutRule: WireEnum {
    var wire: WireSignOutRule {
        switch self {
        case .refuseWithWork: .refuseWithWork
        case .returnAtPlace: .returnAtPlace
        }
    }
}

extension MessagePurpose: WireEnum {
    var wire: WireMessagePurpose {
        switch self {
        case .acknowledgement: .acknowledgement
        case .reply: .reply
        }
    }
}

extension InversionReason: WireEnum {
    var wire: WireInversionReason {
        switch self {
        case .transfer: .transfer
        case .keptCallbackPlace: .keptCallbackPlace
        case .urgentClinical: .urgentClinical
        case .conflictOfInterest: .conflictOfInterest
        case .operatorAction: .operatorAction
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
}

extension Verification.Method: WireEnum {
    var wire: WireVerification.Method {
        switch self {
        case .knowledge: .knowledge
        case .portalSession: .portalSession
        case .document: .document
        }
    }
}

extension Inquiry.Disposition.Result: WireEnum {
    var wire: WireDisposition.Result {
        switch self {
        case .resolved: .resolved
        case .unresolved: .unresolved
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
}

extension Clock.Start.Mode: WireEnum {
    var wire: WireClockStart.Mode {
        switch self {
        case .running: .running
        case .suspended: .suspended
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
}
