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

    /// When it wants a tick: when its state says so, or at once when what one batch brings is decided
    /// together at its end. Every station ticks what is due after the last input of a batch.
    var nextDeadline: Instant? { get }
}

extension Machine {
    /// What the state says.
    public var nextDeadline: Instant? { state.nextDeadline }
}

/// The facts of one role, which are a type of their own: the compiler knows what a machine may record, and
/// its fold has a case for each that is remembered and for no other.
///
/// What several roles record is a case of each. The types are written from the schema (decision 0032).
public protocol RecordedFact: Hashable, Sendable {
    /// The fact by this type; nil when another role's.
    init?(_ fact: Fact)
    /// The same as a fact of anybody, as journals and streams have it.
    var fact: Fact { get }
}

/// What a machine remembers: a fold over its own facts.
public protocol MachineState: Codable, Equatable, Sendable {
    /// What the machine records.
    associatedtype Recorded: RecordedFact

    /// The state before any fact.
    init()

    /// Applies one recorded fact; total, and ignorant of any configuration.
    mutating func evolve(_ fact: Recorded)

    /// When the machine wants a tick, or nil when nothing is due.
    var nextDeadline: Instant? { get }

    /// About how many things it holds; a small state is copied for a checkpoint, a large one folded.
    var size: Int { get }

    /// Stops the process when an invariant is broken; called after every step in tests and simulation.
    func checkInvariants()
}

extension MachineState {
    /// Applies a fact of the machine's journal; one that it does not record changes nothing.
    public mutating func evolve(_ fact: Fact) {
        guard let own = Recorded(fact) else { return }
        evolve(own)
    }

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
