import Contacts
internal import DequeModule
public import Kernel
import Links

extension StationActor {
    /// Submits from within the process, as an HTTP edge does; returns after the commit.
    public func submit(key: String, claim: KeyClaim? = nil, body: [UInt8]) async -> IngressReply {
        await withCheckedContinuation { continuation in
            guard running != nil else {
                continuation.resume(returning: .busy(id: 0, retryAfterMilliseconds: 1000))
                return
            }
            take(body, key: key, claim: claim, id: 0, from: .local(continuation))
            thread.wake()
        }
    }

    /// Pushes of `topic` from now on, beginning with its backlog; ends when the iteration does.
    public func subscribe(topic: String) -> AsyncStream<Push> {
        let id = nextTicket
        nextTicket += 1
        // Room for the whole backlog, however long, and for what comes while a slow reader goes through it.
        let first = backlog(topic: topic)
        let room = first.count + Self.pushRoom
        let (stream, continuation) = AsyncStream<Push>.makeStream(bufferingPolicy: .bufferingOldest(room))
        for push in first { continuation.yield(push) }
        localSubscribers[topic, default: [:]][id] = continuation
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            Task { await self.unsubscribe(topic: topic, id: id) }
        }
        return stream
    }

    /// Pushes that may wait for a subscriber outside; one that reads none of them is forgotten.
    private static var unsentLimit: Int { 1 << 20 }

    /// Pushes that may wait for a subscriber in this process beyond its backlog.
    private static var pushRoom: Int { 1024 }

    private func unsubscribe(topic: String, id: UInt64) {
        localSubscribers[topic]?[id] = nil
        if localSubscribers[topic]?.isEmpty == true { localSubscribers[topic] = nil }
    }

    /// What a new subscriber of `topic` would be told first.
    public func backlog(topic: String) -> [Push] { running?.kernel.decider.backlog(of: topic) ?? [] }

    /// The station's health as JSON.
    public func status() -> [UInt8] {
        running.map { running in
            Health(running.kernel, settings: settings, isDraining: drainBegunAt != nil)
                .json(with: running.kernel.decider.gauges(at: settings.now()) + settings.processGauges())
        } ?? []
    }

    /// Takes requests from the ingress socket.
    func receiveFromIngress(at now: Int64) {
        guard let running else { return }
        let socket = running.ingress
        for _ in 0..<min(1024, running.look { $0.roomForSubmissions }) {
            guard let (peer, bytes) = socket.receive() else { return }
            do {
                take(try IngressRequest(encoded: bytes[...]), from: peer, at: now)
            } catch {
                send(.rejected(id: 0, reason: "\(error)"), to: peer)
            }
        }
    }

    private func take(_ request: IngressRequest, from peer: [UInt8], at now: Int64) {
        switch request.action {
        case .submit(let key, let body):
            take(body, key: key, id: request.id, from: .peer(peer))
        case .subscribe(let topic):
            subscribe(peer, to: topic, at: now)
            send(.done(id: request.id), to: peer)
        case .status:
            send(.status(id: request.id, json: status()), to: peer)
        case .drain:
            send(.done(id: request.id), to: peer)
            beginDrain(at: now)
        }
    }

    private func take(
        _ body: [UInt8], key: String, claim: KeyClaim? = nil, id: UInt64, from submitter: Answer
    ) {
        let ticket = nextTicket
        nextTicket += 1
        answers[ticket] = submitter
        running?.kernel.submit(
            body, key: key, claim: claim, ticket: ticket, id: id, at: settings.now())
    }

    /// Answers a submission; a peer that is gone asks again when it is back.
    func answer(_ ticket: UInt64, _ reply: IngressReply) {
        switch answers.removeValue(forKey: ticket) {
        case .peer(let peer): send(reply, to: peer)
        case .local(let continuation): continuation.resume(returning: reply)
        case nil: break
        }
    }

    private func send(_ reply: IngressReply, to peer: [UInt8]) {
        _ = running?.ingress.send(reply.encoded, to: peer)
    }

    private func subscribe(_ peer: [UInt8], to topic: String, at now: Int64) {
        if let index = subscribers[topic]?.firstIndex(where: { $0.peer == peer }) {
            let silence = now - (subscribers[topic]?[index].renewed ?? now)
            subscribers[topic]?[index].renewed = now
            // Who was silent for longer may have connected anew meanwhile, and missed what was sent.
            guard silence > Self.longestStall else { return }
            subscribers[topic]?.removeAll { $0.peer == peer }
        }
        let first = backlog(topic: topic)
        subscribers[topic, default: []].append(Subscriber(peer: peer, renewed: now, unsent: Deque(first)))
        sendUnsent(of: topic)
    }

    /// Goes on with what did not fit a subscriber's connection at once: a backlog may be longer than that.
    func sendUnsent() {
        let topics = unsentTopics.sorted()
        unsentTopics = []
        for topic in topics { sendUnsent(of: topic) }
    }

    /// One topic's alone: a desk has one for each agent, and looks at all of them for none.
    private func sendUnsent(of topic: String) {
        for index in (subscribers[topic] ?? []).indices { sendUnsent(topic, index) }
    }

    private func sendUnsent(_ topic: String, _ index: Int) {
        guard let peer = subscribers[topic]?[index].peer else { return }
        while let push = subscribers[topic]?[index].unsent.first {
            switch running?.ingress.send(IngressReply.push(push).encoded, to: peer) {
            case .sent: subscribers[topic]?[index].unsent.removeFirst()
            case .full:
                unsentTopics.insert(topic)
                return
            case .unreachable, nil:
                // Nobody is there; whoever comes back is told everything.
                subscribers[topic]?[index].unsent.removeAll()
            }
        }
    }

    /// Sends a push to everybody who subscribed to its topic; whom it does not reach is forgotten, and gets
    /// the backlog with the next renewal.
    func send(_ push: Push) {
        let reply = IngressReply.push(push)
        subscribers[push.topic]?.removeAll { subscriber in
            guard subscriber.unsent.isEmpty else { return subscriber.unsent.count > Self.unsentLimit }
            return running?.ingress.send(reply.encoded, to: subscriber.peer) != .sent
        }
        for index in (subscribers[push.topic] ?? []).indices
        where subscribers[push.topic]?[index].unsent.isEmpty == false {
            // In order: behind what it was not sent yet.
            subscribers[push.topic]?[index].unsent.append(push)
        }
        guard let local = localSubscribers[push.topic] else { return }
        for id in local.keys.sorted() {
            // Who is that slow ends, and is told everything when it is back: a push left out would be lost.
            if case .dropped = local[id]?.yield(push) { local[id]?.finish() }
        }
    }

    /// Real microseconds that a station or a subscriber may stand still without a lost connection: below the
    /// three seconds after which a peer gives up.
    static var longestStall: Int64 { 2_500_000 }

    /// Notices that this station stood still for so long that its peers have connected anew: what was sent
    /// on their old connections is lost, though it could be sent. Everybody gets the backlog, now and once
    /// more when the old connections are certainly gone.
    func noticeStall(at now: Int64) {
        defer { lastTurn = now }
        if let last = lastTurn, now - last > Self.longestStall {
            subscribers = [:]
            forgetSubscribersAt = now + 1_000_000
        } else if let at = forgetSubscribersAt, at <= now {
            subscribers = [:]
            forgetSubscribersAt = nil
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
