/// Erlang B, the queue M/M/n/n: who finds all agents busy is turned away.
public enum ErlangB {
    /// The share of contacts that find all agents busy.
    ///
    /// `B(0) = 1`, `B(n) = a B(n-1) / (n + a B(n-1))`. Every term is positive, so nothing cancels, and no
    /// result is above 1, so nothing overflows as powers and factorials would.
    /// - Parameters:
    ///   - load: erlangs, at least 0.
    ///   - agents: at least 0.
    /// - Returns: a share of all contacts, 0 to 1.
    /// - Source: standards.md#erlang, `erlang_b_block`.
    public static func blocking(load: Double, agents: Int) -> Double {
        precondition(load >= 0 && agents >= 0, "load and agents are not below 0")
        var blocking = 1.0
        var agent = 0
        while agent < agents, blocking > 0 {
            agent += 1
            blocking = next(blocking, load: load, agents: agent)
        }
        return blocking
    }

    /// The blocking with `agents`, from that with one agent less.
    static func next(_ blocking: Double, load: Double, agents: Int) -> Double {
        load * blocking / (Double(agents) + load * blocking)
    }
}
