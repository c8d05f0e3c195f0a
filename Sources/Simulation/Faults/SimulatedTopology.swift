import Contacts
import Deciding
import Facts
import HeapModule
import Kernel
import Randomness
import Wire

/// The whole topology over virtual time, in one loop: stations as kernels, network, disks, callers and
/// agents.
///
/// One seed decides everything. First things go wrong (`faulty`), then nothing does any more (`calm`) and
/// everybody
/// has to come to an end within a bound. A class, because the world is one thing that events change in
/// turn; it is
/// used by one thread and shares nothing.
final class SimulatedTopology {
    /// Whether things go wrong now.
    enum Phase {
        case faulty, calm
    }

    /// What a run is told.
    struct Plan {
        var seed: UInt64
        var bug: DeliberateBug?
        /// What goes wrong.
        var program = FaultPlan.Program.everything
        /// How long things go wrong, microseconds of virtual time.
        var faulty: Int64 = 50_000_000
        /// How long everybody may then take to finish.
        var bound: Int64 = 240_000_000

        /// Every eighth seed speaks as the processes do, the others by a table, which is faster.
        var codec: any MachineCodec { seed.isMultiple(of: 8) ? WireCodec() : FactTable() }
    }

    let plan: Plan
    let codec: any MachineCodec
    var random: SplitMix64
    var now: Int64 = 0
    var phase = Phase.faulty
    var site = SimulatedSite()
    var stations: [SimulatedStation] = []
    var network = SimulatedNetwork()
    var faults: FaultPlan
    var outside = OutsideWorld()
    var oracle: Oracle
    var trace = SimulationTrace()
    private var heap = Heap<ScheduledEvent>()
    private var order: UInt64 = 0
    /// Set when there is nothing more to see.
    var isOver = false

    /// The topology's time at the start of a run.
    static let origin = Instant(microseconds: 1_800_000_000_000_000)

    init(_ plan: Plan) {
        self.plan = plan
        codec = plan.codec
        random = SplitMix64(seed: plan.seed)
        faults = FaultPlan.drawn(&random, for: plan.program)
        oracle = Oracle(codec: codec)
        stations = SimulatedSite.stations.enumerated().map { SimulatedStation(name: $1, index: $0) }
        outside.agents = FloorAgent.floor
    }

    /// The topology's time now.
    var instant: Instant { Self.origin.advanced(by: .microseconds(now)) }

    /// Runs to the end; the first broken promise ends it.
    func run() {
        network.weather = SimulatedNetwork.Weather.drawn(&random, for: plan.program)
        for station in stations where site.members.contains(station.name) { start(station) }
        for agent in outside.agents.indices {
            schedule(.review(agent: agent), in: random.milliseconds(0...2000))
        }
        for gateway in SimulatedSite.gateways {
            schedule(.arrival(gateway), in: random.milliseconds(100...3000))
        }
        schedule(.fault, in: random.milliseconds(2000...5000))
        schedule(.operate, in: 1_000_000)
        while !isOver, let next = heap.popMin() {
            now = next.at
            if now >= plan.faulty, phase == .faulty { becomeCalm() }
            handle(next.event)
            oracle.now = now
            if oracle.hasFinding { isOver = true }
        }
        if !oracle.hasFinding { finish() }
    }

    /// Schedules `event` so many microseconds from now.
    func schedule(_ event: SimulatedEvent, in delay: Int64) {
        schedule(event, at: now + max(0, delay))
    }

    func schedule(_ event: SimulatedEvent, at instant: Int64) {
        order += 1
        heap.insert(ScheduledEvent(at: max(now, instant), order: order, event: event))
    }

    private func handle(_ event: SimulatedEvent) {
        switch event {
        case .turn(let index): turn(stations[index])
        case .disk(let index, let incarnation): diskFinished(stations[index], incarnation)
        case .restart(let index): start(stations[index])
        case .frame(let link, let way, let connection, let frame): arrive(frame, on: link, way, connection)
        case .request(let id): deliver(request: id)
        case .reply(let id, let reply): take(reply, to: id)
        case .retry(let id, let attempt): retry(id, attempt)
        case .push(let index, let incarnation, let number, let push):
            take(push, number: number, of: stations[index], incarnation)
        case .subscribe(let index, let incarnation): subscribe(to: stations[index], incarnation)
        case .arrival(let gateway): arrival(at: gateway)
        case .perform(let effect, let gateway): perform(effect, at: gateway)
        case .leaves(let contact, let gateway): leave(contact, gateway)
        case .legLost(let contact, let gateway): loseLeg(contact, gateway)
        case .bounces(let effect, let gateway): bounce(effect, to: gateway)
        case .act(let agent, let request, let session): act(agent, request, session)
        case .review(let agent): review(agent)
        case .fault: doFault()
        case .operate: operate()
        }
    }

    func station(_ name: StationName) -> SimulatedStation {
        stations[SimulatedSite.stations.firstIndex(of: name) ?? 0]
    }

    /// Everything that went wrong is put right; from here on everybody has to finish.
    private func becomeCalm() {
        phase = .calm
        network.heal()
        trace.note(.note("from here on nothing goes wrong"), at: now)
        for station in stations where station.isUp {
            station.pausedUntil = 0
            wake(station, at: now)
        }
    }

    /// What can be checked only when everything has come to an end.
    private func finish() {
        for station in stations where station.isUp {
            guard station.commitsUnderWay == 0, let decider = station.kernel?.decider else { continue }
            checkFold(of: station, against: decider)
        }
        oracle.checkAtEnd(instant)
    }

    private func checkFold(of station: SimulatedStation, against live: AnyDecider) {
        do {
            var folded = site.decider(of: station.name, codec: codec, bug: plan.bug)
            let recovery = station.journal.recover()
            var from: UInt64 = 0
            if let checkpoint = recovery.checkpoint {
                try folded.restore(try StationMemory.restored(from: checkpoint.bytes).1)
                from = checkpoint.sequence
            }
            while from < recovery.head,
                case .batches(let batches) = station.journal.read(after: from, limit: 1 << 20)
            {
                for stored in batches {
                    for entry in try Batch.entries(in: stored.bytes[...]) { try folded.fold(entry) }
                    from = stored.last
                }
                if batches.isEmpty { break }
            }
            if !folded.hasState(of: live) {
                oracle.find("recovery", "the journal of \(station.name) does not fold to its live state")
            }
        } catch {
            oracle.find("recovery", "the journal of \(station.name) does not fold: \(error)")
        }
    }
}
