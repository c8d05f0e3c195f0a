import Contacts
import Facts
import Kernel

/// One station of the virtual topology: its machine, its place in its own stream, and its open batch.
struct VirtualStation {
    let name: StationName
    /// Lets the machine decide, and says when it then wants a tick.
    private let decide: (Input, Instant) -> (decided: [Decided], deadline: Instant?)
    /// True when somebody at its ingress hears of a fact, of a publisher or an own one when that is nil.
    let pushes: (Fact, StationName?) -> Bool
    /// The places of those who consume its stream.
    var consumers: [StationName: Int] = [:]
    /// Gathers entries for the audit; nil when nobody keeps one.
    var builder: BatchBuilder?
    /// The digest of the configuration that batches name.
    var configuration = ""
    /// When the machine wants a tick; asked for once after each input.
    private(set) var deadline: Instant?
    /// When a tick changed nothing: it is not given again at the same instant, nor waited for.
    private(set) var idleAt: Instant?
    private var count: UInt64 = 0

    init(_ name: StationName, _ machine: any StationMachine) {
        self.name = name
        decide = Self.deciding(by: machine)
        pushes = Self.pushing(by: machine)
    }

    /// Holds the machine in one place, so that handing it an input copies nothing.
    private static func deciding<M: StationMachine>(
        by machine: M
    ) -> (Input, Instant) -> (decided: [Decided], deadline: Instant?) {
        var machine = machine
        return { (machine.handle($0, at: $1), machine.nextDeadline) }
    }

    private static func pushing<M: StationMachine>(by _: M) -> (Fact, StationName?) -> Bool {
        { M.pushed.contains($0.kind) && !M.topics(of: $0, from: $1).isEmpty }
    }

    /// The last sequence given out.
    var head: UInt64 { builder?.head ?? count }

    /// True when the machine wants a tick at `now`.
    func isDue(at now: Instant) -> Bool {
        guard let deadline, deadline <= now else { return false }
        return idleAt != now
    }

    /// Lets the machine decide.
    mutating func handle(_ input: Input, at now: Instant) -> [Decided] {
        let before = deadline
        let decided: [Decided]
        (decided, deadline) = decide(input, now)
        idleAt = decided.isEmpty && before == deadline && input == .tick ? now : nil
        return decided
    }

    /// Gives a fact its place in the stream.
    ///
    /// - Parameters:
    ///   - decided: The fact and who it is for.
    ///   - now: When it was decided.
    ///   - cause: The entry it was decided from.
    ///   - audit: Encodes it when entries are kept.
    mutating func record(
        _ decided: Decided, at now: Instant, cause: EntryHeader.Cause?, audit: (any VirtualAudit)?
    ) throws -> EntryHeader {
        let (kind, contact) = (decided.fact.kind.rawValue, decided.fact.contact?.rawValue ?? 0)
        if let audit {
            let body = try audit.body(of: decided.fact)
            builder?.append(
                Draft(kind: kind, contact: contact, destinations: decided.destinations, body: body), at: now,
                cause: cause)
        } else {
            count += 1
        }
        return EntryHeader(
            sequence: head, at: now, kind: kind, contact: contact, cause: cause,
            destinations: decided.destinations)
    }

    /// Records the configuration before anything is decided by it.
    mutating func record(_ content: VirtualSite.Content, at now: Instant) {
        configuration = content.digest
        for body in StationMemory.configurationBodies(digest: content.digest, content: content.bytes) {
            let kind = StationKind.configurationLoaded.rawValue
            builder?.append(
                Draft(kind: kind, contact: 0, destinations: [], body: body), at: now, cause: nil)
        }
    }

    /// Closes the open batch; nil when there is nothing in it.
    mutating func closeBatch(at now: Instant) -> PublishedBatch? {
        guard let builder, !builder.isEmpty else { return nil }
        return self.builder?.finish(at: now, configuration: configuration, cursors: []).published
    }
}
