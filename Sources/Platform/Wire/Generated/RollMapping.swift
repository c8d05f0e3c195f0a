// Written by ops/generate-wire from Sources/Platform/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireRollCalled.Held: WireMessage {
    init(_ part: RollCalled.Held) {
        self.init()
        contact = part.contact.rawValue
        generation = part.generation
        if let value = part.agent { agent = value.rawValue }
    }

    func model() throws(WireError) -> RollCalled.Held {
        RollCalled.Held(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(hasAgent ? agent : nil, "agent"))
    }
}

extension WireRollCalled.Neglected: WireMessage {
    init(_ part: RollCalled.Neglected) {
        self.init()
        contact = part.contact.rawValue
        generation = part.generation
        invariant = part.invariant.wire
        if let value = part.agent { agent = value.rawValue }
    }

    func model() throws(WireError) -> RollCalled.Neglected {
        RollCalled.Neglected(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            invariant: try readEnum(invariant, "invariant"),
            agent: try readName(hasAgent ? agent : nil, "agent"))
    }
}

extension WireRollCalled: WireMessage {
    init(_ fact: RollCalled) {
        self.init()
        tier = UInt32(fact.tier.rawValue)
        if let value = fact.after { afterContact = value.rawValue }
        if let value = fact.through { throughContact = value.rawValue }
        held = fact.held.map(WireRollCalled.Held.init)
        atUs = fact.at.microseconds
        if let value = fact.answering { answering = value }
        if let value = fact.next { nextAtUs = value.microseconds }
        neglected = fact.neglected.map(WireRollCalled.Neglected.init)
    }

    func model() throws(WireError) -> RollCalled {
        RollCalled(
            tier: try readTier(tier, "tier"),
            after: hasAfterContact ? try readContact(afterContact, "after_contact") : nil,
            through: hasThroughContact ? try readContact(throughContact, "through_contact") : nil,
            held: try readList(held, "held", 0...RollCalled.limit),
            at: try readInstant(atUs, "at_us"),
            answering: hasAnswering ? try readNumber(answering, "answering") : nil,
            next: try readInstant(hasNextAtUs ? nextAtUs : nil, "next_at_us"),
            neglected: try readList(neglected, "neglected", 0...RollCalled.limit))
    }
}

extension WireRollDoubted.Mismatch: WireMessage {
    init(_ part: RollDoubted.Mismatch) {
        self.init()
        contact = part.contact.rawValue
        if let value = part.held { heldGeneration = value }
        if let value = part.placed { placedGeneration = value }
    }

    func model() throws(WireError) -> RollDoubted.Mismatch {
        try checkHeldOrPlaced()
        return RollDoubted.Mismatch(
            contact: try readContact(contact, "contact"),
            held: hasHeldGeneration ? try readGeneration(heldGeneration, "held_generation") : nil,
            placed: hasPlacedGeneration ? try readGeneration(placedGeneration, "placed_generation") : nil)
    }
}

extension WireRollDoubted: WireMessage {
    init(_ fact: RollDoubted) {
        self.init()
        doubt = fact.doubt
        tier = UInt32(fact.tier.rawValue)
        mismatches = fact.mismatches.map(WireRollDoubted.Mismatch.init)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> RollDoubted {
        RollDoubted(
            doubt: try readNumber(doubt, "doubt"),
            tier: try readTier(tier, "tier"),
            mismatches: try readList(mismatches, "mismatches", 1...RollCalled.limit),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireRollSettled: WireMessage {
    init(_ fact: RollSettled) {
        self.init()
        doubt = fact.doubt
        tier = UInt32(fact.tier.rawValue)
    }

    func model() throws(WireError) -> RollSettled {
        RollSettled(doubt: try readNumber(doubt, "doubt"), tier: try readTier(tier, "tier"))
    }
}

extension WireInvariantBroken: WireMessage {
    init(_ fact: InvariantBroken) {
        self.init()
        invariant = fact.invariant.wire
        contact = fact.contact.rawValue
        generation = fact.generation
        tier = UInt32(fact.tier.rawValue)
        if let value = fact.agent { agent = value.rawValue }
        evidence = fact.evidence
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> InvariantBroken {
        InvariantBroken(
            invariant: try readEnum(invariant, "invariant"),
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            tier: try readTier(tier, "tier"),
            agent: try readName(hasAgent ? agent : nil, "agent"),
            evidence: try readText(evidence, "evidence"),
            at: try readInstant(atUs, "at_us"))
    }
}
