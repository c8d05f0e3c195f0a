import Facts
import SwiftProtobuf

// The enums that belong to one fact or submission; see ContactEnums.swift.

extension ConnectFailed.Reason: WireEnum {
    var wire: WireConnectFailed.Reason {
        switch self {
        case .contactGone: .contactGone
        case .agentLeg: .agentLeg
        case .medium: .medium
        }
    }
}

extension ContactDisconnected.Party: WireEnum {
    var wire: WireContactDisconnected.Party {
        switch self {
        case .member: .member
        case .agent: .agent
        case .agentLeg: .agentLeg
        }
    }
}

extension ContactBlocked.Reason: WireEnum {
    var wire: WireContactBlocked.Reason {
        switch self {
        case .inboxFull: .inboxFull
        case .downstreamLag: .downstreamLag
        case .diskReserve: .diskReserve
        }
    }
}

extension ContactWithdrawn.Reason: WireEnum {
    var wire: WireContactWithdrawn.Reason {
        switch self {
        case .abandoned: .abandoned
        case .escalated: .escalated
        case .withdrawn: .withdrawn
        case .revoked: .revoked
        }
    }
}

extension Invariant: WireEnum {
    var wire: WireInvariantBroken.Invariant {
        switch self {
        case .strayContact: .strayContact
        case .missingContact: .missingContact
        case .idleAgent: .idleAgent
        case .everybodyBarred: .everybodyBarred
        }
    }
}

extension ServiceInterrupted.Cause: WireEnum {
    var wire: WireServiceInterrupted.Cause {
        switch self {
        case .memberLeft: .memberLeft
        case .agentEnded: .agentEnded
        case .agentLegLost: .agentLegLost
        case .connectFailed: .connectFailed
        }
    }
}

extension HoldChanged.Change: WireEnum {
    var wire: WireHoldChanged.Change {
        switch self {
        case .held: .held
        case .resumed: .resumed
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
}

extension MediumAsked.Action: WireEnum {
    var wire: WireMediumAsked.Action {
        switch self {
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
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
}

extension ClockThreshold.Level: WireEnum {
    var wire: WireClockThreshold.Level {
        switch self {
        case .warn: .warn
        case .breach: .breach
        }
    }
}

extension MediumEvent.Event: WireEnum {
    var wire: WireMediumEvent.Event {
        switch self {
        case .left: .left
        case .agentLegLost: .agentLegLost
        case .held: .held
        case .resumed: .resumed
        case .messageReceived: .messageReceived
        case .replySent: .replySent
        case .replyFailed: .replyFailed
        }
    }
}
