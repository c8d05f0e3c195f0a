// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension PauseFlagged.Reason: WireEnum {
    var wire: WirePauseFlagged.Reason {
        switch self {
        case .beforeDeadline: .beforeDeadline
        case .repeated: .repeated
        case .withoutContact: .withoutContact
        }
    }

    init?(_ wire: WirePauseFlagged.Reason) {
        switch wire {
        case .beforeDeadline: self = .beforeDeadline
        case .repeated: self = .repeated
        case .withoutContact: self = .withoutContact
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
