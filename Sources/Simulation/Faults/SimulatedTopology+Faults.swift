import Contacts
import Kernel

/// What goes wrong, and who puts it right.
extension SimulatedTopology {
    /// One fault, and the next one later.
    func doFault() {
        guard phase == .faulty else { return }
        switch plan.program {
        case .everything:
            schedule(.fault, in: random.milliseconds(faults.every))
            doAnyFault()
        case .weather: break
        case .oneWay(let from, let to): part(from, from: to)
        case .kills(let name):
            schedule(.fault, in: random.milliseconds(faults.every))
            crash(station(name), restartIn: random.milliseconds(50...1000), "killed")
        }
    }

    private func doAnyFault() {
        let up = stations.filter { $0.isUp && !$0.isRolledBack }
        guard let victim = random.pick(up) else { return }
        switch random.number(0...99) {
        case 0..<40: crash(victim, restartIn: random.milliseconds(50...5000), "killed")
        case 40..<47: swizzle(up)
        case 47..<60: pause(victim, for: random.milliseconds(500...8000))
        case 60..<72: cut(random.milliseconds(2000...15_000))
        case 72..<80:
            victim.slowUntil = now + random.milliseconds(1000...8000)
            trace.note(.station(victim.name, "has a slow disk"), at: now)
        case 80..<85: upgrade()
        case 85..<91: restartAdapter()
        default: rollBack(victim)
        }
    }

    /// Some die one after the other and come back in any order.
    private func swizzle(_ up: [SimulatedStation]) {
        for station in up where random.chance(400) {
            crash(station, restartIn: random.milliseconds(200...4000), "killed with others")
        }
    }

    private func pause(_ station: SimulatedStation, for time: Int64) {
        trace.note(.station(station.name, "stands still for \(time / 1000) ms"), at: now)
        station.pausedUntil = now + time
        station.turnAt = .max
        wake(station, at: station.pausedUntil)
    }

    /// An adapter dies with what it had heard of and not done, and subscribes again when it is back.
    private func restartAdapter() {
        let gateways = SimulatedSite.gateways.filter { self.station($0).isUp }
        guard let gateway = random.pick(gateways) else { return }
        trace.note(.note("the adapter of \(gateway) restarts"), at: now)
        outside.underWay = outside.underWay.filter { $0.value != gateway }
        let station = self.station(gateway)
        schedule(
            .subscribe(station: station.index, incarnation: station.incarnation),
            in: random.milliseconds(300...3000))
    }

    /// A link loses everything one way, or both ways, and nobody is told.
    private func cut(_ time: Int64) {
        guard let place = random.pick(Array(network.links.indices)) else { return }
        let ways = random.pick([[0], [1], [0, 1]]) ?? [0]
        let link = network.links[place]
        trace.note(.note("the link \(link.consumer) - \(link.publisher) is cut, ways \(ways)"), at: now)
        for way in ways { network.links[place].lanes[way].cutUntil = now + time }
    }

    /// A minute in which nothing of `sender` reaches `receiver`, neither its stream nor what it acknowledges.
    private func part(_ sender: StationName, from receiver: StationName) {
        trace.note(.note("nothing of \(sender) reaches \(receiver)"), at: now)
        let stream = network.place(receiver, sender)
        let acknowledgements = network.place(sender, receiver)
        let until = now + 60_000_000
        network.links[stream].lanes[SimulatedNetwork.Way.toConsumer.rawValue].cutUntil = until
        network.links[acknowledgements].lanes[SimulatedNetwork.Way.toPublisher.rawValue].cutUntil = until
    }

    /// A new version of the configuration; every station restarts with it, one after the other.
    private func upgrade() {
        site.version += 1
        outside.upgrades += 1
        trace.note(.note("version \(site.version) is rolled out"), at: now)
        restartAll()
    }

    private func restartAll() {
        for station in stations where station.isUp && !station.isRolledBack {
            crash(station, restartIn: random.milliseconds(100...1500), "upgrade")
        }
    }

    // MARK: Older copies

    /// Puts an older copy in the place of a journal that every consumer has read beyond: it must be refused.
    private func rollBack(_ station: SimulatedStation) {
        let consumers = site.consumers(of: station.name)
        guard !consumers.isEmpty, let backup = station.backup, backup.head > 0,
            !stations.contains(where: \.isRolledBack)
        else { return }
        let isRead = consumers.allSatisfy { consumer in
            let cursor = self.station(consumer).journal.disk.cursors[station.name]
            return (cursor?.position.sequence ?? 0) > backup.head
        }
        guard isRead else { return }
        crash(station, restartIn: random.milliseconds(100...1000), "an older copy is put in its place")
        station.setAside = station.journal.disk
        station.stateAtCrash = nil
        station.journal.disk = backup
        station.handling = nil
    }

    // MARK: Operators

    /// Once a second: copies, registrations, retirements, and whether everybody is done.
    func operate() {
        schedule(.operate, in: 1_000_000)
        for station in stations where !station.isRolledBack && random.chance(100) {
            station.backup = station.journal.disk
        }
        if let at = faults.chatComesAt, now >= at, !site.hasChat {
            site.hasChat = true
            trace.note(.note("the chat gateway joins"), at: now)
            for name in ["router", SimulatedSite.audit] as [StationName] {
                crash(station(name), restartIn: random.milliseconds(100...1500), "a gateway joins")
            }
            schedule(.restart(station: station("chat").index), in: random.milliseconds(0...3000))
        }
        retireEmailWhenDrained()
        guard phase == .calm else { return }
        if isDrained {
            isOver = true
        } else if now > plan.faulty + plan.bound {
            oracle.find("liveness", "not everybody came to an end: \(leftovers.joined(separator: "; "))")
        }
    }

    private func retireEmailWhenDrained() {
        let email = station("email")
        guard now > faults.emailEndsAt, !site.isEmailRetired, email.isUp, !email.isRolledBack,
            oracle.open(gateway: 3).isEmpty, email.commitsUnderWay == 0, isTaken(email),
            station("router").isUp, !station("router").isRolledBack,
            !outside.requests.values.contains(where: { $0.station == "email" }),
            !outside.underWay.values.contains("email")
        else { return }
        let read = email.journal.disk.cursors["router"]?.position.sequence ?? 0
        guard oracle.lastEntry(for: "email") <= read else { return }
        trace.note(.note("the e-mail gateway is retired"), at: now)
        site.isEmailRetired = true
        email.isRetired = true
        email.vanish()
        network.disconnect("email", until: .max)
        crash(station("router"), restartIn: random.milliseconds(100...1000), "a consumer is retired")
    }

    /// True when every consumer has committed all of the station's entries.
    private func isTaken(_ station: SimulatedStation) -> Bool {
        site.consumers(of: station.name).allSatisfy { isTaken(station, by: $0) }
    }

    private func isTaken(_ station: SimulatedStation, by consumer: StationName) -> Bool {
        let cursor = self.station(consumer).journal.disk.cursors[station.name]
        return (cursor?.position.sequence ?? 0) >= station.journal.head
    }

    /// True when every contact has its outcome, no medium is open, and the audit sink has it all.
    private var isDrained: Bool { leftovers.isEmpty }

    private var leftovers: [String] {
        var left: [String] = []
        let open = oracle.open(gateway: nil)
        if !open.isEmpty { left.append("without outcome \(open.prefix(5).map(\.description))") }
        for request in outside.requests.keys.sorted().prefix(3).compactMap({ outside.requests[$0] }) {
            left.append("\(request.station) does not answer \(request.key)")
        }
        left += stations.filter { site.members.contains($0.name) && !$0.isUp }.map { "\($0.name) is down" }
        left += stations.filter(\.isRolledBack).map { "\($0.name) runs on an older copy" }
        if !oracle.custody.isEmpty { left.append("\(oracle.custody.count) contacts are still in custody") }
        if !oracle.held.isEmpty { left.append("\(oracle.held.count) contacts are still at a tier") }
        for station in stations where station.name != SimulatedSite.audit && station.isUp {
            for consumer in site.consumers(of: station.name) where !isTaken(station, by: consumer) {
                left.append("\(consumer) does not have all of \(station.name)")
            }
            if station.commitsUnderWay > 0 { left.append("\(station.name) is committing") }
        }
        left += oracle.overdueClocks(instant).prefix(3).map { "\($0) is overdue" }
        return left
    }
}
