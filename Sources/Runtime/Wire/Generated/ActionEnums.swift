// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension EffectKind: WireEnum {
    var wire: WireEffectKind {
        switch self {
        case .connect: .connect
        case .hold: .hold
        case .resume: .resume
        case .disconnect: .disconnect
        case .close: .close
        case .announce: .announce
        case .acknowledge: .acknowledge
        case .reply: .reply
        }
    }

    init?(_ wire: WireEffectKind) {
        switch wire {
        case .connect: self = .connect
        case .hold: self = .hold
        case .resume: self = .resume
        case .disconnect: self = .disconnect
        case .close: self = .close
        case .announce: self = .announce
        case .acknowledge: self = .acknowledge
        case .reply: self = .reply
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
