// Written by ops/generate-wire from Sources/Platform/Wire/Protos; change those.

internal import Facts

extension Fact {
    /// The code by which reports count the fact; nil when they do not.
    var counted: String? { nil }
}
