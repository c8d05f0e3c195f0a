import Contacts
internal import DequeModule
import Journal
import Links
import Logging
import StationCore
import Synchronization

extension StationActor {
    /// At most this many batches are on their way: one syncing, one being decided.
    private var batchesInFlight: Int { 2 }
    /// Inputs of one batch, so that the first answer does not wait for the last input of a burst.
    private var inputsPerBatch: Int { poison.isCareful ? 1 : 4096 }

    /// Decides what arrived, as long as the journal keeps up.
    func decidePending(at now: Int64) {
        while inFlight.count < batchesInFlight, decideBatch(at: now) {}
    }

    /// Decides one batch and hands it to the journal; false when there was nothing to do.
    private func decideBatch(at now: Int64) -> Bool {
        let instant = max(settings.now(), lastInstant)
        var effort = InFlight(
            published: PublishedBatch(first: 0, last: 0, digest: .genesis, entries: [], size: 0), cursors: [],
            answers: [], pushes: [], keys: [])
        var budget = inputsPerBatch
        while budget > 0, !builder.isFull, handleNext(at: instant, now: now, into: &effort) { budget -= 1 }
        if let deadline = decider.nextDeadline, deadline <= instant {
            builder.noteTick()
            decide(.tick, cause: nil, at: instant, into: &effort)
        }
        return closeBatch(effort, at: instant, now: now)
    }

    /// Handles the next thing that arrived; false when nothing is left.
    private func handleNext(at instant: Instant, now: Int64, into effort: inout InFlight) -> Bool {
        if let event = linkEvents.popFirst() {
            builder.noteTick()
            decide(event, cause: nil, at: instant, into: &effort)
            return true
        }
        if let item = inbox.popFirst() {
            switch item {
            case .entry(let entry, let publisher):
                handle(entry, from: publisher, at: instant, into: &effort)
                moved(publisher, now: now) { $0.position.sequence = entry.header.sequence }
            case .through(let cursor, let bytes):
                upstreams[cursor.publisher]?.session.handled(bytes: bytes)
                moved(cursor.publisher, now: now) { $0 = cursor }
            }
            return true
        }
        if let submission = submissions.popFirst() {
            handle(submission, at: instant, into: &effort)
            return true
        }
        return false
    }

    private func moved(_ publisher: StationName, now: Int64, _ change: (inout UpstreamCursor) -> Void) {
        guard let link = upstreams[publisher], let journal = link.session.journal else { return }
        var cursor =
            link.handled
            ?? UpstreamCursor(publisher: publisher, journal: journal, position: .start)
        let before = cursor
        change(&cursor)
        guard cursor != before else { return }
        upstreams[publisher]?.handled = cursor
        movedCursors[publisher] = cursor
        if cursorsMovedAt == nil { cursorsMovedAt = now }
    }

    private func handle(
        _ entry: Entry, from publisher: StationName, at instant: Instant, into effort: inout InFlight
    ) {
        let sequence = entry.header.sequence
        builder.noteInput(sequence, of: publisher)
        if poison.verdict(on: sequence, of: publisher) == .quarantine {
            quarantine(publisher, sequence, reason: "the station ended while handling it, again and again")
            return
        }
        markHandling(from: publisher, sequence: sequence)
        let cause = EntryHeader.Cause(publisher: publisher, sequence: sequence)
        decide(.entry(entry, from: publisher), cause: cause, at: instant, into: &effort)
        effort.pushes += decider.pushes(for: entry, from: publisher)
    }

    /// Writes down the run of entries that begins here, once per run.
    private func markHandling(from publisher: StationName, sequence: UInt64) {
        if sequence <= markedThrough, markedPublisher == publisher { return }
        var last = sequence
        if !poison.isCareful {
            for case .entry(let next, let other) in inbox.prefix(inputsPerBatch) {
                guard other == publisher else { break }
                last = next.header.sequence
            }
        }
        markedPublisher = publisher
        markedThrough = last
        handling?.write(poison.mark(head: builder.head, publisher: publisher, first: sequence, last: last))
    }

    private func quarantine(_ publisher: StationName?, _ sequence: UInt64, reason: String) {
        counters.quarantined += 1
        log.error(
            "an input was quarantined; its contact needs manual handling",
            metadata: ["publisher": "\(publisher.map(\.rawValue) ?? "ingress")", "sequence": "\(sequence)"])
        let body = InputQuarantined(publisher: publisher, sequence: sequence, reason: reason).encoded
        recordOwn(.inputQuarantined, body)
    }

    private func handle(
        _ submission: PendingSubmission, at instant: Instant, into effort: inout InFlight
    ) {
        if !submission.key.isEmpty, let known = knownKey(submission.key) {
            let same = known.bodyDigest == KnownKey.digest(of: submission.body)
            let id = submission.answer.id
            let reply: IngressReply =
                same
                ? .known(id: id, body: known.reply)
                : .rejected(id: id, reason: "idempotency key \(submission.key) was used with another body")
            effort.answers.append((submission.answer, reply))
            return
        }
        builder.noteSubmission()
        decideSubmission(submission, at: instant, into: &effort)
    }

    private func decideSubmission(
        _ submission: PendingSubmission, at instant: Instant, into effort: inout InFlight
    ) {
        let id = submission.answer.id
        do {
            let decision = try decider.decide(.submission(submission.body), at: instant)
            record(decision.drafts, cause: nil, at: instant, into: &effort)
            let body = decision.reply ?? []
            if !submission.key.isEmpty, decision.keepsKey {
                let known = KnownKey(
                    key: submission.key, bodyDigest: KnownKey.digest(of: submission.body), reply: body)
                builder.note(key: known)
                uncommittedKeys[submission.key] = known
                effort.keys.append(submission.key)
            }
            effort.answers.append((submission.answer, .decided(id: id, body: body)))
        } catch {
            effort.answers.append((submission.answer, .rejected(id: id, reason: "\(error)")))
        }
    }

    private func knownKey(_ key: String) -> KnownKey? {
        if let known = uncommittedKeys[key] { return known }
        do {
            return try reader?.known(key)
        } catch {
            fail(StationError("\(settings.journalPath): \(error)", exitStatus: 1))
        }
    }

    private func decide(
        _ input: StationInput, cause: EntryHeader.Cause?, at instant: Instant, into effort: inout InFlight
    ) {
        do {
            record(try decider.decide(input, at: instant).drafts, cause: cause, at: instant, into: &effort)
        } catch {
            quarantine(cause?.publisher, cause?.sequence ?? 0, reason: "\(error)")
        }
    }

    private func record(
        _ drafts: [Draft], cause: EntryHeader.Cause?, at instant: Instant, into effort: inout InFlight
    ) {
        for draft in drafts {
            let entry = builder.record(draft, at: instant, cause: cause)
            effort.pushes += decider.pushes(for: entry, from: nil)
        }
    }

    /// Hands the batch to the journal, or answers at once when nothing has to be committed.
    private func closeBatch(_ effort: InFlight, at instant: Instant, now: Int64) -> Bool {
        var effort = effort
        let cursorsAreOld = cursorsMovedAt.map { now - $0 > 1_000_000 } ?? false
        guard !builder.isEmpty || cursorsAreOld || !effort.pushes.isEmpty else {
            // Answers about keys that are known already: at once, or with the batch that makes them known.
            if !inFlight.isEmpty {
                inFlight[inFlight.count - 1].answers += effort.answers
            } else {
                for (answer, reply) in effort.answers { send(reply, to: answer) }
            }
            return false
        }
        effort.cursors = movedCursors.keys.sorted().compactMap { movedCursors[$0] }
        movedCursors = [:]
        cursorsMovedAt = nil
        let (batch, published) = builder.finish(
            at: instant, configuration: memory.configuration, cursors: effort.cursors)
        effort.published = published
        lastInstant = instant
        inFlight.append(effort)
        commits?.add(.commit(batch))
        return true
    }

    /// Takes what the journal's threads reported: committed batches are sent, pushed and answered now.
    func takeReports() {
        while let report = mailbox.withLock({ $0.popFirst() }) {
            switch report {
            case .committed(let last, let microseconds): committed(through: last, took: microseconds)
            case .checkpointed(let sequence): checkpointed = sequence
            case .failed(let reason):
                fail(StationError("\(settings.journalPath): \(reason)", exitStatus: 1))
            }
        }
    }

    private func committed(through last: UInt64, took microseconds: Int64) {
        guard let effort = inFlight.popFirst() else { return }
        head = last
        counters.batches += 1
        counters.commitMicroseconds += microseconds
        for cursor in effort.cursors {
            upstreams[cursor.publisher]?.session.committed(cursor)
            poison.committed(through: cursor.position.sequence, of: cursor.publisher)
        }
        for key in effort.keys { uncommittedKeys[key] = nil }
        if !effort.published.entries.isEmpty { keepInTail(effort.published) }
        for (answer, reply) in effort.answers { send(reply, to: answer) }
        for push in effort.pushes { send(push) }
        if head - checkpointAsked >= settings.limits.checkpointEvery {
            checkpointAsked = head
            checkpointer?.checkpoint(through: head)
        }
    }
}
