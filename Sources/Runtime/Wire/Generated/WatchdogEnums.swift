// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension ClockThreshold.Level: WireEnum {
    var wire: WireClockThreshold.Level {
        switch self {
        case .warn: .warn
        case .breach: .breach
        }
    }

    init?(_ wire: WireClockThreshold.Level) {
        switch wire {
        case .warn: self = .warn
        case .breach: self = .breach
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
