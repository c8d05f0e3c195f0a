import SharedTesting
import AgentDesk
import BusinessTime
import Config
import Contacts
import Facts
import Foundation
import Gateway
import Router
import Standards
import Testing
import TierQueue
import TopologyFile
import Watchdog

@Suite("Topology: the committed files")
struct GoodFilesTests {
    private func load(_ name: String) throws -> Topology {
        try Topology.load("\(TopologyFolder.path)/\(name)")
    }

    @Test(
        "each good file is accepted, topologies with all they refer to", arguments: TopologyFolder.goodFiles)
    func accepted(name: String) {
        let findings = Topology.check(["\(TopologyFolder.path)/\(name)"])
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test("a topology names its stations, their endpoints, journals and streams")
    func stations() throws {
        let topology = try load("single-host.yaml")
        #expect(topology.directory == .standard)
        #expect(topology.stations.count == 12)
        let tier = try #require(topology.station("tier-2"))
        #expect(tier.tier == .two)
        #expect(tier.streamEndpoint == "ipc://.state/single-host/run/tier-2.stream")
        #expect(tier.ingressEndpoint == "ipc://.state/single-host/run/tier-2.in")
        #expect(tier.journalPath == ".state/single-host/journal/tier-2.sqlite")
        #expect(tier.upstreams == ["router", "desk"])
        #expect(tier.consumers == ["router", "audit", "desk"])
        #expect(topology.station("phone")?.http == HTTPAddress(host: "127.0.0.1", port: 7101))
    }

    @Test("every stream goes where architecture.md#who-consumes-whom says")
    func streams() throws {
        let topology = try load("single-host.yaml")
        let gateways: [StationName] = ["phone", "chat", "email", "portal"]
        let tiers: [StationName] = ["tier-1", "tier-2", "tier-3"]
        for name in gateways + ["watchdog"] {
            #expect(topology.station(name)?.upstreams == ["router"])
        }
        #expect(topology.station("router")?.upstreams == gateways + tiers + ["watchdog"])
        #expect(topology.station("router")?.consumers == gateways + tiers + ["watchdog", "audit"])
        #expect(topology.station("desk")?.upstreams == tiers)
        #expect(topology.station("audit")?.upstreams == gateways + ["router"] + tiers + ["watchdog", "desk"])
        #expect(topology.station("audit")?.consumers == [])
        #expect(topology.station("console")?.upstreams == [])
    }

    @Test("the state directory can be given instead of the file's")
    func stateGiven() throws {
        let topology = try Topology.load("\(TopologyFolder.path)/single-host.yaml", state: "/run/t")
        #expect(topology.state == "/run/t")
        #expect(topology.station("router")?.streamEndpoint == "ipc:///run/t/run/router.stream")
        #expect(throws: TopologyError.self) {
            try Topology.load(
                "\(TopologyFolder.path)/single-host.yaml", state: String(repeating: "a", count: 100))
        }
    }

    @Test("the clocks of the standards file are those of the contract, with warnings added")
    func contractClocks() throws {
        let topology = try load("single-host.yaml")
        let clocks = topology.watchdog(rate: 1).clocks
        for expected in StandardClock.contract(hours: "member-services") {
            var clock = try #require(clocks[expected.name])
            #expect(expected.thresholds.allSatisfy(clock.thresholds.contains))
            clock.thresholds = expected.thresholds
            #expect(clock == expected)
        }
    }

    @Test("the watchdog's promises in real time grow with the rate of the topology's clock")
    func watchingRate() throws {
        let watchdog = try load("single-host.yaml").watchdog(rate: 60)
        #expect(watchdog.presumeAfter == .seconds(60))
        #expect(watchdog.outageAfter == .seconds(300))
        #expect(!watchdog.rows.isEmpty)
    }

    @Test("11.3: the time a medium has grows with the rate of the topology's clock, for every effect")
    func effectDeadlines() throws {
        let topology = try load("single-host.yaml")
        let (one, sixty) = (topology.gateway(for: "phone"), topology.gateway(for: "phone", rate: 60))
        for kind in EffectKind.allCases {
            let rule = try #require(one?.effects[kind])
            #expect(sixty?.effects[kind].within == rule.within * 60)
            #expect(sixty?.effects[kind].retries == rule.retries)
            // The file says what is so without it.
            #expect(rule == EffectRules()[kind], "\(kind)")
        }
        let rows = topology.watchdog(rate: 1).rows.filter { $0.clock == EffectKind.clock }
        #expect(rows.map(\.threshold) == ["disconnect", "connect"])
    }

    @Test("the router is told rows, clocks with budgets, hand-offs and opening hours")
    func routing() throws {
        let routing = try load("single-host.yaml").routing
        #expect(routing.rules.last?.match == .any)
        let hold = try #require(routing.clocks.first { $0.name == "phone.hold" })
        #expect(hold.mode == .suspended && hold.stop == .contactEnded)
        let resolution = try #require(routing.clocks.first { $0.name == "resolution" })
        #expect(resolution.budget?.kind == .businessHours(.hours(48)))
        #expect(routing.clocks.first { $0.name == "follow-up" }?.budget?.kind == .workdayOne(10))
        #expect(routing.openingHours[.phone]?.name == "member-services")
        #expect(routing.openingHours[.email] == nil)
        #expect(routing.escalation.allSatisfy { $0.to > $0.from })
    }

    @Test("priority escalations to Tier 3 outrank standard ones, whatever their class")
    func priorityOutranks() throws {
        let routing = try load("single-host.yaml").routing
        let ranks = routing.rules.map(\.rank)
        let toThree = routing.escalation.filter { $0.to == .three && $0.ruling == .allowed }
        let prior = toThree.filter { $0.reason == "sla_breach" || ($0.priority ?? .routine) != .routine }
        let best = prior.map { row in
            ranks.map { max(0, $0 - row.rankBonus) }.max() ?? 0
        }.max()
        let standard = toThree.filter { !prior.contains($0) }.map { row in
            ranks.map { max(0, $0 - row.rankBonus) }.min() ?? 0
        }.min()
        #expect(try #require(best) < #require(standard))
    }

    @Test(
        "the roster has 45 agents in six groups, and the bank's has 24",
        arguments: [
            ("single-host.yaml", [24, 18, 3]), ("bank.yaml", [14, 5, 5]),
        ])
    func rosters(name: String, sizes: [Int]) throws {
        let topology = try load(name)
        let queues = Tier.allCases.map { topology.tierQueue(for: $0) }
        #expect(queues.map(\.agents.count) == sizes)
        #expect(topology.agentDesk.agents.count == sizes.reduce(0, +))
        if name == "single-host.yaml" {
            #expect(Set(queues.flatMap(\.agents).map(\.group)).count == 6)
            let agent = try #require(queues[0].agents.first { $0.id == "A003" })
            #expect(agent.skills.contains(SkillNeed("spanish", level: 4)))
            #expect(agent.capacity == AgentCapacity(voice: 1, chat: 0, written: 1))
        }
        #expect(queues[0].offerTimeout(.phone) == .seconds(15))
        #expect(queues[0].offerTimeout(.email) == .seconds(60))
    }

    @Test("gateways are told their number and channels; nobody else is a gateway")
    func gateway() throws {
        let topology = try load("single-host.yaml")
        let portal = try #require(topology.gateway(for: "portal"))
        #expect(portal.number == 4)
        #expect(portal.channels == [.secureMessage, .letter, .walkIn, .workItem])
        #expect(topology.gateway(for: "router") == nil)
    }

    @Test("the bank is open round the clock in its own zone and maps every recorded type")
    func bank() throws {
        let bank = try load("bank.yaml")
        #expect(bank.zone.name == "Asia/Jerusalem")
        let hours = try #require(bank.routing.openingHours[.phone])
        // Saturday 2 January 1999, 03:00 in the bank's zone.
        #expect(hours.isOpen(at: Instant(microseconds: 915_238_800_000_000)))
        #expect(Set(bank.trafficTypes.keys) == ["PS", "NW", "TT", "PE", "NE", "IN"])
        let tiers = bank.routing.rules.dropLast().map(\.tier)
        #expect(Set(tiers) == [.one, .two, .three])
    }

    @Test("another routing file can be tried in place of the topology's, and is named when it is wrong")
    func otherRouting() throws {
        let folder = try ScratchFolder()
        let topology = "\(TopologyFolder.path)/single-host.yaml"
        let routing = try String(contentsOfFile: "\(TopologyFolder.path)/routing.yaml", encoding: .utf8)
        let parts = routing.split(separator: "rank: 110\n", omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        let other = try folder.write(parts.joined(separator: "rank: 111\n"), to: "other.yaml")
        let ranks = try Topology.load(topology, routing: other).routing.rules.map(\.rank)
        #expect(ranks.contains(111) && !ranks.contains(110))
        #expect(try !Topology.load(topology).routing.rules.map(\.rank).contains(111))
        let wrong = try folder.write(parts.joined(separator: "rank: high\n"), to: "wrong.yaml")
        let error = try #require(throws: TopologyError.self) {
            try Topology.load(topology, routing: wrong)
        }
        #expect(error.description.contains("wrong.yaml:"))
    }

    @Test("a station's digest covers the files that matter to it, and no others")
    func digests() throws {
        let folder = try ScratchFolder()
        for name in TopologyFolder.goodFiles {
            try FileManager.default.copyItem(
                atPath: "\(TopologyFolder.path)/\(name)", toPath: "\(folder.path)/\(name)")
        }
        let before = try Topology.load("\(folder.path)/single-host.yaml")
        let roster = try String(contentsOfFile: "\(folder.path)/roster.yaml", encoding: .utf8)
        _ = try folder.write(roster + "# changed\n", to: "roster.yaml")
        let after = try Topology.load("\(folder.path)/single-host.yaml")
        let changed = zip(before.stations, after.stations).filter { old, new in
            before.configurationDigest(for: old) != after.configurationDigest(for: new)
        }.map(\.0.name)
        #expect(changed == ["tier-1", "tier-2", "tier-3", "desk"])
        let tier = try #require(after.station("tier-1"))
        #expect(after.configurationDigest(for: tier).count == 32)
        let content = String(decoding: after.configurationContent(for: tier), as: UTF8.self)
        #expect(content.contains("--- roster.yaml \(roster.utf8.count + 10)\n\(roster)# changed\n"))
        #expect(content.hasPrefix("--- single-host.yaml "))
    }
}
