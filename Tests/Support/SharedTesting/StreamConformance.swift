/// What every transport of streams has to keep, whatever carries the frames (architecture.md#streams).
///
/// Each check takes a fresh rig and returns what is wrong, so that the same checks run over the simulated
/// network and
/// over real sockets.
public enum StreamConformance: String, CaseIterable, Sendable {
    case inOrder
    case lossIsNoticed
    case lossOfTheLastIsNoticed
    case repeatsAreDropped
    case creditBoundsWhatIsUnderWay
    case publisherRestarts
    case consumerRestarts
    case olderCopyIsRefused

    /// Runs the check.
    ///
    /// - Parameter rig: A publisher and a consumer that have said nothing yet.
    /// - Returns: What is wrong; empty when all is well.
    /// - Throws: What the rig throws.
    public func check(_ rig: StreamRig) async throws -> [String] {
        switch self {
        case .inOrder: try await inOrder(rig)
        case .lossIsNoticed: try await loss(rig, saysMore: true)
        case .lossOfTheLastIsNoticed: try await loss(rig, saysMore: false)
        case .repeatsAreDropped: try await repeats(rig)
        case .creditBoundsWhatIsUnderWay: try await credit(rig)
        case .publisherRestarts: try await restarts(rig, rig.restartPublisher)
        case .consumerRestarts: try await restarts(rig, rig.restartConsumer)
        case .olderCopyIsRefused: try await rollBack(rig)
        }
    }

    private func inOrder(_ rig: StreamRig) async throws -> [String] {
        for first in stride(from: UInt64(1), through: 91, by: 10) {
            try await rig.publish(first...(first + 9))
        }
        return try await expect(100, rig)
    }

    private func loss(_ rig: StreamRig, saysMore: Bool) async throws -> [String] {
        try await rig.publish(1...10)
        var found = try await expect(10, rig)
        try await rig.cutLink()
        try await rig.publish(11...20)
        try await rig.restoreLink()
        if saysMore { try await rig.publish(21...30) }
        found += try await expect(saysMore ? 30 : 20, rig)
        return found
    }

    private func repeats(_ rig: StreamRig) async throws -> [String] {
        var found: [String] = []
        for first in stride(from: UInt64(1), through: 41, by: 10) {
            try await rig.publish(first...(first + 9))
            found += try await expect(Int(first) + 9, rig)
            try await rig.repeatFrames()
        }
        try await rig.publish(51...60)
        return found + (try await expect(60, rig))
    }

    private func credit(_ rig: StreamRig) async throws -> [String] {
        try await rig.publish(1...1)
        var found = try await expect(1, rig)
        try await rig.stallConsumer(true)
        for first in stride(from: UInt64(2), through: 902, by: 100) {
            try await rig.publish(first...(first + 99))
        }
        try await rig.stallConsumer(false)
        found += try await expect(1001, rig)
        let most = try await rig.mostBytesUnderWay()
        // One frame may pass the limit, since it is sent while any credit is left.
        if most > rig.credit + 64 * 1024 {
            found.append("\(most) bytes were under way, granted were \(rig.credit)")
        }
        return found
    }

    private func restarts(_ rig: StreamRig, _ restart: () async throws -> Void) async throws -> [String] {
        try await rig.publish(1...10)
        var found = try await expect(10, rig)
        try await restart()
        try await rig.publish(11...20)
        try await restart()
        found += try await expect(20, rig)
        try await rig.publish(21...30)
        return found + (try await expect(30, rig))
    }

    private func rollBack(_ rig: StreamRig) async throws -> [String] {
        try await rig.publish(1...10)
        let found = try await expect(10, rig)
        let status = try await rig.rollBackPublisher()
        return status == 78
            ? found : found + ["an older copy was put in place; exit \(status ?? 0), expected 78"]
    }

    /// The consumer has the first `count` numbers, each once and in order.
    private func expect(_ count: Int, _ rig: StreamRig) async throws -> [String] {
        try await rig.settle(count)
        let has = try await rig.consumed()
        guard has != (1..<UInt64(count + 1)).map({ $0 }) else { return [] }
        return [
            "the consumer has \(has.count) facts ending \(has.suffix(5)), expected 1 to \(count) in order"
        ]
    }
}
