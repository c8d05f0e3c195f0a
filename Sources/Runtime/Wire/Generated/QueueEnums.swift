// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

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

    init?(_ wire: WireInversionReason) {
        switch wire {
        case .transfer: self = .transfer
        case .keptCallbackPlace: self = .keptCallbackPlace
        case .urgentClinical: self = .urgentClinical
        case .conflictOfInterest: self = .conflictOfInterest
        case .operatorAction: self = .operatorAction
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension OfferClosed.Cause: WireEnum {
    var wire: WireOfferClosed.Cause {
        switch self {
        case .declined: .declined
        case .expired: .expired
        case .revoked: .revoked
        }
    }

    init?(_ wire: WireOfferClosed.Cause) {
        switch wire {
        case .declined: self = .declined
        case .expired: self = .expired
        case .revoked: self = .revoked
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension MediumAsked.Action: WireEnum {
    var wire: WireMediumAsked.Action {
        switch self {
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
        case .reply: .reply
        }
    }

    init?(_ wire: WireMediumAsked.Action) {
        switch wire {
        case .hold: self = .hold
        case .resume: self = .resume
        case .disconnect: self = .disconnect
        case .reply: self = .reply
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension DeskLinkChanged.Change: WireEnum {
    var wire: WireDeskLinkChanged.Change {
        switch self {
        case .lost: .lost
        case .regained: .regained
        }
    }

    init?(_ wire: WireDeskLinkChanged.Change) {
        switch wire {
        case .lost: self = .lost
        case .regained: self = .regained
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
