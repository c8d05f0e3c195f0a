// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension ContactNoted.Code: WireEnum {
    var wire: WireContactNoted.Code {
        switch self {
        case .complaint: .complaint
        case .praise: .praise
        case .callbackWanted: .callbackWanted
        case .interpreterNeeded: .interpreterNeeded
        case .spokenFor: .spokenFor
        case .systemDown: .systemDown
        }
    }

    init?(_ wire: WireContactNoted.Code) {
        switch wire {
        case .complaint: self = .complaint
        case .praise: self = .praise
        case .callbackWanted: self = .callbackWanted
        case .interpreterNeeded: self = .interpreterNeeded
        case .spokenFor: self = .spokenFor
        case .systemDown: self = .systemDown
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension ResponseGiven.Recipient: WireEnum {
    var wire: WireResponseGiven.Recipient {
        switch self {
        case .member: .member
        case .referrer: .referrer
        }
    }

    init?(_ wire: WireResponseGiven.Recipient) {
        switch wire {
        case .member: self = .member
        case .referrer: self = .referrer
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
