import Contacts
import Kernel
import Links
import Logging

extension StationActor {
    /// Frames taken from one socket in one turn, so that no peer starves the others.
    private var framesPerTurn: Int { 256 }

    /// Takes what consumers say.
    func receiveFromConsumers(at now: Int64) throws(StationError) {
        guard let socket = running?.stream else { return }
        for _ in 0..<framesPerTurn {
            guard let (peer, bytes) = socket.receive() else { return }
            guard let frame = frame(bytes, from: "a consumer") else { continue }
            if let consumer = try running?.kernel.take(consumerFrame: frame, at: now) {
                routes[consumer] = peer
            }
        }
    }

    /// Takes what upstreams sent.
    func receiveFromUpstreams(at now: Int64) {
        for upstream in settings.kernel.upstreams {
            guard let socket = running?.upstreams[upstream] else { continue }
            for _ in 0..<framesPerTurn {
                guard let (_, bytes) = socket.receive() else { break }
                guard let frame = frame(bytes, from: upstream.rawValue) else { continue }
                settings.failpoint?.received(frame, from: upstream)
                running?.kernel.take(upstreamFrame: frame, from: upstream, at: now)
            }
        }
    }

    private func frame(_ bytes: [UInt8], from peer: String) -> StreamFrame? {
        do {
            return try StreamFrame(encoded: bytes[...])
        } catch {
            log.warning("a frame is none", metadata: ["from": "\(peer)", "reason": "\(error)"])
            return nil
        }
    }

    /// Does what the kernel asks for, in order.
    func act(at now: Int64) {
        for action in running?.kernel.takeActions() ?? [] {
            switch action {
            case .commit(let batch):
                settings.failpoint?.willCommit(batch)
                running?.commits.add(.commit(batch))
            case .toConsumer(let consumer, let frame): send(frame, toConsumer: consumer)
            case .toUpstream(let upstream, let frame): send(frame, toUpstream: upstream, at: now)
            case .answer(let ticket, let reply): answer(ticket, reply)
            case .push(let push): send(push)
            case .checkpoint(let sequence): checkpoint(through: sequence)
            case .prune(let sequence): running?.commits.add(.prune(through: sequence))
            case .note(let note): write(note)
            }
        }
        payCheckpoint()
    }

    private func checkpoint(through sequence: UInt64) {
        guard let running, running.kernel.decider.size > Checkpointer.copyLimit else {
            owesCheckpoint = true
            return
        }
        running.checkpointer.checkpoint(through: sequence)
    }

    /// Hands a copy of a small state over, once every batch that led to it is with the journal.
    private func payCheckpoint() {
        guard owesCheckpoint, let running, let snapshot = running.kernel.snapshot else { return }
        owesCheckpoint = false
        running.checkpointer.checkpoint(snapshot)
    }

    private func send(_ frame: StreamFrame, toConsumer consumer: StationName) {
        if let peer = routes[consumer], running?.stream.send(frame.encoded, to: peer) == .sent { return }
        running?.kernel.couldNotSend(toConsumer: consumer)
    }

    private func send(_ frame: StreamFrame, toUpstream upstream: StationName, at now: Int64) {
        if running?.upstreams[upstream]?.send(frame.encoded) == .sent { return }
        running?.kernel.couldNotSend(toUpstream: upstream, at: now)
    }

    private func write(_ note: StationNote) {
        let metadata = Logger.Metadata(uniqueKeysWithValues: note.details.map { ($0, .string($1)) })
        let level: Logger.Level =
            switch note.level {
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
        log.log(level: level, "\(note.message)", metadata: metadata)
    }
}
