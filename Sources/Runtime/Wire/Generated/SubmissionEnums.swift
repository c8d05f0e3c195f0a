// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

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
        case .lineSent: .lineSent
        }
    }

    init?(_ wire: WireMediumEvent.Event) {
        switch wire {
        case .left: self = .left
        case .agentLegLost: self = .agentLegLost
        case .held: self = .held
        case .resumed: self = .resumed
        case .messageReceived: self = .messageReceived
        case .replySent: self = .replySent
        case .replyFailed: self = .replyFailed
        case .lineSent: self = .lineSent
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
