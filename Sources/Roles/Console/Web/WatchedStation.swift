public import Config
public import Contacts

/// A station as the console needs to know it.
public struct WatchedStation: Hashable, Sendable {
    /// Its name.
    public var name: StationName
    /// Which executable it runs.
    public var program: Program
    /// Where it answers `status`.
    public var ingressEndpoint: String

    /// Makes one.
    public init(name: StationName, program: Program, ingressEndpoint: String) {
        self.name = name
        self.program = program
        self.ingressEndpoint = ingressEndpoint
    }
}
