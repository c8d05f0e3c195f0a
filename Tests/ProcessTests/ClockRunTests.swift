import Foundation
import Testing

@Suite("Work items on a scaled clock", .serialized, .timeLimit(.minutes(12)))
struct ClockRunTests {
    private struct Answer: Decodable {
        var ok: Bool
        var classes, thresholds, kills, spans: Int
        var lateReal: Double
        enum CodingKeys: String, CodingKey {
            case ok, classes, thresholds, kills, spans
            case lateReal = "late_real_ms_max"
        }
    }

    @Test(
        "every class of work passes every threshold once, in order, never early, while the watchdog is killed"
    )
    func everyClass() throws {
        let result = try Programs.run(
            Programs.root + "/ops/clock-run",
            ["--rate", "60000", "--kills", "3", "--json", "--bin", Programs.folder])
        #expect(result.status == 0, "\(result.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
        #expect(answer.ok && answer.classes == 22 && answer.kills == 3)
        #expect(answer.thresholds > 100 && answer.spans > 40)
        #expect(answer.lateReal <= 1000)
    }

    @Test("a rate that the clock does not take is wrong usage")
    func usage() throws {
        #expect(try Programs.run(Programs.root + "/ops/clock-run", ["--rate", "100001"]).status == 64)
    }
}
