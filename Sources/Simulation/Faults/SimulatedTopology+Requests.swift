import Contacts
import Deciding
import Facts
import Kernel

/// How the outside speaks to stations: it repeats a request under its key until it is answered.
extension SimulatedTopology {
    /// Sends a submission and goes on sending it until there is an answer.
    func submit(
        _ submission: Submission, to station: StationName, key: String,
        for purpose: OutsideWorld.Request.Purpose = .other
    ) {
        guard !self.station(station).isRetired else { return }  // Its adapters are gone with it.
        outside.lastRequest += 1
        let id = outside.lastRequest
        outside.requests[id] = OutsideWorld.Request(
            station: station, key: key, body: codec.body(of: submission), purpose: purpose)
        retry(id, 0)
    }

    /// Sends the request again unless it was answered.
    func retry(_ id: UInt64, _ attempt: Int) {
        guard outside.requests[id] != nil else { return }
        schedule(.request(id), in: random.milliseconds(1...60))
        // An impatient proxy sends it twice.
        if phase == .faulty, random.chance(network.weather.replay / 3) {
            schedule(.request(id), in: random.milliseconds(1...3000))
        }
        schedule(.retry(id, attempt: attempt + 1), in: random.milliseconds(1500...2500))
    }

    /// The request reaches its station, if that is there.
    func deliver(request id: UInt64) {
        guard let request = outside.requests[id] else { return }
        let station = station(request.station)
        guard station.isUp, !station.isRolledBack, now >= station.pausedUntil else { return }
        if phase == .faulty, random.chance(network.weather.loss / 3) { return }
        station.requests.append(id)
        wake(station, at: now + random.number(0...1500))
    }

    /// A station answers; the answer may be lost on the way.
    func answer(_ id: UInt64, _ reply: IngressReply, from station: SimulatedStation) {
        guard !station.isRolledBack else { return }
        if phase == .faulty, random.chance(network.weather.loss / 3) { return }
        schedule(.reply(id, reply), in: random.milliseconds(1...40))
    }

    /// The sender hears the answer.
    func take(_ reply: IngressReply, to id: UInt64) {
        guard let request = outside.requests[id] else { return }
        switch reply {
        case .decided(_, let body), .known(_, let body):
            outside.requests[id] = nil
            guard case .arrival(let key) = request.purpose else { return }
            do {
                guard case .accepted(.some(let contact)) = try codec.reply(body) else { return }
                accepted(contact, key: key, gateway: request.station)
            } catch {
                oracle.find("P1", "the answer to \(key) cannot be read: \(error)")
            }
        case .busy: break  // Sent again when its time has come.
        case .rejected(_, let reason):
            outside.requests[id] = nil
            oracle.find("P6", "request \(request.key) was rejected: \(reason)")
        case .status, .done, .push: break
        }
    }

    // MARK: Pushes

    /// A station tells its subscribers.
    func tell(_ push: Push, from station: SimulatedStation) {
        guard !station.isRolledBack else { return }
        outside.lastPush += 1
        schedule(
            .push(
                station: station.index, incarnation: station.incarnation, number: outside.lastPush, push),
            in: random.milliseconds(1...40))
    }

    /// Adapters and desks subscribe again after a station's start, and are told what they may have missed.
    func subscribe(to station: SimulatedStation, _ incarnation: Int) {
        guard station.incarnation == incarnation, let kernel = station.kernel, !station.isRolledBack else {
            return
        }
        if SimulatedSite.gateways.contains(station.name), plan.bug != .effectForgotten {
            for push in kernel.decider.backlog(of: "effects") { tell(push, from: station) }
        }
        guard station.name == "desk" else { return }
        for agent in outside.agents {
            for push in kernel.decider.backlog(of: "agent/\(agent.id)") { tell(push, from: station) }
        }
    }

    /// A subscriber hears a push, unless the process that sent it is gone with its connections.
    func take(_ push: Push, number: Int, of station: SimulatedStation, _ incarnation: Int) {
        guard station.incarnation == incarnation else { return }
        do {
            switch try codec.fact(kind: push.kind, body: push.body[...]) {
            case .effectPending(let effect): take(effect, from: station.name)
            case .agentStateChanged(let snapshot): see(snapshot, number: number)
            default: break
            }
        } catch {
            oracle.find("journal", "a push of \(station.name) cannot be read: \(error)")
        }
    }
}
