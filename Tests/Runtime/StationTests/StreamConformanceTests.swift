import SharedTesting
import Testing

@Suite("StreamConformance over ZeroMQ and SQLite", .serialized, .timeLimit(.minutes(2)))
struct StreamConformanceTests {
    @Test(
        "real sockets and journals keep what every transport has to keep",
        arguments: StreamConformance.allCases)
    func real(_ check: StreamConformance) async throws {
        let found = try await ZeroMQPair().result(of: check)
        #expect(found.isEmpty, "\(found)")
    }

    @Test(
        "a wire that does wrong is caught",
        arguments: [
            (StreamRelay.Defect.hidesLosses, StreamConformance.lossIsNoticed),
            (.hidesLosses, .lossOfTheLastIsNoticed), (.keepsGrants, .creditBoundsWhatIsUnderWay),
            (.grantsTooMuch, .creditBoundsWhatIsUnderWay), (.hidesPositions, .olderCopyIsRefused),
        ])
    func defects(_ defect: StreamRelay.Defect, _ check: StreamConformance) async throws {
        let found = try await ZeroMQPair(defect: defect, bound: 3_000_000).result(of: check)
        #expect(!found.isEmpty, "\(defect) went through \(check)")
    }
}
