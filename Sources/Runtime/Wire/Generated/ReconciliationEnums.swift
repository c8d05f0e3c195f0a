// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension Invariant: WireEnum {
    var wire: WireInvariantBroken.Invariant {
        switch self {
        case .strayContact: .strayContact
        case .missingContact: .missingContact
        case .idleAgent: .idleAgent
        case .everybodyBarred: .everybodyBarred
        }
    }

    init?(_ wire: WireInvariantBroken.Invariant) {
        switch wire {
        case .strayContact: self = .strayContact
        case .missingContact: self = .missingContact
        case .idleAgent: self = .idleAgent
        case .everybodyBarred: self = .everybodyBarred
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
