import Contacts
internal import DequeModule
import Journal
import Links
import Logging
import StationCore

extension StationActor {
    /// Frames taken from one socket in one turn, so that no peer starves the others.
    private var framesPerTurn: Int { 256 }

    // MARK: Publishing

    /// Keeps a committed batch at hand, and lets the oldest go when the tail is over its bound.
    func keepInTail(_ batch: PublishedBatch) {
        tail.append(batch)
        tailBytes += batch.size
        while tailBytes > settings.limits.tail, let oldest = tail.popFirst() { tailBytes -= oldest.size }
    }

    /// Takes what consumers say: attaches, acknowledgements, signs of life.
    func receiveFromConsumers(at now: Int64) {
        guard let socket = streamSocket else { return }
        for _ in 0..<framesPerTurn {
            guard let (peer, bytes) = socket.receive() else { return }
            do {
                try take(StreamFrame(encoded: bytes[...]), from: peer, at: now)
            } catch let error as FrameError {
                log.warning("a frame on the stream endpoint is none", metadata: ["reason": "\(error)"])
            } catch {
                fail(StationError("\(settings.journalPath): \(error)", exitStatus: 1))
            }
        }
    }

    private func take(_ frame: StreamFrame, from peer: [UInt8], at now: Int64) throws {
        switch frame {
        case .attach(let request): try attach(request, peer: peer, at: now)
        case .ack(let ack): consumers[ack.consumer]?.take(ack, at: now)
        case .consumerHeartbeat(let epoch, let consumer): consumers[consumer]?.heard(epoch: epoch, at: now)
        case .attached, .refused, .entries, .publisherHeartbeat: break
        }
    }

    private func attach(_ request: StreamFrame.Attach, peer: [UInt8], at now: Int64) throws {
        guard consumers[request.consumer] != nil else {
            let refusal = AttachRefusal(
                code: .notRegistered, text: "\(request.consumer) is not a registered consumer of \(settings.name)")
            _ = streamSocket?.send(
                StreamFrame.refused(epoch: request.epoch, refusal: refusal).encoded, to: peer)
            return
        }
        let standing = PublisherSession.Standing(
            journal: journal, head: head, floor: floor, digest: { [reader] in try reader?.digest(at: $0) })
        let answer = try consumers[request.consumer]?.attach(request, at: now, standing: standing)
        routes[request.consumer] = peer
        if let answer { _ = streamSocket?.send(answer.encoded, to: peer) }
        guard case .refused(_, let refusal) = answer else { return }
        log.error("a consumer may not attach", metadata: ["reason": "\(refusal.text)"])
        if refusal.stopsPublisher {
            fail(StationError("\(settings.journalPath): \(refusal.text)", exitStatus: 78))
        }
    }

    /// Sends every attached consumer what it has credit for.
    func publish(at now: Int64) {
        for consumer in consumerOrder {
            while sendEntries(to: consumer, at: now) {}
            if let frame = consumers[consumer]?.heartbeat(head: head, at: now, every: 1_000_000) {
                send(frame, to: consumer)
            }
        }
    }

    /// Sends one frame of entries; false when there is none to send now.
    private func sendEntries(to consumer: StationName, at now: Int64) -> Bool {
        guard let session = consumers[consumer], session.wantsEntries(head: head) else { return false }
        let after = session.needsAfter
        let frame: StreamFrame?
        if session.hasScanned(head) {
            frame = consumers[consumer]?.nextFrame(from: [], head: head, at: now, progressDue: 500_000)
        } else if let oldest = tail.first, oldest.first <= after + 1 {
            let recent = tail[firstIndex(after: after)...]
            frame = consumers[consumer]?.nextFrame(from: recent, head: head, at: now, progressDue: 500_000)
        } else {
            let older = batchesFromJournal(after: after)
            frame = consumers[consumer]?.nextFrame(from: older, head: head, at: now, progressDue: 500_000)
            if frame == nil, consumers[consumer]?.needsAfter != after { return true }
        }
        guard let frame else { return false }
        return send(frame, to: consumer)
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

    private func batchesFromJournal(after sequence: UInt64) -> [PublishedBatch] {
        do {
            guard let read = try reader?.read(after: sequence, limit: 256 * 1024) else { return [] }
            switch read {
            case .batches(let stored):
                return try stored.filter { $0.last <= head }.map { try PublishedBatch($0) }
            case .pruned(let floor):
                fail(StationError(
                    "\(settings.journalPath): entries after \(sequence) are asked for, pruned through \(floor)",
                    exitStatus: 78))
            }
        } catch {
            fail(StationError("\(settings.journalPath): \(error)", exitStatus: 1))
        }
    }

    @discardableResult
    private func send(_ frame: StreamFrame, to consumer: StationName) -> Bool {
        guard let peer = routes[consumer], let socket = streamSocket else { return false }
        switch socket.send(frame.encoded, to: peer) {
        case .sent: return true
        case .full, .unreachable:
            // What was not sent is in the journal; the consumer attaches again and gets it.
            consumers[consumer]?.detach()
            return false
        }
    }

    // MARK: Consuming

    /// Takes what upstreams sent; entries queue for the next batch.
    func receiveFromUpstreams(at now: Int64) {
        for upstream in settings.upstreams {
            guard let socket = upstreams[upstream.name]?.socket else { continue }
            for _ in 0..<framesPerTurn {
                guard let (_, bytes) = socket.receive() else { break }
                receive(bytes, from: upstream.name, at: now)
            }
            if upstreams[upstream.name]?.session.noticesLoss(at: now) == true {
                log.warning("link lost", metadata: ["upstream": "\(upstream.name)"])
                linkEvents.append(.linkLost(upstream.name))
                lostLinks.insert(upstream.name)
            }
        }
    }

    private func receive(_ bytes: [UInt8], from publisher: StationName, at now: Int64) {
        guard var session = upstreams[publisher]?.session else { return }
        do {
            let received = try session.receive(StreamFrame(encoded: bytes[...]), at: now)
            upstreams[publisher]?.session = session
            take(received, from: publisher)
        } catch {
            log.warning("a frame of an upstream is none", metadata: ["upstream": "\(publisher)", "reason": "\(error)"])
        }
    }

    private func take(_ received: UpstreamSession.Received, from publisher: StationName) {
        switch received {
        case .entries(let entries):
            for entry in entries { inbox.append(.entry(entry, from: publisher)) }
            if let session = upstreams[publisher]?.session, let cursor = session.cursor {
                inbox.append(.through(cursor, bytes: session.receivedBytes))
            }
        case .attached:
            log.info("attached", metadata: ["upstream": "\(publisher)"])
            if lostLinks.remove(publisher) != nil { linkEvents.append(.linkRegained(publisher)) }
        case .refused(let refusal):
            log.error("an upstream refuses us", metadata: ["upstream": "\(publisher)", "reason": "\(refusal.text)"])
        case .nothing: break
        }
    }

    /// Sends attaches, acknowledgements and heartbeats upstream.
    func speakToUpstreams(at now: Int64) {
        let lag = worstLag()
        for upstream in settings.upstreams {
            guard let link = upstreams[upstream.name] else { continue }
            var session = link.session
            if let frame = session.poll(at: now, lag: lag), link.socket.send(frame.encoded) != .sent {
                session.sendFailed(at: now)
            }
            upstreams[upstream.name]?.session = session
        }
    }

    /// Entries that the slowest consumer, or one of its consumers, is behind.
    func worstLag() -> UInt64 {
        consumers.values.reduce(0) { max($0, $1.lag(head: head), $1.downstreamLag) }
    }
}
