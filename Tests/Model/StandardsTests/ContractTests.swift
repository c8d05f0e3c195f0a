import Contacts
import Standards
import Testing

@Suite("Standards: exact figures, ramps and what the contract fixes")
struct ContractTests {
    private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        CivilDate(year: year, month: month, day: day)
    }

    private func contract(start: CivilDate, installed: CivilDate) -> Contract {
        Contract(
            name: "sample", start: start,
            optionPeriods: [
                .init(1, from: date(2025, 4, 1), to: date(2026, 3, 31)),
                .init(2, from: date(2026, 4, 1), to: date(2027, 3, 31)),
            ],
            regions: ["north"], duplicateSystemInstalled: installed)
    }

    @Test(
        "decimals read and print as written, and nothing else is one",
        arguments: [
            ("90", 900_000), ("99.5", 995_000), ("1.75", 17_500), ("0.0001", 1), ("-3", -30_000),
            ("0", 0), ("-0.25", -2_500),
        ] as [(String, Int64)])
    func decimals(text: String, tenThousandths: Int64) throws {
        let number = try #require(Exact(text))
        #expect(number.tenThousandths == tenThousandths)
        #expect(number.description == text)
    }

    @Test(
        "what is no decimal is none",
        arguments: ["", "-", ".5", "5.", "1e3", "0.00001", "1,5", "+1", "٣", "1234567890123", "--1", "1.2.3"])
    func noDecimals(text: String) {
        #expect(Exact(text) == nil)
    }

    @Test("a limit is compared without rounding, on either side by one of a million")
    func limits() throws {
        let limit = Standard.Limit(.atLeast, try #require(Exact("99.5")), .percent)
        #expect(limit.isMet(995_000, of: 1_000_000))
        #expect(!limit.isMet(994_999, of: 1_000_000))
        let strict = Standard.Limit(.below, 5, .percent)
        #expect(!strict.isMet(5, of: 100))
        #expect(strict.isMet(49_999, of: 1_000_000))
        #expect(Standard.Limit(.atMost, 5, .percent).isMet(5, of: 100))
        #expect(Standard.Limit(.atMost, 45, .seconds).isMet(.max / 90 * 45, of: .max / 90))
        #expect(!Standard.Limit(.equal, 1, .count).isMet(2, of: 1))
    }

    @Test("month one begins with delivery, and a start on the 31st has months all the same")
    func months() {
        let first = contract(start: date(2025, 1, 1), installed: date(2025, 1, 1))
        #expect(first.month(on: date(2024, 12, 31)) == nil)
        #expect(first.month(on: date(2025, 1, 1)) == 1)
        #expect(first.month(on: date(2025, 1, 31)) == 1)
        #expect(first.month(on: date(2025, 4, 1)) == 4)
        #expect(first.month(on: date(2027, 1, 1)) == 25)
        let last = contract(start: date(2025, 1, 31), installed: date(2025, 1, 1))
        #expect(last.month(on: date(2025, 2, 27)) == 1)
        #expect(last.month(on: date(2025, 2, 28)) == 2)
        #expect(last.month(on: date(2025, 3, 30)) == 2)
        #expect(last.month(on: date(2025, 3, 31)) == 3)
    }

    @Test("no option period before the first, and the last holds on")
    func periods() {
        let sample = contract(start: date(2025, 1, 1), installed: date(2025, 1, 1))
        #expect(sample.optionPeriod(on: date(2025, 3, 31)) == nil)
        #expect(sample.optionPeriod(on: date(2025, 4, 1)) == 1)
        #expect(sample.optionPeriod(on: date(2026, 3, 31)) == 1)
        #expect(sample.optionPeriod(on: date(2026, 4, 1)) == 2)
        #expect(sample.optionPeriod(on: date(2031, 1, 1)) == 2)
    }

    /// Witness of dcs-standard-effective: owed from the seventh month after the later of the two dates.
    @Test("the share of old duplicate sets is owed from the seventh month, a start in January from 1 August")
    func duplicateStandard() {
        let sample = contract(start: date(2025, 1, 15), installed: date(2024, 6, 1))
        #expect(sample.duplicateStandardStart == date(2025, 8, 1))
        let later = contract(start: date(2025, 1, 15), installed: date(2025, 7, 9))
        #expect(later.duplicateStandardStart == date(2026, 2, 1))
        let standard = Standard(
            id: "dcs-standard-effective", clause: "TOM 1-3 ¶6.2", kind: .control, text: "", population: "",
            applies: .duplicateStandard, thresholds: [.init(.limit, .init(.atMost, 10, .percent))])
        #expect(standard.thresholds(on: date(2025, 7, 31), of: sample).isEmpty)
        #expect(standard.thresholds(on: date(2025, 8, 1), of: sample).count == 1)
    }

    /// Witness of dcs-outage-relief: two workdays of a month together relieve, one does not.
    @Test("two workdays of outage in a month relieve of it, a weekend does not, nor two months")
    func outageRelief() {
        var sample = contract(start: date(2025, 1, 1), installed: date(2025, 1, 1))
        let relief = Standard.Limit(.atLeast, 2, .days)
        func isRelieved(_ month: Int) -> Bool {
            sample.relieves("dcs-outage-relief", inMonthOf: date(2025, month, 20), from: relief) {
                $0.weekday <= 5
            }
        }
        func outage(_ from: CivilDate, _ to: CivilDate) -> Contract.Outage {
            .init(["dcs-outage-relief"], clause: "TOM 1-3 ¶6.3", from: from, to: to, evidence: "notice")
        }
        sample.outages = [outage(date(2025, 11, 14), date(2025, 11, 16))]
        #expect(!isRelieved(11))
        sample.outages.append(outage(date(2025, 11, 27), date(2025, 11, 27)))
        #expect(isRelieved(11))
        sample.outages = [outage(date(2025, 10, 31), date(2025, 11, 3))]
        #expect(!isRelieved(10) && !isRelieved(11))
    }
}
