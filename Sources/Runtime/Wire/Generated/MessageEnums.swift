// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension MessageNoted.Word: WireEnum {
    var wire: WireMessageNoted.Word {
        switch self {
        case .sent: .sent
        case .failed: .failed
        case .promised: .promised
        }
    }

    init?(_ wire: WireMessageNoted.Word) {
        switch wire {
        case .sent: self = .sent
        case .failed: self = .failed
        case .promised: self = .promised
        case .unspecified, .UNRECOGNIZED: return nil
        }
    }
}
