// Written by ops/generate-wire from Sources/Runtime/Wire/Protos; change those.

import Contacts
import Facts
import SwiftProtobuf

extension WireReconciliationSent.Held: WireMessage {
    init(_ part: ReconciliationSent.Held) {
        self.init()
        contact = part.contact.rawValue
        generation = part.generation
        if let value = part.agent { agent = value.rawValue }
    }

    func model() throws(WireError) -> ReconciliationSent.Held {
        ReconciliationSent.Held(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            agent: try readName(hasAgent ? agent : nil, "agent"))
    }
}

extension WireReconciliationSent.Neglected: WireMessage {
    init(_ part: ReconciliationSent.Neglected) {
        self.init()
        contact = part.contact.rawValue
        generation = part.generation
        invariant = part.invariant.wire
        if let value = part.agent { agent = value.rawValue }
    }

    func model() throws(WireError) -> ReconciliationSent.Neglected {
        ReconciliationSent.Neglected(
            contact: try readContact(contact, "contact"),
            generation: try readGeneration(generation, "generation"),
            invariant: try readEnum(invariant, "invariant"),
            agent: try readName(hasAgent ? agent : nil, "agent"))
    }
}

extension WireReconciliationSent: WireMessage {
    init(_ fact: ReconciliationSent) {
        self.init()
        tier = UInt32(fact.tier.rawValue)
        if let value = fact.after { afterContact = value.rawValue }
        if let value = fact.through { throughContact = value.rawValue }
        held = fact.held.map(WireReconciliationSent.Held.init)
        atUs = fact.at.microseconds
        if let value = fact.answering { answering = value }
        if let value = fact.next { nextAtUs = value.microseconds }
        neglected = fact.neglected.map(WireReconciliationSent.Neglected.init)
    }

    func model() throws(WireError) -> ReconciliationSent {
        ReconciliationSent(
            tier: try readTier(tier, "tier"),
            after: hasAfterContact ? try readContact(afterContact, "after_contact") : nil,
            through: hasThroughContact ? try readContact(throughContact, "through_contact") : nil,
            held: try readList(held, "held", 0...ReconciliationSent.limit),
            at: try readInstant(atUs, "at_us"),
            answering: hasAnswering ? try readNumber(answering, "answering") : nil,
            next: try readInstant(hasNextAtUs ? nextAtUs : nil, "next_at_us"),
            neglected: try readList(neglected, "neglected", 0...ReconciliationSent.limit))
    }
}

extension WireMismatchFound.Mismatch: WireMessage {
    init(_ part: MismatchFound.Mismatch) {
        self.init()
        contact = part.contact.rawValue
        if let value = part.held { heldGeneration = value }
        if let value = part.placed { placedGeneration = value }
    }

    func model() throws(WireError) -> MismatchFound.Mismatch {
        try checkHeldOrPlaced()
        return MismatchFound.Mismatch(
            contact: try readContact(contact, "contact"),
            held: hasHeldGeneration ? try readGeneration(heldGeneration, "held_generation") : nil,
            placed: hasPlacedGeneration ? try readGeneration(placedGeneration, "placed_generation") : nil)
    }
}

extension WireMismatchFound: WireMessage {
    init(_ fact: MismatchFound) {
        self.init()
        mismatch = fact.mismatch
        tier = UInt32(fact.tier.rawValue)
        mismatches = fact.mismatches.map(WireMismatchFound.Mismatch.init)
        atUs = fact.at.microseconds
    }

    func model() throws(WireError) -> MismatchFound {
        MismatchFound(
            mismatch: try readNumber(mismatch, "mismatch"),
            tier: try readTier(tier, "tier"),
            mismatches: try readList(mismatches, "mismatches", 1...ReconciliationSent.limit),
            at: try readInstant(atUs, "at_us"))
    }
}

extension WireMismatchSettled: WireMessage {
    init(_ fact: MismatchSettled) {
        self.init()
        mismatch = fact.mismatch
        tier = UInt32(fact.tier.rawValue)
    }

    func model() throws(WireError) -> MismatchSettled {
        MismatchSettled(mismatch: try readNumber(mismatch, "mismatch"), tier: try readTier(tier, "tier"))
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
