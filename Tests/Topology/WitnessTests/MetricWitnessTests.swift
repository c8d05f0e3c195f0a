import Contacts
import Measures
import Standards
import Testing

/// Witness of every metric: populations at each of its thresholds go through the measuring code.
@Suite("Witnesses: every metric flips at its thresholds")
struct MetricWitnessTests {
    private static let ids: [Standard.ID] = [
        "tom-inquiry-courtesy-accuracy", "referral-network-share", "referral-accuracy", "network-adequacy",
        "claims-cycle-frequency", "claims-payment-error", "ted-occurrence-error", "ted-edit-pass-rate",
        "ted-unprocessable-share", "telephone-blockage", "telephone-abandonment", "telephone-asa",
        "telephone-one-call-resolution", "dcs-open-age", "handoff-minimization", "staffing-high-touch",
        "staffing-self-service", "staffing-baseline-50000", "staffing-wfm-qa", "aht-routine", "aht-clinical",
        "kpi-set", "kpi-fcr", "kpi-csat", "kpi-nps", "kpi-aht-transactional", "kpi-abandonment",
        "kpi-escalation-t3", "avoidable-contact-reduction", "intake-aht-effect",
    ]

    @Test("met exactly at each threshold, missed by one step, and moved by the file", arguments: ids)
    func flips(id: Standard.ID) throws {
        try Witness(id).expectFlips()
    }

    @Test("each metric of the register is named here")
    func named() throws {
        #expect(try Self.ids == Register.ids(.metric))
    }

    @Test("without a record there is no data, and so neither met nor missed", arguments: ids)
    func noData(id: Standard.ID) throws {
        let witness = try Witness(id)
        // A count of events that is missing altogether and a month's end without items read no data too.
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        let empty = Population(
            records: recipe.records(.init()), window: try recipe.population(isMet: true).window)
        let answer = try witness.isMet(witness.standard, 0, by: empty)
        #expect(answer == nil)
    }

    @Test("the six indicators without surveys are neither met nor missed; one that is missed decides")
    func boardWithoutSurveys() throws {
        let witness = try Witness("kpi-set")
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        #expect(try witness.isMet(witness.standard, 0, by: recipe.board(true, surveyed: false)) == nil)
        #expect(try witness.isMet(witness.standard, 0, by: recipe.board(false, surveyed: false)) == false)
    }

    @Test("a mean mark of 4.2 does as well as 85 satisfied in a hundred, and 4.199 does not")
    func satisfactionByMark() throws {
        let witness = try Witness("kpi-csat")
        let recipe = try Recipe(witness.standard, witness.standard.thresholds[0], witness.contract)
        let enough = recipe.surveys { number in (number < 800 ? 5 : 1, nil) }
        let short = recipe.surveys { number in (number < 800 ? number == 0 ? 4 : 5 : 1, nil) }
        #expect(try witness.isMet(witness.standard, 0, by: enough) == true)
        #expect(try witness.isMet(witness.standard, 0, by: short) == false)
    }
}
