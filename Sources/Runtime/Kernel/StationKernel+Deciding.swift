public import Contacts
internal import DequeModule

extension StationKernel {
    /// Decides what arrived, as long as the journal keeps up; the batches are among the actions.
    ///
    /// - Parameters:
    ///   - instant: The topology's time.
    ///   - now: Real time.
    /// - Throws: `StationError` when the journal cannot be read.
    public mutating func decidePending(at instant: Instant, now: Int64) throws(StationError) {
        while let next = nextBatch, next <= now {
            guard try decideBatch(at: max(instant, lastInstant), now: now) else { return }
            batchBegunAt = now
        }
    }

    private var inputsPerBatch: Int { poison.isCareful ? 1 : settings.limits.inputsPerBatch }

    /// Decides one batch and hands it to the journal; false when there was nothing to do.
    private mutating func decideBatch(at instant: Instant, now: Int64) throws(StationError) -> Bool {
        var effort = InFlight()
        var budget = inputsPerBatch
        journalledKeys = nil
        while budget > 0, !builder.isFull, try handleNext(budget, at: instant, now: now, into: &effort) {
            budget -= 1
        }
        if takesInput, ticksHeldUntil == nil, let deadline = decider.nextDeadline, deadline <= instant {
            builder.noteTick()
            let isRecorded = try decide(.tick, cause: nil, at: instant, into: &effort)
            // The same is due again at once; decided again at once it would be all that the station does.
            if !isRecorded { ticksHeldUntil = now + Self.pauseAfterLostTick }
        }
        return closeBatch(&effort, at: instant, now: now)
    }

    /// Real microseconds.
    private static var pauseAfterLostTick: Int64 { 10_000_000 }

    /// Handles the next thing that arrived, of `budget` that the batch may take; false when nothing is left.
    private mutating func handleNext(
        _ budget: Int, at instant: Instant, now: Int64, into effort: inout InFlight
    ) throws(StationError) -> Bool {
        if let event = linkEvents.popFirst() {
            builder.noteTick()
            try decide(event, cause: nil, at: instant, into: &effort)
            return true
        }
        if let frame = inbox.first {
            guard frame.next < frame.entries.count else {
                inbox.removeFirst()
                upstreams[frame.publisher]?.session.handled(bytes: frame.bytes)
                moved(to: frame.cursor, now: now)
                return true
            }
            inbox[inbox.startIndex].next += 1
            try handle(frame.entries[frame.next], from: frame.publisher, at: instant, into: &effort)
            return true
        }
        if journalledKeys == nil { try lookUpKeys(ofNext: budget) }
        guard let submission = submissions.popFirst() else { return false }
        try handle(submission, at: instant, into: &effort)
        return true
    }

    /// Notes how far an upstream is handled; the next batch commits it.
    private mutating func moved(to cursor: UpstreamCursor, now: Int64) {
        guard upstreams[cursor.publisher]?.handled != cursor else { return }
        upstreams[cursor.publisher]?.handled = cursor
        movedCursors[cursor.publisher] = cursor
        if cursorsMovedAt == nil { cursorsMovedAt = now }
    }

    /// Notes how far the frame is handled that a batch ends in the middle of.
    private mutating func noteFrameUnderWay(now: Int64) {
        guard let frame = inbox.first, frame.next > 0 else { return }
        var cursor =
            upstreams[frame.publisher]?.handled
            ?? UpstreamCursor(publisher: frame.publisher, journal: frame.cursor.journal, position: .start)
        cursor.position.sequence = frame.entries[frame.next - 1].sequence
        moved(to: cursor, now: now)
    }

    private mutating func handle(
        _ entry: Entry, from publisher: StationName, at instant: Instant, into effort: inout InFlight
    ) throws(StationError) {
        let sequence = entry.sequence
        builder.noteInput(sequence, of: publisher)
        if poison.verdict(on: sequence, of: publisher) == .quarantine {
            let reason = "the station ended while handling it, again and again"
            try quarantine(publisher, sequence, reason: reason, at: instant)
            return
        }
        markHandling(from: publisher, sequence: sequence)
        let cause = EntryHeader.Cause(publisher: publisher, sequence: sequence)
        try decide(.entry(entry, from: publisher), cause: cause, at: instant, into: &effort)
        effort.pushes += decider.pushes(kind: entry.kind, body: entry.body, from: publisher)
    }

    /// Writes down the run of entries that begins here, once per run.
    private mutating func markHandling(from publisher: StationName, sequence: UInt64) {
        if sequence <= marked.through, marked.publisher == publisher { return }
        var last = sequence
        if !poison.isCareful {
            // The rest of its frame; what a batch takes of the next one gets a mark of its own.
            last = max(last, inbox.first?.entries.last?.sequence ?? sequence)
        }
        marked = (publisher, last)
        mark(poison.mark(head: builder.head, publisher: publisher, first: sequence, last: last))
    }

    private mutating func quarantine(
        _ publisher: StationName?, _ sequence: UInt64, reason: String, at instant: Instant
    ) throws(StationError) {
        counters.quarantined += 1
        actions.append(
            .note(
                StationNote(
                    .error, "an input was quarantined; its contact needs manual handling",
                    [
                        "publisher": publisher?.rawValue ?? "ingress", "sequence": "\(sequence)",
                        "reason": reason,
                    ])))
        let body = InputQuarantined(publisher: publisher, sequence: sequence, reason: reason).encoded
        try recordOwn(.inputQuarantined, body, at: instant)
    }

    private mutating func handle(
        _ submission: PendingSubmission, at instant: Instant, into effort: inout InFlight
    ) throws(StationError) {
        if let reply = knownAnswer(to: submission) {
            effort.answers.append((submission.ticket, reply))
            return
        }
        builder.noteSubmission()
        do {
            let decision = try decider.decide(.submission(submission.body), at: instant)
            record(decision.drafts, cause: nil, at: instant, into: &effort)
            let body = decision.reply ?? []
            if !submission.key.rawValue.isEmpty, decision.keepsKey {
                let digest = KnownKey.digest(of: submission.body)
                note(KnownKey(key: submission.key, bodyDigest: digest, reply: body), into: &effort)
                if let claim = submission.claim, known(claim.known) == nil {
                    note(KnownKey(key: claim.known, bodyDigest: claim.digest, reply: []), into: &effort)
                }
            }
            effort.answers.append((submission.ticket, .decided(id: submission.id, body: body)))
        } catch let lost as UnrecordableDecision {
            try setAside(nil, 0, lost, at: instant)
            effort.answers.append((submission.ticket, .rejected(id: submission.id, reason: lost.reason)))
        } catch {
            effort.answers.append((submission.ticket, .rejected(id: submission.id, reason: "\(error)")))
        }
    }

    /// The answer to a submission whose key is known, or whose claim is another body's; nil for a new one.
    private func knownAnswer(to submission: PendingSubmission) -> IngressReply? {
        if let claim = submission.claim, let known = known(claim.known), known.bodyDigest != claim.digest {
            return .rejected(id: submission.id, reason: KnownKey.conflict(claim.key))
        }
        guard !submission.key.rawValue.isEmpty, let known = known(submission.key) else { return nil }
        return known.bodyDigest == KnownKey.digest(of: submission.body)
            ? .known(id: submission.id, body: known.reply)
            : .rejected(id: submission.id, reason: KnownKey.conflict(submission.key.rawValue))
    }

    private func known(_ key: IdempotencyKey) -> KnownKey? { uncommittedKeys[key] ?? journalledKeys?[key] }

    private mutating func note(_ known: KnownKey, into effort: inout InFlight) {
        builder.note(key: known)
        uncommittedKeys[known.key] = known
        effort.keys.append(known.key)
    }

    /// Looks up what the journal knows of the keys of the submissions that the batch still takes, together.
    private mutating func lookUpKeys(ofNext count: Int) throws(StationError) {
        journalledKeys = [:]
        var keys: [IdempotencyKey] = []
        for submission in submissions.prefix(count) where !submission.key.rawValue.isEmpty {
            keys.append(submission.key)
            // Those of one body come one after the other.
            if let claim = submission.claim?.known, claim != keys.last { keys.append(claim) }
        }
        guard !keys.isEmpty else { return }
        do {
            journalledKeys = try reader.known(keys)
        } catch {
            throw StationError("\(settings.name): \(error)", exitStatus: 1)
        }
    }

    /// Decides an input that nobody waits for; false when it had to be set aside with all that it changed.
    @discardableResult
    private mutating func decide(
        _ input: StationInput, cause: EntryHeader.Cause?, at instant: Instant, into effort: inout InFlight
    ) throws(StationError) -> Bool {
        do {
            record(try decider.decide(input, at: instant).drafts, cause: cause, at: instant, into: &effort)
            return true
        } catch let lost as UnrecordableDecision {
            try setAside(cause?.publisher, cause?.sequence ?? 0, lost, at: instant)
            return false
        } catch {
            try quarantine(cause?.publisher, cause?.sequence ?? 0, reason: "\(error)", at: instant)
            return true
        }
    }

    /// Undoes what an input did that cannot be recorded, and sets it aside.
    private mutating func setAside(
        _ publisher: StationName?, _ sequence: UInt64, _ lost: UnrecordableDecision, at instant: Instant
    ) throws(StationError) {
        try rewind()
        try quarantine(publisher, sequence, reason: lost.reason, at: instant)
    }

    private mutating func record(
        _ drafts: [Draft], cause: EntryHeader.Cause?, at instant: Instant, into effort: inout InFlight
    ) {
        for draft in drafts {
            builder.append(draft, at: instant, cause: cause)
            effort.pushes += decider.pushes(kind: draft.kind, body: draft.body[...], from: nil)
        }
    }

    /// Hands the batch to the journal, or answers at once when nothing has to be committed.
    private mutating func closeBatch(_ effort: inout InFlight, at instant: Instant, now: Int64) -> Bool {
        noteFrameUnderWay(now: now)
        let cursorsAreOld = cursorsMovedAt.map { now - $0 > 1_000_000 } ?? false
        guard !builder.isEmpty || cursorsAreOld || !effort.pushes.isEmpty else {
            // Answers about keys that are known already: at once, or with the batch that makes them known.
            if inFlight.isEmpty {
                for (ticket, reply) in effort.answers { actions.append(.answer(ticket: ticket, reply)) }
            } else {
                inFlight[inFlight.count - 1].answers += effort.answers
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
        actions.append(.commit(batch))
        return true
    }

    /// The oldest batch in flight is durable: only now is it sent, pushed and answered.
    ///
    /// - Parameter microseconds: Real time that the commit took.
    public mutating func committed(took microseconds: Int64) {
        guard let effort = inFlight.popFirst() else { return }
        counters.batches += 1
        counters.commitMicroseconds += microseconds
        for cursor in effort.cursors {
            upstreams[cursor.publisher]?.session.committed(cursor)
            poison.committed(through: cursor.position.sequence, of: cursor.publisher)
        }
        for key in effort.keys { uncommittedKeys[key] = nil }
        if !effort.published.entries.isEmpty {
            head = effort.published.last
            keepInTail(effort.published)
        }
        for (ticket, reply) in effort.answers { actions.append(.answer(ticket: ticket, reply)) }
        for push in effort.pushes { actions.append(.push(push)) }
        if head - checkpointAsked >= settings.limits.checkpointEvery {
            checkpointAsked = head
            actions.append(.checkpoint(through: head))
        }
    }

    /// A checkpoint that covers `sequence` is complete.
    public mutating func checkpointed(through sequence: UInt64) { checkpointed = sequence }
}
