// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

internal import Facts

extension Fact {
    /// The code by which reports count the fact; nil when they do not.
    var counted: String? {
        switch self {
        case .contactNoted(let fact): fact.code.rawValue
        default: nil
        }
    }
}
