public import Contacts

extension MessageFailed {
    /// How long what was sent may come back: no medium gives up later than that.
    ///
    /// - Source: decision 0044.
    public static let returnsWithin: Duration = .seconds(7 * 86_400)

    /// True when it is about a message that went out at `sent`: what comes back later is about another.
    public func takesBack(sentAt sent: Instant) -> Bool {
        at <= sent.advanced(by: Self.returnsWithin)
    }
}
