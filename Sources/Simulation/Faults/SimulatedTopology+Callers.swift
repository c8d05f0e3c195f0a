import Contacts
import Facts

/// Members who call, write and leave, and the adapters of their media.
extension SimulatedTopology {
    /// A new contact comes; its sender writes it into the ledger before it is sent.
    func arrival(at gateway: StationName) {
        guard phase == .faulty else { return }
        schedule(.arrival(gateway), in: random.milliseconds(gateway == "phone" ? 500...4500 : 2000...9000))
        let isPresent = site.members.contains(gateway)
        guard isPresent, gateway != "email" || now < faults.emailEndsAt else { return }
        call(gateway)
    }

    /// Sends one contact to `gateway`.
    func call(_ gateway: StationName) {
        outside.tried += 1
        let key = "\(gateway)/\(outside.tried)"
        let type: InquiryType = random.pick(["claims", "general", "clinical", "claims"]) ?? "general"
        var inquiries = [Inquiry.Request(type: type)]
        if random.chance(200) { inquiries.append(Inquiry.Request(type: "general")) }
        let channel: Channel = gateway == "phone" ? .phone : gateway == "chat" ? .chat : .email
        let arrival = Arrival(
            channel: channel, received: nil, attributes: ContactAttributes(inquiries: inquiries),
            hours: .observed, key: key)
        oracle.tried(key)
        submit(.arrived(arrival), to: gateway, key: key, for: .arrival(key))
    }

    /// The gateway said that it took the contact; from now on it may not be lost.
    func accepted(_ contact: Contact.ID, key: String, gateway: StationName) {
        oracle.acknowledged(contact, key: key)
        guard outside.media[contact] == nil else { return }
        outside.media[contact] = OutsideWorld.Medium()
        guard gateway != "email" else { return }
        // Most wait; some lose patience, and some leave in the middle of the conversation.
        let patience = random.chance(650) ? nil : random.milliseconds(2000...30_000)
        if let patience { schedule(.leaves(contact, gateway: gateway), in: patience) }
    }

    /// The member leaves.
    func leave(_ contact: Contact.ID, _ gateway: StationName) {
        guard let medium = outside.media[contact], medium.state != .gone else { return }
        outside.media[contact]?.state = .gone
        let event = MediumEvent(contact: contact, event: .left, at: random.chance(500) ? instant : nil)
        submit(.medium(event), to: gateway, key: "left/\(contact)")
    }

    /// The agent's line goes out to the member of a chat.
    func write(_ contact: Contact.ID) {
        let event = MediumEvent(contact: contact, event: .lineSent, at: nil)
        submit(.medium(event), to: "chat", key: "line/\(contact)/\(now)")
    }

    /// The agent's leg of a call is lost.
    func loseLeg(_ contact: Contact.ID, _ gateway: StationName) {
        guard phase == .faulty, outside.media[contact]?.state == .connected else { return }
        outside.media[contact]?.state = .there
        let event = MediumEvent(contact: contact, event: .agentLegLost, at: nil)
        submit(.medium(event), to: gateway, key: "leg/\(contact)/\(now)")
    }

    /// An adapter is asked for an effect; it does it once, however often it is asked.
    func take(_ effect: EffectPending, from gateway: StationName) {
        if let result = outside.settled[effect.effect] {
            return submit(result, to: gateway, key: "again/\(effect.effect)/\(now)")
        }
        guard outside.underWay[effect.effect] == nil else { return }
        outside.underWay[effect.effect] = gateway
        schedule(.perform(effect, gateway: gateway), in: random.milliseconds(30...900))
    }

    /// The adapter does it.
    func perform(_ effect: EffectPending, at gateway: StationName) {
        guard outside.underWay.removeValue(forKey: effect.effect) != nil, site.members.contains(gateway)
        else { return }
        let result = outcome(of: effect, at: gateway)
        outside.settled[effect.effect] = result
        submit(result, to: gateway, key: "settled/\(effect.effect)")
        if phase == .faulty, case .effectDone = result, effect.action.isMessage, random.chance(100) {
            schedule(.bounces(effect, gateway: gateway), in: random.milliseconds(100...20_000))
        }
    }

    /// A message that its medium took comes back.
    func bounce(_ effect: EffectPending, to gateway: StationName) {
        guard site.members.contains(gateway), case .effectDone = outside.settled[effect.effect] else {
            return
        }
        let result = Submission.effectFailed(effect.effect, reason: "came back")
        outside.settled[effect.effect] = result
        submit(result, to: gateway, key: "bounced/\(effect.effect)")
    }

    private func outcome(of effect: EffectPending, at gateway: StationName) -> Submission {
        let state = outside.media[effect.contact]?.state ?? .there
        switch effect.action {
        case .connect:
            guard state != .gone else { return .effectFailed(effect.effect, reason: "contact_gone") }
            if phase == .faulty, random.chance(60) {
                return .effectFailed(effect.effect, reason: "agent_leg")
            }
            outside.media[effect.contact, default: OutsideWorld.Medium()].state = .connected
            if random.chance(60) {
                schedule(.legLost(effect.contact, gateway: gateway), in: random.milliseconds(500...8000))
            }
        case .disconnect, .close: outside.media[effect.contact, default: OutsideWorld.Medium()].state = .gone
        case .hold, .resume:
            guard state == .connected else { return .effectFailed(effect.effect, reason: "not connected") }
        case .acknowledge, .reply:
            if phase == .faulty, random.chance(30) {
                return .effectFailed(effect.effect, reason: "no such address")
            }
        case .announce: break
        }
        return .effectDone(effect.effect)
    }
}
