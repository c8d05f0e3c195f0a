// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension MessagePurpose: WireEnum {
    var wire: WireMessagePurpose {
        switch self {
        case .acknowledgement: .acknowledgement
        case .reply: .reply
        case .line: .line
        }
    }

    init?(_ wire: WireMessagePurpose) {
        switch wire {
        case .acknowledgement: self = .acknowledgement
        case .reply: self = .reply
        case .line: self = .line
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension ConnectFailed.Reason: WireEnum {
    var wire: WireConnectFailed.Reason {
        switch self {
        case .contactGone: .contactGone
        case .agentLeg: .agentLeg
        case .medium: .medium
        }
    }

    init?(_ wire: WireConnectFailed.Reason) {
        switch wire {
        case .contactGone: self = .contactGone
        case .agentLeg: self = .agentLeg
        case .medium: self = .medium
        case .unspecified, .UNRECOGNIZED: return nil
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

    init?(_ wire: WireContactDisconnected.Party) {
        switch wire {
        case .member: self = .member
        case .agent: self = .agent
        case .agentLeg: self = .agentLeg
        case .unspecified, .UNRECOGNIZED: return nil
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

    init?(_ wire: WireContactBlocked.Reason) {
        switch wire {
        case .inboxFull: self = .inboxFull
        case .downstreamLag: self = .downstreamLag
        case .diskReserve: self = .diskReserve
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
