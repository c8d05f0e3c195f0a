import SharedTesting
import BusinessTime
import Contacts
import Facts
import Measures
import Randomness
import Reporting
import Standards
import Testing

@Suite("Records of a log")
struct ReportProjectionTests {
    private func records(_ log: Log, clocks: [StandardClock] = [.phoneAnswer, .telephoneHold]) -> RecordSet {
        var projection = ReportProjection(clocks: clocks)
        for fact in log.facts { projection.take(fact) }
        return projection.records(zone: .utc, coreHours: nil)
    }

    private let offer = Offer.ID(tier: .two, number: 1)

    @Test(
        "a transfer is a leg of the same contact; the wait for the next person is hold, the first wait is not"
    )
    func transfer() throws {
        var log = Log()
        log.arrive(first, 0)
        log.offer(first, 1, to: "A1", 1)
        log.connect(first, 1, with: "A1", 20)
        log.say("phone", 30, .contactHeld(ContactHeld(contact: first, at: at(30))))
        log.say("phone", 38, .contactResumed(ContactResumed(contact: first, at: at(38))))
        log.say(
            "tier-1", 50,
            .contactReleased(
                ContactReleased(contact: first, generation: 1, tier: .one, reason: .escalated, at: at(50))))
        let placement = Placement(
            contact: first, generation: 2, tier: .two, channel: .phone, contactClass: "general", rank: 1,
            needs: [], received: at(0), due: nil, cause: .handoff, inquiryCount: 1)
        log.say("router", 50, .handoffOffered(HandoffOffered(placement: placement, from: .one, rule: "r")))
        log.say("tier-2", 50, .handoffAccepted(HandoffAccepted(placement: placement, at: at(50))))
        log.say(
            "phone", 70,
            .contactConnected(ContactConnected(contact: first, offer: offer, agent: "B1", at: at(70))))
        log.done(first, with: "B1", 100)
        log.end(first, .resolved, 100)
        let record = try #require(records(log).calls.first)
        #expect(record.legs.map(\.agent) == ["A1", "B1"])
        #expect(record.legs.map(\.over) == [at(50), at(100)])
        #expect(record.hold == 28_000_000 && record.wait == 20_000_000)
        #expect(record.handled == 60_000_000 && record.moves == [.init(from: .one, to: .two)])
        #expect(records(log).balances(in: day).first?.legs == 2)
    }

    @Test("a lost agent's leg makes the member wait on hold until the next person or the end")
    func legLost() throws {
        var log = Log()
        log.arrive(first, 0)
        log.connect(first, 1, with: "A1", 10)
        log.say(
            "phone", 30,
            .contactDisconnected(ContactDisconnected(contact: first, at: at(30), party: .agentLeg)))
        log.end(first, .abandoned, 45)
        #expect(try #require(records(log).calls.first).hold == 15_000_000)
    }

    @Test(
        "whatever order the stations are interleaved in, the records are the same", arguments: UInt64(1)...10)
    func interleaving(_ seed: UInt64) {
        let log = Log.random(seed: seed, contacts: 60)
        var random = SplitMix64(state: seed)
        var queues = Dictionary(grouping: log.facts) { $0.publisher }.sorted { $0.key < $1.key }.map(\.value)
        var projection = ReportProjection(clocks: [.phoneAnswer])
        while !queues.isEmpty {
            let place = Int(random.next() % UInt64(queues.count))
            projection.take(queues[place].removeFirst())
            if queues[place].isEmpty { queues.remove(at: place) }
        }
        let set = projection.records(zone: .utc, coreHours: nil)
        #expect(set.calls == records(log).calls && set.clocks == records(log).clocks, "seed \(seed)")
    }

    @Test("a clock that stopped because nobody was left to serve has lapsed; the hold clock stops at the end")
    func clocks() throws {
        var log = Log()
        for (number, name, cause) in [(1, "phone.answer", "answered"), (2, "phone.answer", "abandoned")]
            as [(UInt64, ClockName, String)]
        {
            let clock = Clock.ID(name, contact: Contact.ID(gateway: 1, number: number))
            log.say("watchdog", 0, .clockArmed(Log.armed(clock, due: 30)))
            log.say("router", 9, .clockStopped(ClockStopped(clock: clock, at: at(9), cause: cause)))
        }
        let hold = Clock.ID("phone.hold", contact: Contact.ID(gateway: 1, number: 3))
        let left = Clock.ID("phone.answer", contact: Contact.ID(gateway: 1, number: 4))
        for clock in [hold, left] {
            log.say("watchdog", 0, .clockArmed(Log.armed(clock, due: 30)))
            log.say(
                "watchdog", 9,
                .clockClosed(ClockClosed(clock: clock, at: at(9), used: 0, cause: "contact_ended")))
        }
        let found = records(log).clocks.map(\.ending)
        #expect(found == [.stopped(at(9)), .lapsed(at(9)), .stopped(at(9)), .lapsed(at(9))])
    }

    @Test("agents are ready or busy between their states; not ready and signed out are neither")
    func agents() {
        var log = Log()
        for (second, state) in [
            (0, Agent.State.ready), (10, .offered), (20, .engaged), (50, .wrapUp), (60, .notReady),
            (70, .ready),
            (80, .signedOut),
        ] as [(Int64, Agent.State)] {
            log.say(
                "tier-1", second,
                .agentStateChanged(
                    AgentStateChanged(
                        agent: "A1", tier: .one, session: "s", state: state, reason: nil, work: [],
                        at: at(second))))
        }
        let figure = records(log).occupancy(in: day)
        #expect(figure.ratio == Ratio(40_000_000, of: 70_000_000))
    }

    @Test("who moved to another tier is as busy as that says, whatever the tier before says late")
    func moved() {
        var log = Log()
        func stand(_ station: StationName, _ tier: Tier, _ state: Agent.State, _ second: Int64) {
            log.say(
                station, second,
                .agentStateChanged(
                    AgentStateChanged(
                        agent: "A1", tier: tier, session: "s", state: state, reason: nil, work: [],
                        at: at(second))))
        }
        stand("tier-1", .one, .ready, 0)
        stand("tier-2", .two, .engaged, 10)
        stand("tier-1", .one, .signedOut, 11)
        stand("tier-2", .two, .signedOut, 40)
        #expect(records(log).occupancy(in: day).ratio == Ratio(30_000_000, of: 40_000_000))
    }

    @Test("refusals of ours are blocked contacts of the window; who is known by hearsay only is named")
    func hearsay() {
        var log = Log()
        log.arrive(first, 0)
        log.say(
            "phone", 5,
            .contactBlocked(
                ContactBlocked(
                    gateway: "phone", channel: .phone, count: 3, from: at(4), through: at(5),
                    reason: .inboxFull)))
        log.end(second, .resolved, 9)
        var projection = ReportProjection(clocks: [])
        for fact in log.facts { projection.take(fact) }
        #expect(projection.unreceived == [second])
        let balance = projection.records(zone: .utc, coreHours: nil).balances(in: day)[0]
        #expect(balance.offered == 4 && balance.blocked == 3 && balance.open == 1 && balance.holds)
    }

    @Test("13.B16: a call of a log from before the table has the kind that the table makes of it")
    func callTypes() throws {
        let table = SegmentTable(
            requesterUnlessSaid: [:], memberClasses: [],
            rows: [
                .init(.routine, for: ClockScope([.init(inquiryTypes: ["benefits"])])),
                .init(.transactional, for: ClockScope([.init(inquiryTypes: ["billing", "claim_status"])])),
            ])
        for (types, type) in [
            (["benefits"], .routine), (["billing", "claim_status"], .transactional),
            (["benefits", "billing"], .mixed), (["benefits", "nonsense"], nil),
        ] as [([InquiryType], CallType?)] {
            var log = Log()
            log.say("phone", 0, .contactReceived(Log.received(first, types)))
            var projection = ReportProjection(clocks: [], segments: table)
            for fact in log.facts { projection.take(fact) }
            let records = projection.records(zone: .utc, coreHours: nil)
            #expect(try #require(records.calls.first).callType == type)
        }
        var log = Log()
        var said = Log.received(first, ["benefits"])
        said.attributes.callType = .mixed
        log.say("phone", 0, .contactReceived(said))
        #expect(try #require(records(log).calls.first).callType == .mixed, "what the gateway said stands")
    }

    @Test("a work item keeps its receipt in a new class; its end completes it, reopening takes that back")
    func items() throws {
        var log = Log()
        let item = Contact.ID(gateway: 4, number: 1)
        log.say("router", 10, .workItemOpened(Log.opened(item, "referral")))
        log.say("router", 20, .workItemChanged(Log.changed(item, .reclassified("claim"), 20, "claim", .open)))
        let ended = WorkItemChanged.Status.ended(reopensUntil: at(999))
        log.say("router", 30, .workItemChanged(Log.changed(item, .event("completed"), 30, "claim", ended)))
        let done = try #require(records(log).items.first)
        #expect(done.itemClass == "claim" && done.received == at(5) && done.completed == at(30))
        #expect(done.facts == ["network": "yes"] && done.events.map(\.name) == ["completed"])
        log.say("router", 40, .workItemChanged(Log.changed(item, .event("reopened"), 40, "claim", .open)))
        #expect(try #require(records(log).items.first).completed == nil)
        log.say("router", 50, .workItemChanged(Log.changed(item, .event("withdrawn"), 50, "claim", ended)))
        #expect(try #require(records(log).items.first).status() == .withdrawn)
    }

    @Test("an item's clock stops by its event; what took it away owed nothing; reopening lets it run on")
    func itemClocks() throws {
        let terms = StandardClock(
            name: "claim.all", clause: "c", standards: [], unit: .elapsed,
            thresholds: [.init("limit", .breach, after: .seconds(100))], attachesTo: .item,
            stopsAt: .itemEvent, appliesTo: .init([.init(classes: ["claim"])]),
            item: .init(stopsAt: ["completed"]))
        for (cause, ending) in [
            ("completed", .stopped(at(60))), ("withdrawn", .lapsed(at(60))),
            ("reclassified to referral", .lapsed(at(0))), ("network=no", .lapsed(at(0))),
        ] as [(String, ClockRecord.Ending)] {
            var log = Log()
            let clock = Clock.ID("claim.all", item: first)
            log.say("watchdog", 0, .clockArmed(Log.armed(clock, due: 30)))
            log.say("router", 60, .clockStopped(ClockStopped(clock: clock, at: at(60), cause: cause)))
            #expect(records(log, clocks: [terms]).clocks.first?.ending == ending, "\(cause)")
            log.say("router", 70, .clockResumed(ClockResumed(clock: clock, at: at(70), cause: "reopened")))
            #expect(records(log, clocks: [terms]).clocks.first?.ending == nil)
            log.say("router", 80, .clockStopped(ClockStopped(clock: clock, at: at(80), cause: cause)))
            let told = ClockResumed(clock: clock, at: at(75), cause: "reopened")
            log.say("router", 90, .clockResumed(told))
            #expect(records(log, clocks: [terms]).clocks.first?.ending == nil, "reopened, and told late")
        }
    }

    private let day = ReportWindow(
        .day, CivilDate(daysSinceEpoch: 0)...CivilDate(daysSinceEpoch: 0), name: "d", in: .utc)
}

extension Log {
    static func opened(_ item: Contact.ID, _ name: WorkClass) -> WorkItemOpened {
        WorkItemOpened(
            item: item, gateway: "portal", workClass: name, member: nil, received: at(5),
            facts: [WorkFact("network", "yes")], by: "clerk", noted: at(10), clocks: [])
    }

    static func changed(
        _ item: Contact.ID, _ change: WorkChange, _ second: Int64, _ name: WorkClass,
        _ status: WorkItemChanged.Status
    ) -> WorkItemChanged {
        WorkItemChanged(
            item: item, change: change, at: at(second), by: "clerk", evidence: nil, workClass: name,
            facts: [WorkFact("network", "yes")], status: status, noted: at(second))
    }

    static func armed(_ clock: Clock.ID, due: Int64) -> ClockArmed {
        ClockArmed(
            clock: clock, from: at(0), calendar: nil,
            thresholds: [ClockThreshold(name: "30s", level: .breach, budget: 30_000_000, due: at(due))],
            mode: .running)
    }

    static func received(_ contact: Contact.ID, _ types: [InquiryType]) -> ContactReceived {
        ContactReceived(
            contact: contact, gateway: "phone", channel: .phone, received: at(0), stamped: at(0),
            ingested: at(0),
            attributes: ContactAttributes(inquiries: types.map { .init(type: $0) }), hours: .observed,
            key: "k")
    }

    /// A log of contacts that come, are answered or leave, determined by `seed`.
    static func random(seed: UInt64, contacts: Int) -> Log {
        var log = Log()
        var random = SplitMix64(state: seed)
        for number in 1...UInt64(contacts) {
            let contact = Contact.ID(gateway: 1, number: number)
            let came = Int64(random.next() % 86_000)
            let wait = Int64(random.next() % 60)
            let clock = Clock.ID("phone.answer", contact: contact)
            log.arrive(contact, came)
            log.say("watchdog", came, .clockArmed(armed(clock, due: came + 30)))
            switch random.next() % 6 {
            case 0: log.end(contact, .abandoned, came + wait)
            case 1: log.end(contact, .closedHours, came)
            case 2: break
            default:
                log.offer(contact, number, to: "A1", came + wait / 2, received: came)
                log.connect(contact, number, with: "A1", came + wait)
                log.say(
                    "router", came + wait,
                    .clockStopped(ClockStopped(clock: clock, at: at(came + wait), cause: "answered")))
                log.say(
                    "phone", came + wait + 5,
                    .contactHeld(ContactHeld(contact: contact, at: at(came + wait + 5))))
                log.done(contact, with: "A1", came + wait + 90)
                let inquiry = Inquiry.ID(contact: contact, index: 1)
                if random.next() % 3 > 0 {
                    log.say(
                        "router", came + wait + 90,
                        .inquiryResolved(InquiryResolved(inquiry: inquiry, at: at(came + wait + 90))))
                    log.end(contact, .resolved, came + wait + 90)
                } else {
                    log.end(contact, .unresolved, came + wait + 90)
                }
            }
        }
        return log
    }
}
