// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension ContactWithdrawn.Reason: WireEnum {
    var wire: WireContactWithdrawn.Reason {
        switch self {
        case .abandoned: .abandoned
        case .escalated: .escalated
        case .withdrawn: .withdrawn
        case .revoked: .revoked
        case .leftAside: .leftAside
        }
    }

    init?(_ wire: WireContactWithdrawn.Reason) {
        switch wire {
        case .abandoned: self = .abandoned
        case .escalated: self = .escalated
        case .withdrawn: self = .withdrawn
        case .revoked: self = .revoked
        case .leftAside: self = .leftAside
        case .unspecified, .UNRECOGNIZED: return nil
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

    init?(_ wire: WireServiceInterrupted.Cause) {
        switch wire {
        case .memberLeft: self = .memberLeft
        case .agentEnded: self = .agentEnded
        case .agentLegLost: self = .agentLegLost
        case .connectFailed: self = .connectFailed
        case .unspecified, .UNRECOGNIZED: return nil
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

    init?(_ wire: WireHoldChanged.Change) {
        switch wire {
        case .held: self = .held
        case .resumed: self = .resumed
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
