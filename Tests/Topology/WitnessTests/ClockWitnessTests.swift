import Contacts
import Standards
import Testing
import TopologyFile

/// Witness of every clock: populations at each of its thresholds go through the measuring code.
@Suite("Witnesses: every clock standard flips at its thresholds")
struct ClockWitnessTests {
    private static let ids: [Standard.ID] = [
        "preauth-determination", "referral-determination", "claims-retained-30", "claims-all-90",
        "claims-history-available", "ted-initial-transmission", "ted-unprocessable-20",
        "ted-unprocessable-30", "ted-edit-failure-30", "ted-edit-failure-45", "filing-timeliness",
        "information-availability", "routine-written-date-stamp", "routine-written-final-response",
        "priority-written-date-stamp", "priority-written-final-response", "walk-in-assisted",
        "telephone-answer-individual", "telephone-total-hold", "telephone-followup-resolution",
        "appeal-expedited", "appeal-medical-necessity", "appeal-factual", "appeal-reversed",
        "grievance-date-stamp", "grievance-interim-response", "grievance-completion",
        "debt-collection-resolution", "phone-answer-80-20", "chat-first-response",
        "secure-message-acknowledge", "secure-message-resolve-routine", "email-acknowledge",
        "email-resolve-routine", "clinical-initial-review", "clinical-decision",
        "tier3-priority-response", "tier3-standard-response",
    ]

    @Test("met exactly at each threshold, missed by one of a thousand, and moved by the file", arguments: ids)
    func flips(id: Standard.ID) throws {
        try Witness(id).expectFlips()
    }

    @Test("each clock standard of the register is named here, and a clock of the watchdog serves it")
    func named() throws {
        #expect(try Self.ids == Register.ids(.clock))
        let served = Set(try Register.topology.get().clocks.flatMap(\.standards))
        #expect(Self.ids.filter { !served.contains($0.rawValue) } == [])
    }
}
