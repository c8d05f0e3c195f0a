public import Contacts

/// The pure decision core of a station.
///
/// `handle` decides; it records each fact through one private method that evolves the state at once. State
/// changes nowhere but in ``MachineState/evolve(_:)``, so live running, recovery and replay share one path.
/// No clock, no randomness, no I/O, no floating point in a decision.
public protocol Machine: Sendable {
    /// What the topology's files tell this machine; the state never reads it.
    associatedtype Configuration: Sendable
    /// Everything the machine remembers.
    associatedtype State: MachineState

    /// The configuration in force.
    var configuration: Configuration { get set }
    /// The state, which is the fold of every recorded fact.
    var state: State { get set }

    /// Makes the machine with its configuration and a state recovered from the journal, or an empty one.
    init(configuration: Configuration, state: State)

    /// Decides one input; returns the recorded facts in order, already evolved into `state`.
    mutating func handle(_ input: Input, at now: Instant) -> [Decided]
}

/// What a machine remembers: a fold over its own facts.
public protocol MachineState: Codable, Equatable, Sendable {
    /// The state before any fact.
    init()

    /// Applies one recorded fact; total, and ignorant of any configuration.
    mutating func evolve(_ fact: Fact)

    /// When the machine wants a tick, or nil when nothing is due.
    var nextDeadline: Instant? { get }

    /// About how many things it holds; a small state is copied for a checkpoint, a large one folded.
    var size: Int { get }

    /// Stops the process when an invariant is broken; called after every step in tests and simulation.
    func checkInvariants()
}

extension MachineState {
    /// Too large to be copied, unless a state says how large it is.
    public var size: Int { .max }
}

/// A recorded fact and the stations it is for, stamped by the machine that decided it.
///
/// The audit sink gets every fact without being named.
public struct Decided: Hashable, Sendable {
    /// What was decided.
    public var fact: Fact
    /// Who consumes it; empty when it only changes this station's own state.
    public var destinations: [StationName]

    /// Makes a decided fact for `destinations`.
    public init(_ fact: Fact, to destinations: [StationName] = []) {
        self.fact = fact
        self.destinations = destinations
    }
}

/// What a machine is asked to handle.
public enum Input: Hashable, Sendable {
    /// An entry of another station's stream.
    case fact(Fact, from: StationName)
    /// Something from outside the topology whose idempotency key is new.
    case submission(Submission)
    /// `nextDeadline` has come.
    case tick
    /// The link to a station that this one consumes was lost.
    case linkLost(StationName)
    /// It came back.
    case linkRegained(StationName)
}

/// The names of the stations that a machine stamps as destinations.
public struct Directory: Hashable, Sendable, Codable {
    /// The router.
    public var router: StationName
    /// The queue of each tier, in order from Tier 1.
    public var tiers: [StationName]
    /// The SLA watchdog.
    public var watchdog: StationName
    /// The agent desk.
    public var desk: StationName
    /// Every gateway, by its number in contact ids.
    public var gateways: [UInt16: StationName]

    /// Makes a directory.
    public init(
        router: StationName, tiers: [StationName], watchdog: StationName, desk: StationName,
        gateways: [UInt16: StationName]
    ) {
        self.router = router
        self.tiers = tiers
        self.watchdog = watchdog
        self.desk = desk
        self.gateways = gateways
    }

    /// The station that queues for `tier`.
    public func queue(of tier: Tier) -> StationName { tiers[tier.rawValue - 1] }

    /// A directory with the default names, for tests.
    public static let standard = Directory(
        router: "router", tiers: ["tier-1", "tier-2", "tier-3"], watchdog: "watchdog", desk: "desk",
        gateways: [1: "phone", 2: "chat", 3: "email", 4: "portal"])
}
