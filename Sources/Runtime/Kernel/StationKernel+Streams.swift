public import Contacts
internal import DequeModule

extension StationKernel {
    // MARK: Publishing

    /// Keeps a committed batch at hand, and lets the oldest go when the tail is over its bound.
    mutating func keepInTail(_ batch: PublishedBatch) {
        tail.append(batch)
        tailBytes += batch.size
        while tailBytes > settings.limits.tail, let oldest = tail.popFirst() { tailBytes -= oldest.size }
    }

    /// Takes what a consumer says: an attach, an acknowledgement, a sign of life.
    ///
    /// - Parameters:
    ///   - frame: The frame.
    ///   - now: Real time.
    /// - Returns: The consumer it came from, when it is one of ours or asked to be.
    /// - Throws: `StationError` with exit status 78 when the consumer has read what this journal does not
    ///   hold.
    @discardableResult
    public mutating func take(
        consumerFrame frame: StreamFrame, at now: Int64
    ) throws(StationError) -> StationName? {
        switch frame {
        case .attach(let request):
            try attach(request, at: now)
            return request.consumer
        case .ack(let ack):
            consumers[ack.consumer]?.take(ack, at: now)
            answerUnattached(ack.consumer, epoch: ack.epoch)
            return ack.consumer
        case .consumerHeartbeat(let epoch, let consumer):
            consumers[consumer]?.heard(epoch: epoch, at: now)
            answerUnattached(consumer, epoch: epoch)
            return consumer
        case .attached, .refused, .entries, .publisherHeartbeat:
            return nil
        }
    }

    /// Tells a consumer of a session that is not there, so that it attaches at once and not after a silence.
    private mutating func answerUnattached(_ consumer: StationName, epoch: UInt64) {
        guard let session = consumers[consumer], !session.isAttached(epoch: epoch) else { return }
        let refusal = AttachRefusal(
            code: .notAttached, text: "\(settings.name) has no session \(epoch) of \(consumer)")
        actions.append(.toConsumer(consumer, .refused(epoch: epoch, refusal: refusal)))
    }

    private mutating func attach(_ request: StreamFrame.Attach, at now: Int64) throws(StationError) {
        // A registration counts once it is committed: a consumer must not know of what may never have been.
        guard let session = consumers[request.consumer], session.registeredAt <= head else {
            let refusal = AttachRefusal(
                code: .notRegistered,
                text: "\(request.consumer) is not a registered consumer of \(settings.name)")
            actions.append(.toConsumer(request.consumer, .refused(epoch: request.epoch, refusal: refusal)))
            return
        }
        let reader = reader
        let extent = PublisherSession.Extent(
            journal: journal, head: head, floor: floor, digest: { try reader.digest(at: $0) })
        let answer: StreamFrame?
        do {
            answer = try consumers[request.consumer]?.attach(request, at: now, extent: extent)
        } catch {
            throw StationError("\(settings.name): \(error)", exitStatus: 1)
        }
        guard let answer else { return }
        actions.append(.toConsumer(request.consumer, answer))
        guard case .refused(_, let refusal) = answer else { return }
        actions.append(.note(StationNote(.error, "a consumer may not attach", ["reason": refusal.text])))
        if refusal.stopsPublisher {
            throw StationError("\(settings.name): \(refusal.text)", exitStatus: 78)
        }
    }

    /// Sends every attached consumer what it has credit for; the frames are among the actions.
    ///
    /// - Parameter now: Real time.
    /// - Throws: `StationError` when the journal cannot be read.
    public mutating func publish(at now: Int64) throws(StationError) {
        for consumer in consumerOrder {
            let due = consumers[consumer]?.sendDue(head: head)
            if due.map({ $0 <= now }) ?? true { while try sendEntries(to: consumer, at: now) {} }
            if let frame = consumers[consumer]?.heartbeat(head: head, at: now, every: 1_000_000) {
                actions.append(.toConsumer(consumer, frame))
            }
        }
    }

    /// Sends one frame of entries; false when there is none to send now.
    private mutating func sendEntries(to consumer: StationName, at now: Int64) throws(StationError) -> Bool {
        guard let session = consumers[consumer], session.wantsEntries(head: head) else { return false }
        let after = session.needsAfter
        let frame: StreamFrame?
        if session.hasScanned(head) {
            frame = nextFrame(to: consumer, from: EmptyCollection(), at: now)
        } else if let oldest = tail.first, oldest.first <= after + 1 {
            frame = nextFrame(to: consumer, from: tail[firstIndex(after: after)...], at: now)
        } else {
            guard let batches = try batchesFromJournal(after: after) else {
                detachBehindFloor(consumer, after: after)
                return false
            }
            frame = nextFrame(to: consumer, from: batches, at: now)
            if frame == nil, consumers[consumer]?.needsAfter != after { return true }
        }
        guard let frame else { return false }
        actions.append(.toConsumer(consumer, frame))
        return true
    }

    private mutating func nextFrame(
        to consumer: StationName, from batches: some Sequence<PublishedBatch>, at now: Int64
    ) -> StreamFrame? {
        consumers[consumer]?.nextFrame(from: batches, head: head, at: now, progressDue: 500_000)
    }

    /// The index in the tail of the first batch that ends after `sequence`.
    private func firstIndex(after sequence: UInt64) -> Int {
        var low = tail.startIndex
        var high = tail.endIndex
        while low < high {
            let middle = (low + high) / 2
            if tail[middle].last > sequence { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// A session that begins below the floor is one of an attach that came late: its consumer has
    /// acknowledged what was pruned since. It attaches again, and if it really has not read that far, it is
    /// refused then.
    private mutating func detachBehindFloor(_ consumer: StationName, after sequence: UInt64) {
        consumers[consumer]?.detach()
        actions.append(
            .note(
                StationNote(
                    .warning, "a session began below what is pruned",
                    ["consumer": consumer.rawValue, "after": "\(sequence)", "floor": "\(floor)"])))
    }

    /// The batches after `sequence`; nil when some of them are pruned.
    private func batchesFromJournal(after sequence: UInt64) throws(StationError) -> [PublishedBatch]? {
        let read: JournalRead
        do {
            read = try reader.read(after: sequence, limit: 256 * 1024)
        } catch {
            throw StationError("\(settings.name): \(error)", exitStatus: 1)
        }
        switch read {
        case .batches(let stored):
            do {
                return try stored.filter { $0.last <= head }.map { try PublishedBatch($0) }
            } catch {
                throw StationError(
                    "\(settings.name): a journalled batch is damaged: \(error)", exitStatus: 78)
            }
        case .pruned: return nil
        }
    }

    /// A frame to a consumer did not leave: what it held is in the journal; the consumer attaches again.
    public mutating func couldNotSend(toConsumer consumer: StationName) { consumers[consumer]?.detach() }

    // MARK: Consuming

    /// Takes a frame of an upstream; entries queue for the next batch.
    public mutating func take(upstreamFrame frame: StreamFrame, from publisher: StationName, at now: Int64) {
        do {
            guard let received = try upstreams[publisher]?.session.receive(frame, at: now) else { return }
            take(received, from: publisher)
        } catch {
            actions.append(
                .note(
                    StationNote(
                        .warning, "a frame of an upstream is damaged",
                        ["upstream": publisher.rawValue, "reason": "\(error)"])))
        }
    }

    private mutating func take(_ received: UpstreamSession.Received, from publisher: StationName) {
        switch received {
        case .entries(let entries):
            // What is left out is not acknowledged: the next start is sent it again.
            guard takesInput, let session = upstreams[publisher]?.session, let cursor = session.cursor else {
                return
            }
            inbox.append(
                InboxFrame(
                    publisher: publisher, entries: entries, cursor: cursor, bytes: session.receivedBytes))
        case .attached:
            actions.append(.note(StationNote(.info, "attached", ["upstream": publisher.rawValue])))
            if lostLinks.remove(publisher) != nil { linkEvents.append(.linkRegained(publisher)) }
        case .refused(let refusal):
            actions.append(
                .note(
                    StationNote(
                        .error, "an upstream refuses us",
                        ["upstream": publisher.rawValue, "reason": refusal.text])))
        case .nothing: break
        }
    }

    /// Sends attaches, acknowledgements and heartbeats upstream, and notices silence.
    public mutating func speakToUpstreams(at now: Int64) {
        let lag = ownLag()
        for upstream in settings.upstreams {
            if upstreams[upstream]?.session.noticesLoss(at: now) == true {
                actions.append(.note(StationNote(.warning, "link lost", ["upstream": upstream.rawValue])))
                linkEvents.append(.linkLost(upstream))
                lostLinks.insert(upstream)
            }
            if let frame = upstreams[upstream]?.session.poll(at: now, lag: lag) {
                actions.append(.toUpstream(upstream, frame))
            }
        }
    }

    /// When a link wants to be spoken on although nothing arrives: a paced frame, an acknowledgement.
    public var nextTalk: Int64? {
        var next: Int64?
        for consumer in consumerOrder {
            guard let due = consumers[consumer]?.sendDue(head: head) else { continue }
            next = min(next ?? due, due)
        }
        for upstream in settings.upstreams {
            guard let due = upstreams[upstream]?.session.ackDue else { continue }
            next = min(next ?? due, due)
        }
        return next
    }

    /// A frame to an upstream did not leave; it is tried again a little later.
    public mutating func couldNotSend(toUpstream upstream: StationName, at now: Int64) {
        upstreams[upstream]?.session.sendFailed(at: now)
    }

    /// Entries that the slowest consumer is behind; what upstreams are told.
    ///
    /// Only our own: stations consume each other in circles, and a lag that is passed on comes back as
    /// somebody
    /// else's and is never forgotten.
    private func ownLag() -> UInt64 {
        consumers.values.reduce(0) { max($0, $1.lag(head: head)) }
    }

    /// Entries that the slowest consumer, or one of its consumers, is behind.
    public func worstLag() -> UInt64 {
        consumers.values.reduce(0) { max($0, $1.lag(head: head), $1.downstreamLag) }
    }
}
