import Contacts
internal import DequeModule
import Links
public import StationCore

extension StationActor {
    /// Submits from within the process, as an HTTP edge does; returns after the commit.
    public func submit(key: String, body: [UInt8]) async -> IngressReply {
        await withCheckedContinuation { continuation in
            take(PendingSubmission(key: key, body: body, answer: .local(continuation)))
            thread.wake()
        }
    }

    /// Pushes of `topic` from now on, beginning with its backlog; ends when the iteration does.
    public func subscribe(topic: String) -> AsyncStream<Push> {
        let id = nextLocalSubscriber
        nextLocalSubscriber += 1
        let (stream, continuation) = AsyncStream<Push>.makeStream(bufferingPolicy: .bufferingNewest(1024))
        for push in decider.backlog(of: topic) { continuation.yield(push) }
        localSubscribers[topic, default: [:]][id] = continuation
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            Task { await self.unsubscribe(topic: topic, id: id) }
        }
        return stream
    }

    private func unsubscribe(topic: String, id: UInt64) {
        localSubscribers[topic]?[id] = nil
        if localSubscribers[topic]?.isEmpty == true { localSubscribers[topic] = nil }
    }

    /// What a new subscriber of `topic` would be told first.
    public func backlog(topic: String) -> [Push] { decider.backlog(of: topic) }

    /// The station's health as JSON.
    public func status() -> [UInt8] { health().json }

    /// Takes requests from the ingress socket.
    func receiveFromIngress(at now: Int64) {
        guard let socket = ingressSocket else { return }
        // What is not taken here waits in ZeroMQ and, at its mark, at the sender.
        let room = settings.limits.submissions * 2
        for _ in 0..<1024 where submissions.count < room {
            guard let (peer, bytes) = socket.receive() else { return }
            do {
                take(try IngressRequest(encoded: bytes[...]), from: peer, at: now)
            } catch {
                send(.rejected(id: 0, reason: "\(error)"), to: .peer(peer, id: 0))
            }
        }
    }

    private func take(_ request: IngressRequest, from peer: [UInt8], at now: Int64) {
        switch request.action {
        case .submit(let key, let body):
            take(PendingSubmission(key: key, body: body, answer: .peer(peer, id: request.id)))
        case .subscribe(let topic):
            subscribe(peer, to: topic, at: now)
            send(.done(id: request.id), to: .peer(peer, id: request.id))
        case .status:
            send(.status(id: request.id, json: health().json), to: .peer(peer, id: request.id))
        case .drain:
            send(.done(id: request.id), to: .peer(peer, id: request.id))
            beginDrain(at: now)
        }
    }

    private func take(_ submission: PendingSubmission) {
        if decider.isNewWork(submission.body), let reason = reasonToRefuse() {
            let since = blocked[reason]?.since ?? max(settings.now(), lastInstant)
            blocked[reason] = (count: (blocked[reason]?.count ?? 0) + 1, since: since)
            counters.blocked += 1
            send(.busy(id: submission.answer.id, retryAfterMilliseconds: 1000), to: submission.answer)
            return
        }
        if draining != nil {
            send(.busy(id: submission.answer.id, retryAfterMilliseconds: 500), to: submission.answer)
            return
        }
        submissions.append(submission)
    }

    private func reasonToRefuse() -> BlockageReason? {
        if let refusal { return refusal }
        return submissions.count >= settings.limits.submissions ? .inboxFull : nil
    }

    private func subscribe(_ peer: [UInt8], to topic: String, at now: Int64) {
        if let index = subscribers[topic]?.firstIndex(where: { $0.peer == peer }) {
            subscribers[topic]?[index].renewed = now
            return
        }
        subscribers[topic, default: []].append(Subscriber(peer: peer, renewed: now))
        for push in decider.backlog(of: topic) {
            send(.push(push), to: .peer(peer, id: 0))
        }
    }

    /// Sends a push to everybody who subscribed to its topic.
    func send(_ push: Push) {
        for subscriber in subscribers[push.topic] ?? [] {
            send(.push(push), to: .peer(subscriber.peer, id: 0))
        }
        guard let local = localSubscribers[push.topic] else { return }
        for id in local.keys.sorted() { local[id]?.yield(push) }
    }

    /// Answers a request; a peer that is gone asks again when it is back.
    func send(_ reply: IngressReply, to answer: Answer) {
        switch answer {
        case .peer(let peer, _): _ = ingressSocket?.send(reply.encoded, to: peer)
        case .local(let continuation): continuation.resume(returning: reply)
        case .nobody: break
        }
    }

    /// Forgets subscribers that have not renewed for a while.
    func dropSilentSubscribers(at now: Int64) {
        for topic in subscribers.keys.sorted() {
            subscribers[topic]?.removeAll { now - $0.renewed > 5_000_000 }
            if subscribers[topic]?.isEmpty == true { subscribers[topic] = nil }
        }
    }
}

extension StationActor.Answer {
    /// The id of the request it belongs to.
    var id: UInt64 {
        switch self {
        case .peer(_, let id): id
        case .local, .nobody: 0
        }
    }
}
