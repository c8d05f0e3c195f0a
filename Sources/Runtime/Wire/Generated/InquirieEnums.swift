// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension InquiryFollowedUp.Means: WireEnum {
    var wire: WireInquiryFollowedUp.Means {
        switch self {
        case .call: .call
        case .letter: .letter
        case .message: .message
        }
    }

    init?(_ wire: WireInquiryFollowedUp.Means) {
        switch wire {
        case .call: self = .call
        case .letter: self = .letter
        case .message: self = .message
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
