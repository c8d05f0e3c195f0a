import Contacts
import Facts
import Foundation
import TopologyFile

/// What the lines of a scenario mean.
extension Stage {
    /// Does what an input line says.
    ///
    /// - Parameter line: One of
    ///   - `at 2026-03-30T09:00`, `at 09:00:20`, `after 15 s` (`min`, `h`): time passes;
    ///   - `phone brings benefits [key= member= issue= language= urgency= received= by= for= hours=
    ///     times= given=provider,branch]`, `times` inquiries of that kind, so on for each channel; `work_item
    ///     brings CLASS [key= member= received= by= requester= evidence= FACT=VALUE ...]`: something arrives;
    ///   - `A001 signs in`, `ready`, `not ready break`, `signs out [returning]`, `accepts O1-1`,
    ///     `declines O1-1 wrong_skill`, `holds C1-1`, `resumes C1-1`, `replies C1-1`, `ends C1-1`,
    ///     `notes C1-1 resolved [inquiry= acceptance= answered=call evidence=]`, `completes C1-1`,
    ///     `verifies C1-1`,
    ///     `remarks C1-1 complaint`, `answers C1-1 member`,
    ///     `escalates C1-1 to 2 claims_question routine`,
    ///     `follows up C1-1 call resolved [inquiry= acceptance= at= evidence=]`,
    ///     `identifies C1-1 [inquiry= member= issue= case=]`: an agent asks at the desk, from the newest
    ///     session unless `session=` names an earlier one;
    ///   - `medium: C1-1 left [at=]`, `medium did EFFECT [at=]`, `medium failed EFFECT REASON`,
    ///     `medium waits`, `medium works`: an adapter's word; a medium that works does at once what it is
    ///     asked for;
    ///   - `phone counts 3 blocked on TRUNK from= to=`, `survey C1-1 [satisfaction= recommendation=]`: what a
    ///     carrier counted, and what a member answered;
    ///   - `item C4-1 EVENT [at= by= evidence= FACT=VALUE ...]`: what happened to a work item;
    ///     `item C4-1 becomes CLASS`, `item C4-1 has FACT=VALUE ...`: another class, other facts;
    ///     `item C4-1 received 2026-03-30T09:00`, `contact C4-1 received 2026-03-30T09:00`: another
    ///     receipt; `contact C4-1 becomes TYPE,... [requester= urgency= for=]`: another kind;
    ///   - `lead-tier-1 releases C1-1 REASON`, `lead-tier-1 acknowledges 1`: a lead's word;
    ///   - `link lost desk [router]`, `link regained desk [router]`, `restart tier-1`: the house;
    ///   - `edit FILE: OLD -> NEW`: a file of the rules is written anew, with `\n` for a new line.
    /// - Throws: `ScenarioError` when the line says nothing of the kind.
    func perform(_ line: String) throws {
        var input = StageInput(line)
        let first = try input.next()
        switch first {
        case "at":
            let target = try input.next(clock.instant)
            try input.end()
            try pass(to: target)
        case "after":
            let count = try input.next { Int64($0) }
            let unit = try input.next { ["s": Int64(1), "min": 60, "h": 3600][$0] }
            try input.end()
            try pass(to: now.advanced(by: .seconds(count * unit)))
        case "edit": try edit(input)
        case "link": try changeLink(input)
        case "restart":
            let station = StationName(try input.next())
            try input.end()
            try restart(station)
        case "medium", "medium:": try hearMedium(input)
        case "item": try report(input)
        case "contact": try correct(input)
        case "survey": try hearSurvey(input)
        default:
            if let channel = Channel(rawValue: first) {
                try bring(channel, input)
            } else if first.contains("-") {
                try hearLead(PersonName(first), input)
            } else {
                try ask(Agent.ID(first), input)
            }
        }
    }

    private var clock: StageClock { StageClock(zone: rules.topology.zone, now: now) }

    private func edit(_ input: StageInput) throws {
        let parts = input.line.dropFirst("edit ".count).split(separator: ": ", maxSplits: 1)
        let sides = parts.last?.components(separatedBy: " -> ") ?? []
        guard parts.count == 2, sides.count == 2 else { throw input.misunderstood }
        func text(_ side: String) -> String { side.replacing("\\n", with: "\n") }
        try edit(String(parts[0]), text(sides[0]), text(sides[1]))
    }

    private func changeLink(_ words: StageInput) throws {
        var input = words
        let change = try input.next()
        let station = StationName(try input.next())
        let peer = try? input.next()  // Without one it is every link of the station.
        try input.end()
        switch change {
        case "lost": try loseLinks(of: station, to: peer.map { StationName($0) })
        case "regained": try regainLinks(of: station, to: peer.map { StationName($0) })
        default: throw input.misunderstood
        }
    }

    // MARK: What arrives

    private func bring(_ channel: Channel, _ words: StageInput) throws {
        var input = words
        let gateway = rules.topology.stations.first { $0.channels.contains(channel) }
        guard let gateway else { throw input.misunderstood }
        if input.takes("counts") { return try count(gateway.name, input) }
        guard input.takes("brings") else { throw input.misunderstood }
        let what = try input.next()
        let key = input.value("key") ?? ""
        let received = try input.value("received", clock.instant)
        guard channel != .workItem else {
            let by = ActorName(input.value("by") ?? "mailroom")
            let member = input.value("member").map { MemberToken($0) }
            let requester = try input.value("requester", Requester.init)
            let evidence = input.value("evidence").map { EvidenceToken($0) }
            let facts = input.otherValues().map { WorkFact(.init($0.name), .init($0.value)) }
            try input.end()
            let item = WorkItemSubmission(
                workClass: WorkClass(what), member: member, received: received, facts: facts, by: by,
                key: key, requester: requester, evidence: evidence)
            return try submit(.workItem(item), to: gateway.name)
        }
        let issue = input.value("issue").map { IssueToken($0) }
        let times = try input.value("times") { Int($0) } ?? 1
        let types = [[Substring]](repeating: what.split(separator: ","), count: times).flatMap(\.self)
        var attributes = ContactAttributes(
            inquiries: types.map { Inquiry.Request(type: InquiryType(String($0)), issue: issue) })
        attributes.member = input.value("member").map { MemberToken($0) }
        attributes.language = input.value("language") ?? attributes.language
        attributes.urgency = try input.value("urgency", Urgency.init) ?? attributes.urgency
        let requester = try input.value("by", Requester.init)
        attributes.requester = requester ?? attributes.requester
        attributes.isRequesterPresumed = requester == nil
        attributes.memberClass = input.value("for").map { MemberClass($0) }
        attributes.essentials = try input.value("given") { text in
            let words = text.split(separator: ",")
            let given = words.compactMap { Essential(rawValue: String($0)) }
            return given.count == words.count || text == "nothing" ? Essentials(given: given) : nil
        }
        let hours = try input.value("hours", HoursRule.init) ?? .observed
        try input.end()
        let arrival = Arrival(
            channel: channel, received: received, attributes: attributes, hours: hours, key: key)
        try submit(.arrived(arrival), to: gateway.name)
    }

    private func gateway(of contact: Contact.ID) throws -> StationName {
        guard let name = rules.topology.directory.gateways[contact.gateway] else {
            throw ScenarioError("no gateway took \(contact)")
        }
        return name
    }

    /// A carrier's count of the attempts that it blocked.
    private func count(_ gateway: StationName, _ words: StageInput) throws {
        var input = words
        let count = try input.next { UInt64($0) }
        guard input.takes("blocked"), input.takes("on") else { throw input.misunderstood }
        let trunk = TrunkName(try input.next())
        guard let from = try input.value("from", clock.instant), let to = try input.value("to", clock.instant)
        else { throw input.misunderstood }
        try input.end()
        let told = TrunkCount(trunk: trunk, from: from, to: to, count: count, source: "carrier")
        try submit(.attemptsBlocked(told), to: gateway)
    }

    private func hearSurvey(_ words: StageInput) throws {
        var input = words
        let contact = try input.next { Contact.ID($0) }
        let answer = SurveyAnswer(
            contact: contact, at: now, satisfaction: try input.value("satisfaction") { Int($0) },
            recommendation: try input.value("recommendation") { Int($0) })
        try input.end()
        try submit(.surveyAnswered(answer), to: gateway(of: contact))
    }

    private func report(_ words: StageInput) throws {
        var input = words
        let item = try input.next { Contact.ID($0) }
        let word = try input.next()
        let at = try input.value("at", clock.instant)
        let by = ActorName(input.value("by") ?? "mailroom")
        let evidence = input.value("evidence").map { EvidenceToken($0) }
        let change: WorkChange
        var said: [WorkFact] = []
        switch word {
        case "becomes": change = .reclassified(WorkClass(try input.next()))
        case "received": change = .received(try input.next(clock.instant))
        case "has": change = .facts(input.otherValues().map { WorkFact(.init($0.name), .init($0.value)) })
        default:
            change = .event(WorkEvent(word))
            said = input.otherValues().map { WorkFact(.init($0.name), .init($0.value)) }.sorted()
        }
        let report = WorkReport(item: item, change: change, at: at, by: by, evidence: evidence, facts: said)
        try input.end()
        try submit(.workReport(report), to: gateway(of: item))
    }

    private func correct(_ words: StageInput) throws {
        var input = words
        let contact = try input.next { Contact.ID($0) }
        let word = try input.next()
        let at = try input.value("at", clock.instant)
        let by = ActorName(input.value("by") ?? "mailroom")
        let evidence = input.value("evidence").map { EvidenceToken($0) }
        let change: ContactChange
        switch word {
        case "received": change = .received(try input.next(clock.instant))
        case "becomes":
            let requester = try input.value("requester", Requester.init)
            let urgency = try input.value("urgency", Urgency.init)
            let types = try input.next().split(separator: ",").map { InquiryType(String($0)) }
            let memberClass = input.value("for").map { MemberClass($0) }
            change = .reclassified(
                ContactKind(
                    types: types, requester: requester, urgency: urgency, memberClass: memberClass))
        default: throw input.misunderstood
        }
        try input.end()
        let report = ContactReport(contact: contact, change: change, at: at, by: by, evidence: evidence)
        try submit(.contactReport(report), to: gateway(of: contact))
    }

    private func hearMedium(_ words: StageInput) throws {
        var input = words
        switch try input.next() {
        case "waits": isMediumWilling = false
        case "works": isMediumWilling = true
        case "did":
            let effect = Effect.ID(try input.next())
            let at = try input.value("at", clock.instant)
            try input.end()
            try submit(
                at.map { .effectDoneAt(effect, at: $0) } ?? .effectDone(effect), to: gateway(asked: effect))
        case "failed":
            let effect = Effect.ID(try input.next())
            let reason = try input.next()
            try input.end()
            try submit(.effectFailed(effect, reason: reason), to: gateway(asked: effect))
        case let text:
            guard let contact = Contact.ID(text) else { throw input.misunderstood }
            let event = try input.next(MediumEvent.Event.init)
            let at = try input.value("at", clock.instant)
            try input.end()
            try submit(
                .medium(MediumEvent(contact: contact, event: event, at: at)), to: gateway(of: contact))
        }
        try input.end()
    }

    /// The gateway whose medium was asked; only telephones and mail are ever asked for anything.
    private func gateway(asked effect: Effect.ID) throws -> StationName {
        let parts = effect.rawValue.split(separator: "/").map(String.init)
        guard let contact = parts.lazy.compactMap({ Contact.ID($0) }).first else { return "phone" }
        return try gateway(of: contact)
    }

    // MARK: What people ask

    private func hearLead(_ person: PersonName, _ words: StageInput) throws {
        var input = words
        switch try input.next() {
        case "releases":
            let contact = try input.next { Contact.ID($0) }
            let reason = try input.next()
            try input.end()
            try submit(.release(contact, by: person, reason: reason), to: gateway(of: contact))
        case "acknowledges":
            let alarm = try input.next { UInt64($0) }
            try input.end()
            try submit(.acknowledgeAlarm(alarm, by: person), to: rules.topology.directory.watchdog)
        default: throw input.misunderstood
        }
    }

    private func ask(_ agent: Agent.ID, _ words: StageInput) throws {
        var input = words
        let request = try self.request(of: agent, &input)
        let number = try input.value("session") { Int($0) } ?? sessions[agent] ?? 1
        try input.end()
        let session = Agent.SessionID("\(agent)/\(number)")
        try submit(
            .desk(agent: agent, session: session, request: request), to: rules.topology.directory.desk)
    }

    private func request(of agent: Agent.ID, _ input: inout StageInput) throws -> DeskRequest {
        func offer(_ text: String) -> Offer.ID? { Offer.ID(text) }
        func contact(_ text: String) -> Contact.ID? { Contact.ID(text) }
        switch try input.next() {
        case "signs":
            if input.takes("in") {
                sessions[agent, default: 0] += 1
                return .signIn
            }
            guard input.takes("out") else { throw input.misunderstood }
            return .signOut(input.takes("returning") ? .returnAtPlace : .refuseWithWork)
        case "ready": return .ready
        case "not":
            guard input.takes("ready") else { throw input.misunderstood }
            return .notReady(ReasonCode(try input.next()))
        case "accepts": return .answer(try input.next(offer), .accept)
        case "declines": return .answer(try input.next(offer), .decline(ReasonCode(try input.next())))
        case "holds": return .hold(try input.next(contact))
        case "resumes": return .resume(try input.next(contact))
        case "replies": return .reply(try input.next(contact))
        case "ends": return .endService(try input.next(contact))
        case "completes": return .wrapUpEnded(try input.next(contact))
        case "answers":
            return .respond(try input.next(contact), to: try input.next(ResponseGiven.Recipient.init))
        case "remarks": return .note(try input.next(contact), try input.next(ContactNoted.Code.init))
        case "verifies":
            return .verify(try input.next(contact), Verification(level: .verified, method: .knowledge))
        case "notes":
            let about = try input.next(contact)
            let result = try input.next(Inquiry.Disposition.Result.init)
            let index = try input.value("inquiry") { UInt16($0) } ?? 1
            let acceptance = try input.value("acceptance", Inquiry.Acceptance.init)
            let means = try input.value("answered", Inquiry.AnsweredOtherwise.Means.init)
            let evidence = input.value("evidence").map { EvidenceToken($0) }
            let otherwise = means.flatMap { means in
                evidence.map { Inquiry.AnsweredOtherwise(means: means, evidence: $0) }
            }
            return .dispose(
                about,
                [
                    Inquiry.Disposition(
                        index: index, result: result, acceptance: acceptance, otherwise: otherwise)
                ])
        case "follows":
            guard input.takes("up") else { throw input.misunderstood }
            let about = try input.next(contact)
            let means = try input.next(InquiryFollowedUp.Means.init)
            let said = FollowUpSaid(
                index: try input.value("inquiry") { UInt16($0) } ?? 1, means: means,
                result: try input.next(Inquiry.Disposition.Result.init),
                acceptance: try input.value("acceptance", Inquiry.Acceptance.init),
                at: try input.value("at", clock.instant),
                evidence: input.value("evidence").map { EvidenceToken($0) })
            return .followUp(about, said)
        case "identifies":
            let said = CaseSaid(
                index: try input.value("inquiry") { UInt16($0) },
                member: input.value("member").map { MemberToken($0) },
                issue: input.value("issue").map { IssueToken($0) },
                caseID: input.value("case").map { Case.ID(text: $0) })
            return .identify(try input.next(contact), said)
        case "escalates":
            let about = try input.next(contact)
            guard input.takes("to") else { throw input.misunderstood }
            let tier = try input.next { Int($0).flatMap(Tier.init(rawValue:)) }
            let reason = ReasonCode(try input.next())
            return .escalate(about, to: tier, reason: reason, priority: try input.next(Urgency.init))
        default: throw input.misunderstood
        }
    }
}
