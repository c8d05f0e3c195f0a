import Contacts
import Glibc
import Journal
import Links
import StationCore
import Synchronization

extension StationActor {
    /// Opens the journal and folds what it holds: newest complete checkpoint, then the entries after it.
    func recover() throws(StationError) {
        do {
            let path = settings.journalPath
            let (writer, recovery) = try JournalWriter.open(at: path, station: settings.name)
            let reader = try JournalReader(at: path)
            let folded = try restore(recovery, reader: reader)
            self.reader = reader
            commits = CommitThread(writer: writer) { [mailbox = MailboxReference(self)] in mailbox.post($0) }
            if let commits {
                checkpointer = Checkpointer(
                    decider: decider, memory: memory, folded: folded, reader: try JournalReader(at: path),
                    commits: commits, fail: { [mailbox = MailboxReference(self)] in mailbox.post(.failed($0)) })
            }
            let mark = try HandlingMark(path: path + ".handling")
            poison = PoisonGuard(mark: mark.left(), cursors: recovery.cursors)
            handling = mark
            for cursor in recovery.cursors { recoveredCursors[cursor.publisher] = cursor }
        } catch let error as StationError {
            throw error
        } catch let error as JournalError {
            throw StationError("\(error)", exitStatus: error.exitStatus)
        } catch {
            throw StationError("\(settings.journalPath): \(error)", exitStatus: 78)
        }
    }

    /// Takes over what the journal recovered; returns the sequence it stands at.
    private func restore(_ recovery: JournalRecovery, reader: JournalReader) throws -> UInt64 {
        journal = recovery.journal
        head = recovery.head
        floor = recovery.floor
        lastInstant = recovery.lastInstant
        builder = BatchBuilder(head: recovery.head, digest: recovery.digest)
        var folded: UInt64 = 0
        if let checkpoint = recovery.checkpoint {
            let (restored, bytes) = try StationMemory.restored(from: checkpoint.bytes)
            memory = restored
            try decider.restore(bytes)
            folded = checkpoint.sequence
        }
        checkpointed = folded
        checkpointAsked = folded
        while folded < recovery.head {
            guard case .batches(let batches) = try reader.read(after: folded, limit: 1 << 20), !batches.isEmpty
            else {
                throw StationError(
                    "\(settings.journalPath): entries after \(folded) are missing, expected through \(recovery.head)",
                    exitStatus: 78)
            }
            for stored in batches {
                for entry in try Batch.entries(in: stored.bytes[...]) where entry.header.sequence > folded {
                    try memory.fold(entry)
                    try decider.fold(entry)
                }
                folded = stored.last
            }
        }
        return folded
    }

    /// Registers consumers, refuses a topology that forgets one, and records a changed configuration.
    func applyTopology() throws(StationError) {
        let registered = memory.consumers.map(\.consumer)
        for consumer in registered
        where !settings.consumers.contains(consumer) && !settings.retired.contains(consumer) {
            throw StationError(
                "the topology omits \(consumer), a registered consumer of \(settings.name); "
                    + "keep it, or drain it and list it under `retired`", exitStatus: 78)
        }
        for consumer in settings.consumers where !registered.contains(consumer) {
            recordOwn(.consumerRegistered, StationMemory.membershipBody(of: consumer))
        }
        for consumer in settings.retired where registered.contains(consumer) {
            recordOwn(.consumerRetired, StationMemory.membershipBody(of: consumer))
        }
        if memory.configuration != settings.configuration.digest {
            let bodies = StationMemory.configurationBodies(
                digest: settings.configuration.digest, content: settings.configuration.content)
            for body in bodies { recordOwn(.configurationLoaded, body) }
        }
        consumerOrder = memory.consumers.map(\.consumer)
        for registration in memory.consumers {
            consumers[registration.consumer] = PublisherSession(
                consumer: registration.consumer, registeredAt: registration.registeredAt,
                getsEverything: registration.consumer == settings.auditSink)
        }
    }

    /// Records an entry about the station itself.
    func recordOwn(_ kind: StationKind, _ body: [UInt8]) {
        let now = max(settings.now(), lastInstant)
        let draft = Draft(kind: kind.rawValue, contact: 0, destinations: [], body: body)
        let entry = builder.record(draft, at: now, cause: nil)
        do {
            try memory.fold(entry)
        } catch {
            fail(StationError("a \(kind) entry of our own does not fold: \(error)", exitStatus: 1))
        }
    }

    /// Binds the station's endpoints and connects to its upstreams.
    func openLinks() throws(StationError) {
        do {
            let stream = try ZeroMQSocket(.router, endpoint: settings.streamEndpoint, context: context)
            let ingress = try ZeroMQSocket(.router, endpoint: settings.ingressEndpoint, context: context)
            streamSocket = stream
            ingressSocket = ingress
            thread.watch(stream)
            thread.watch(ingress)
            for upstream in settings.upstreams {
                let socket = try ZeroMQSocket(
                    .dealer(identity: settings.name.rawValue), endpoint: upstream.endpoint, context: context)
                thread.watch(socket)
                let cursor = recoveredCursors[upstream.name]
                upstreams[upstream.name] = UpstreamLink(
                    session: UpstreamSession(
                        publisher: upstream.name, consumer: settings.name, cursor: cursor,
                        epoch: UInt64(bitPattern: monotonicMicroseconds())),
                    socket: socket, handled: cursor)
            }
        } catch {
            throw StationError("\(error)", exitStatus: error.exitStatus)
        }
    }
}

/// Lets the journal's threads post to a station without keeping a hand on its isolated state.
struct MailboxReference<D: Decider>: Sendable {
    private let station: StationActor<D>

    init(_ station: StationActor<D>) { self.station = station }

    /// Adds a report and wakes the socket thread.
    func post(_ report: CommitThread.Report) {
        station.mailbox.withLock { $0.append(report) }
        station.thread.wake()
    }
}
