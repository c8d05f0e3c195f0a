import Contacts
import Deciding
import DequeModule
import Kernel

/// Disks take their time; what is not on them when a process dies is gone.
extension SimulatedTopology {
    func commit(_ batch: Batch, at station: SimulatedStation) {
        station.commitsUnderWay += 1
        enqueue(.commit(batch), at: station)
        guard plan.bug == .ackBeforeCommit else { return }
        station.reports.append(.committed(microseconds: 1))
        wake(station, at: now)
    }

    func enqueue(_ task: SimulatedStation.DiskTask, at station: SimulatedStation) {
        station.tasks.append(task)
        if !station.diskIsBusy { work(station) }
    }

    private func work(_ station: SimulatedStation) {
        station.diskIsBusy = true
        var time = random.number(100...20_000)
        if now < station.slowUntil { time += random.milliseconds(50...800) }
        schedule(.disk(station: station.index, incarnation: station.incarnation), in: time)
    }

    func diskFinished(_ station: SimulatedStation, _ incarnation: Int) {
        guard station.incarnation == incarnation, let task = station.tasks.popFirst() else { return }
        switch task {
        case .commit(let batch):
            apply(batch, at: station)
            if phase == .faulty, random.chance(faults.crashAtCommit) {
                return crash(station, restartIn: random.milliseconds(50...2000), "between commit and send")
            }
            if plan.bug != .ackBeforeCommit { station.reports.append(.committed(microseconds: 1000)) }
        case .checkpoint(let sequence, let bytes):
            write(bytes, through: sequence, at: station)
            station.reports.append(.checkpointed(sequence))
        case .prune(let sequence): prune(through: sequence, at: station)
        }
        wake(station, at: now)
        station.diskIsBusy = false
        if !station.tasks.isEmpty { work(station) }
    }

    /// A batch is durable: from here on it must never be lost.
    func apply(_ batch: Batch, at station: SimulatedStation) {
        var batch = batch
        if plan.bug == .noDedupe { batch.keys = [] }
        do {
            try station.journal.commit(batch)
        } catch {
            return oracle.find("journal", "\(station.name): \(error)")
        }
        guard !station.isRolledBack, !batch.isEmpty else { return }
        do {
            for entry in try Batch.entries(in: batch.bytes[...]) {
                trace.mix(now, entry.sequence, UInt64(entry.kind) << 8 | UInt64(station.index))
                if entry.kind >= 16 {
                    let fact = try codec.fact(kind: entry.kind, body: entry.body)
                    trace.note(.fact(station.name, entry.sequence, fact), at: now)
                }
                try oracle.take(entry, of: station.name, at: instant)
            }
        } catch {
            oracle.find("journal", "\(station.name): \(error)")
        }
    }

    func checkpoint(through sequence: UInt64, at station: SimulatedStation) {
        guard var checkpointer = station.checkpointer, sequence > checkpointer.folded else { return }
        do {
            while checkpointer.folded < sequence {
                guard
                    case .batches(let batches) = station.journal.read(
                        after: checkpointer.folded, limit: 1 << 20),
                    !batches.isEmpty
                else {
                    throw StationError("entries after \(checkpointer.folded) are missing", exitStatus: 78)
                }
                for stored in batches {
                    for entry in try Batch.entries(in: stored.bytes[...]) {
                        try checkpointer.memory.fold(entry)
                        try checkpointer.decider.fold(entry)
                    }
                    checkpointer.folded = stored.last
                }
            }
            let bytes = checkpointer.memory.checkpoint(with: try checkpointer.decider.checkpoint())
            enqueue(.checkpoint(sequence: checkpointer.folded, bytes: bytes), at: station)
        } catch {
            // Under `ackBeforeCommit` the checkpointer may be ahead of its own disk; the ledger finds that
            // itself.
            if plan.bug == nil {
                oracle.find("recovery", "\(station.name) cannot make a checkpoint: \(error)")
            }
        }
        station.checkpointer = checkpointer
        if plan.bug == .pruneBelowCheckpoint {
            _ = station.journal.disk.prune(through: station.journal.disk.head, limit: .max)
        }
    }

    private func write(_ bytes: [UInt8], through sequence: UInt64, at station: SimulatedStation) {
        do {
            try station.journal.beginCheckpoint(at: sequence)
            try station.journal.appendCheckpoint(bytes[...])
            try station.journal.finishCheckpoint()
            outside.checkpoints += 1
        } catch {
            oracle.find("journal", "\(station.name): \(error)")
        }
    }

    private func prune(through sequence: UInt64, at station: SimulatedStation) {
        do {
            if try station.journal.prune(through: sequence, limit: 64) {
                enqueue(.prune(through: sequence), at: station)
            }
            outside.prunings += 1
        } catch {
            oracle.find("journal", "\(station.name): \(error)")
        }
    }
}
