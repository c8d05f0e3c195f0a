import Contacts

// What the mapping does and the .proto files cannot say.

extension WireMismatchFound.Mismatch {
    /// A contact about which nobody says anything is in no doubt.
    func checkHeldOrPlaced() throws(WireError) {
        guard hasHeldGeneration || hasPlacedGeneration else {
            throw wrong("held_generation", "absent", "this or placed_generation")
        }
    }
}

extension Placement {
    /// Who has a conflict of interest; on the wire nobody is an empty list.
    var barredAgents: [Agent.ID] { barred ?? [] }
}
