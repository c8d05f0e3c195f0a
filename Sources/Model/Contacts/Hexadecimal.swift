extension Sequence<UInt8> {
    /// The bytes as people read and compare them: two lower-case digits each.
    public var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
