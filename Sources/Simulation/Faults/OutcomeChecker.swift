import Contacts
import Facts
import Kernel

/// P1, P2 and P6: what was accepted is durable, ends exactly once, and a repeat is absorbed by its key.
struct OutcomeChecker {
    private var ledger: Set<String> = []
    private var contactOf: [String: Contact.ID] = [:]
    private var accepted: [Contact.ID: String] = [:]
    private var outcome: [Contact.ID: Contact.Outcome] = [:]
    private(set) var open: Set<Contact.ID> = []
    private(set) var custody: Set<Contact.ID> = []

    /// How many contacts are durable.
    var received: Int { contactOf.count }

    mutating func tried(_ key: String) { ledger.insert(key) }

    mutating func acknowledged(_ contact: Contact.ID, key: String) -> [String] {
        accepted[contact] = key
        guard contactOf[key] != contact else { return [] }
        let durable = contactOf[key].map { "\($0)" } ?? "nothing"
        return ["\(key) was accepted as \(contact), durable is \(durable)"]
    }

    /// Accepted contacts that no journal has.
    var lost: [String] {
        accepted.keys.sorted().filter { contactOf[accepted[$0] ?? ""] != $0 }.map { "\($0) is lost" }
    }

    mutating func take(_ fact: Fact, of station: StationName) -> [String] {
        switch fact {
        case .contactReceived(let fact): return received(fact)
        case .contactEnded(let fact) where station == "router": return ended(fact)
        case .effectDone(let fact) where fact.effect == Effect.ID("close/\(fact.contact)"):
            custody.remove(fact.contact)
            return outcome[fact.contact] == nil ? ["\(fact.contact) was closed before it ended"] : []
        case .effectFailed(let fact) where fact.effect == Effect.ID("close/\(fact.contact)"):
            custody.remove(fact.contact)
            return []
        default: return []
        }
    }

    private mutating func received(_ fact: ContactReceived) -> [String] {
        var found: [String] = []
        if !ledger.contains(fact.key) {
            found.append("\(fact.contact) has key \(fact.key), which nobody sent")
        }
        if let other = contactOf[fact.key] {
            found.append("\(fact.key) is \(other) and \(fact.contact) (P6)")
        }
        if open.contains(fact.contact) || outcome[fact.contact] != nil {
            found.append("\(fact.contact) was received twice")
        }
        contactOf[fact.key] = fact.contact
        open.insert(fact.contact)
        custody.insert(fact.contact)
        return found
    }

    private mutating func ended(_ fact: ContactEnded) -> [String] {
        if let before = outcome[fact.contact] {
            return ["\(fact.contact) ended \(before.rawValue) and again \(fact.outcome.rawValue)"]
        }
        outcome[fact.contact] = fact.outcome
        return open.remove(fact.contact) == nil ? ["\(fact.contact) ended and was never received"] : []
    }
}
