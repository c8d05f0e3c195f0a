import Contacts
import Measures
import Standards
import Testing

@Suite("Exact ratios")
struct RatioTests {
    @Test("fractions compare by multiplying crosswise, also where 64 bits would overflow")
    func comparison() {
        #expect(Ratio(94, of: 100).isLess(than: Ratio(95, of: 100)))
        #expect(!Ratio(19, of: 20).isLess(than: .percent(95)))
        #expect(Ratio(1, of: 2).isSameNumber(as: Ratio(2, of: 4)))
        let huge = Int64.max - 1
        #expect(Ratio(huge - 1, of: huge).isLess(than: Ratio(huge, of: Int64.max)))
        #expect(Ratio(-1, of: 3).isLess(than: Ratio(0, of: 3)))
    }

    @Test("one late item of a hundred misses 99.5 percent, one of two hundred does not")
    func exact() throws {
        let limit = Standard.Limit(.atLeast, try #require(Exact("99.5")), .percent)
        #expect(!limit.isMet(99, of: 100))
        #expect(limit.isMet(199, of: 200))
        #expect(!limit.isMet(198, of: 199))
    }

    @Test("exactly five percent passes at most five and fails below five")
    func abandonmentLimits() {
        #expect(Standard.Limit(.atMost, 5, .percent).isMet(1, of: 20))
        #expect(!Standard.Limit(.below, 5, .percent).isMet(1, of: 20))
        #expect(Standard.Limit(.below, 5, .percent).isMet(49_999, of: 1_000_000))
    }

    @Test(
        "digits are cut toward the side asked for, and trailing zeros are left out",
        arguments: [
            (Ratio(19, of: 20), "95", "95"), (Ratio(1, of: 3), "33.3333", "33.3334"),
            (Ratio(9_499_999, of: 10_000_000), "94.9999", "95"), (Ratio(0, of: 7), "0", "0"),
            (Ratio(-1, of: 3), "-33.3334", "-33.3333"), (Ratio(2, of: 1), "200", "200"),
        ])
    func digits(_ ratio: Ratio, down: String, up: String) {
        #expect(ratio.decimal(scale: 100, rounded: .down) == down)
        #expect(ratio.decimal(scale: 100, rounded: .up) == up)
    }

    @Test("no population has no digits")
    func empty() {
        #expect(Ratio.noData.isEmpty && Ratio.noData.decimal() == nil)
    }

    @Test(
        "11.1: what is added up stays within 64 bits",
        arguments: [
            (3, 4, 7), (Int64.max - 1, 1, .max), (.max, 1, .max), (.min, -1, .min), (.max, .min, -1),
        ] as [(Int64, Int64, Int64)])
    func clamped(one: Int64, two: Int64, sum: Int64) {
        #expect(one.clampedSum(with: two) == sum && two.clampedSum(with: one) == sum)
    }
}
