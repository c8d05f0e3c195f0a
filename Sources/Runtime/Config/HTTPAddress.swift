/// Where an HTTP edge listens.
public struct HTTPAddress: Hashable, Sendable {
    /// The host's name or address.
    public var host: String
    /// The port.
    public var port: Int

    /// Makes an address.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}
