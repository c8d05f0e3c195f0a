import Contacts
import DequeModule
import Facts
import Kernel

/// Stations run: what the shell around the kernel does in production, in the same order.
extension SimulatedTopology {
    /// Starts a process; it recovers from its journal.
    func start(_ station: SimulatedStation) {
        guard !station.isUp, !station.isRetired, site.members.contains(station.name) else { return }
        var settings = site.settings(of: station.name)
        settings.limits = faults.limits
        let reader: any JournalReading =
            plan.bug == .noDedupe ? ForgetfulReader(station.journal) : station.journal
        do {
            let kernel = try StationKernel(
                settings: settings, decider: site.decider(of: station.name, codec: codec, bug: plan.bug),
                recovery: station.journal.recover(), reader: reader, left: station.handling,
                epoch: UInt64(now) + 1, instant: instant, mark: { [unowned station] in station.handling = $0 }
            )
            station.kernel = kernel
            station.isUp = true
        } catch {
            return oracle.find("recovery", "\(error)")
        }
        started(station)
    }

    private func started(_ station: SimulatedStation) {
        guard let kernel = station.kernel else { return }
        trace.note(.station(station.name, "starts with \(kernel.head) entries"), at: now)
        if let before = station.stateAtCrash, !station.isRolledBack, !before.hasState(of: kernel.decider) {
            oracle.find("recovery", "\(station.name) recovered another state than it had")
        }
        station.stateAtCrash = nil
        station.checkpointer = SimulatedStation.Checkpointer(
            decider: kernel.decider, memory: kernel.memory, folded: kernel.head)
        station.housekeepingAt = now
        network.disconnect(station.name, until: now + random.milliseconds(20...300))
        wake(station, at: now)
        schedule(
            .subscribe(station: station.index, incarnation: station.incarnation),
            in: random.milliseconds(100...3000))
    }

    /// Ends a process at once; it starts again after `delay`.
    func crash(_ station: SimulatedStation, restartIn delay: Int64, _ reason: String) {
        guard station.isUp else { return }
        trace.note(.station(station.name, "crashes: \(reason)"), at: now)
        // A commit that was under way may have reached the disk all the same.
        if case .commit(let batch) = station.tasks.first, random.chance(400) { apply(batch, at: station) }
        station.vanish()
        outside.crashes += 1
        network.disconnect(station.name, until: now + delay + random.milliseconds(50...300))
        schedule(.restart(station: station.index), in: delay)
    }

    /// Makes sure that `station` has a turn at `time`, or earlier.
    func wake(_ station: SimulatedStation, at time: Int64) {
        let time = max(time, station.pausedUntil)
        guard station.isUp, time < station.turnAt else { return }
        station.turnAt = time
        schedule(.turn(station: station.index), at: time)
    }

    /// One turn of the socket thread.
    func turn(_ station: SimulatedStation) {
        guard station.isUp, station.turnAt <= now else { return }
        station.turnAt = .max
        if now < station.pausedUntil { return wake(station, at: station.pausedUntil) }
        do {
            takeReports(station)
            try gather(station)
            try station.kernel?.decidePending(at: clock(of: station), now: now)
            try station.kernel?.publish(at: now)
            station.kernel?.speakToUpstreams(at: now)
            if now >= station.housekeepingAt {
                station.housekeepingAt = now + 1_000_000
                station.kernel?.keepHouse(at: now, isShortOfDisk: false)
            }
            act(station)
        } catch {
            return exit(station, error)
        }
        var next = min(station.housekeepingAt, now + 400_000)
        if let deadline = station.kernel?.nextDeadline {
            next = min(next, now + max(0, clock(of: station).duration(to: deadline).microseconds) + 1)
        }
        if let talk = station.kernel?.nextTalk { next = min(next, talk) }
        if let batch = station.kernel?.nextBatch {
            if station.kernel?.hasInputs == true { next = min(next, batch) }
            if batch > now { next = max(next, min(batch, station.housekeepingAt)) }
        }
        wake(station, at: next)
    }

    /// The topology's clock; a wall clock for the watchdog that is to be caught with one.
    private func clock(of station: SimulatedStation) -> Instant {
        guard plan.bug == .timerOnWallClock, station.name == "watchdog" else { return instant }
        return instant.advanced(by: .seconds(now / 10_000_000 % 2 == 1 ? 30 : 0))
    }

    private func takeReports(_ station: SimulatedStation) {
        while let report = station.reports.popFirst() {
            switch report {
            case .committed(let microseconds):
                station.commitsUnderWay -= 1
                station.kernel?.committed(took: microseconds)
            case .checkpointed(let sequence): station.kernel?.checkpointed(through: sequence)
            }
        }
    }

    private func gather(_ station: SimulatedStation) throws(StationError) {
        while let frame = station.fromConsumers.popFirst() {
            try station.kernel?.take(consumerFrame: frame, at: now)
        }
        while let (publisher, frame) = station.fromUpstreams.popFirst() {
            station.kernel?.take(upstreamFrame: frame, from: publisher, at: now)
        }
        while let id = station.requests.popFirst() {
            guard let request = outside.requests[id] else { continue }
            station.kernel?.submit(request.body, key: request.key, ticket: id, id: id, at: instant)
        }
    }

    /// A kernel that cannot go on ends its process; that is right only for a journal put in place by mistake.
    private func exit(_ station: SimulatedStation, _ error: any Error) {
        trace.note(.station(station.name, "exits: \(error)"), at: now)
        let status = (error as? StationError)?.exitStatus
        guard let right = station.setAside, status == 78 else {
            return oracle.find("exit", "\(station.name) ended itself: \(error)")
        }
        outside.refusedRollbacks += 1
        station.vanish()
        station.setAside = nil
        station.journal.disk = right
        network.disconnect(station.name, until: now + 1_000_000)
        schedule(.restart(station: station.index), in: 1_000_000)
    }

    /// Does what the kernel asks for, in order.
    private func act(_ station: SimulatedStation) {
        for action in station.kernel?.takeActions() ?? [] {
            switch action {
            case .commit(let batch): commit(batch, at: station)
            case .toConsumer(let consumer, let frame):
                let sent = send(frame, on: network.place(consumer, station.name), .toConsumer)
                if !sent { station.kernel?.couldNotSend(toConsumer: consumer) }
            case .toUpstream(let upstream, let frame):
                let sent = send(frame, on: network.place(station.name, upstream), .toPublisher)
                if !sent { station.kernel?.couldNotSend(toUpstream: upstream, at: now) }
            case .answer(let ticket, let reply): answer(ticket, reply, from: station)
            case .push(let push): tell(push, from: station)
            case .checkpoint(let sequence): checkpoint(through: sequence, at: station)
            case .prune(let sequence): enqueue(.prune(through: sequence), at: station)
            case .note(let note):
                guard note.level == .error else { continue }
                let details = note.details.sorted { $0.key < $1.key }.map(\.value)
                trace.note(
                    .station(station.name, "\(note.message): \(details.joined(separator: ", "))"), at: now)
            }
        }
    }

    // MARK: Network

    private func send(_ frame: StreamFrame, on place: Int, _ way: SimulatedNetwork.Way) -> Bool {
        let link = network.links[place]
        let peer = station(way == .toPublisher ? link.publisher : link.consumer)
        guard peer.isUp else { return false }
        // A station on an older copy would acknowledge what its right journal does not have; whoever
        // restores one
        // has to keep it from its upstreams until its consumers have judged it.
        if way == .toPublisher, station(link.consumer).isRolledBack { return true }
        switch network.send(frame, on: place, way, at: now, &random) {
        case .unreachable: return false
        case .lost: return true
        case .reset(let replays):
            outside.resets += 1
            for (way, frame, at) in replays {
                schedule(.frame(link: place, way, connection: network.links[place].connection, frame), at: at)
            }
            return true
        case .arrives(let at):
            schedule(.frame(link: place, way, connection: link.connection, frame), at: at)
            return true
        }
    }

    func arrive(_ frame: StreamFrame, on place: Int, _ way: SimulatedNetwork.Way, _ connection: Int) {
        let link = network.links[place]
        guard link.connection == connection else { return }
        switch way {
        case .toPublisher:
            let publisher = station(link.publisher)
            guard publisher.isUp else { return }
            publisher.fromConsumers.append(frame)
            wake(publisher, at: now + random.number(0...1500))
        case .toConsumer:
            let consumer = station(link.consumer)
            guard consumer.isUp else { return }
            consumer.fromUpstreams.append(
                (link.publisher, plan.bug == .noGapCheck ? frame.withoutPrevious : frame))
            wake(consumer, at: now + random.number(0...1500))
        }
    }
}

extension StreamFrame {
    /// `DeliberateBug.noGapCheck`: a frame that says it follows on anything.
    fileprivate var withoutPrevious: StreamFrame {
        guard case .entries(var entries) = self else { return self }
        entries.previous = 0
        return .entries(entries)
    }
}
