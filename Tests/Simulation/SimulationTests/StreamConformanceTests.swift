import SharedTesting
import Testing

@testable import Simulation

@Suite("StreamConformance")
struct StreamConformanceTests {
    @Test(
        "the simulated network keeps what every transport has to keep", arguments: StreamConformance.allCases)
    func simulated(_ check: StreamConformance) async throws {
        let found = try await check.check(SimulatedPair().rig)
        #expect(found.isEmpty, "\(found)")
    }
}
