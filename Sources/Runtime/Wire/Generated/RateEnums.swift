// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension RateCrossing.Change: WireEnum {
    var wire: WireRateCrossing.Change {
        switch self {
        case .above: .above
        case .below: .below
        }
    }

    init?(_ wire: WireRateCrossing.Change) {
        switch wire {
        case .above: self = .above
        case .below: self = .below
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}

extension RateCounted.Event: WireEnum {
    var wire: WireRateCounted.Event {
        switch self {
        case .closed: .closed
        case .reached: .reached
        }
    }

    init?(_ wire: WireRateCounted.Event) {
        switch wire {
        case .closed: self = .closed
        case .reached: self = .reached
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
