import Contacts
import Foundation
import StationCore

/// A station's answer to `status`: what the supervisor, the console and `/metrics` show.
///
/// Names, counts and times only; nothing of a member.
struct Health: Codable {
    struct Consumer: Codable {
        var name: String
        var attached: Bool
        var acknowledged: UInt64?
        var lag: UInt64
    }

    struct Upstream: Codable {
        var name: String
        var attached: Bool
        var received: UInt64
        var lag: UInt64
    }

    struct Figure: Codable {
        var name: String
        var labels: [String: String]
        var value: Int64
    }

    var name: String
    var pid: Int32
    var state: String
    var now: String
    var nowMicroseconds: Int64
    var journal: String
    var head: UInt64
    var checkpoint: UInt64
    var batches: UInt64
    var commitMicrosecondsMean: Int64
    var blocked: UInt64
    var quarantined: UInt64
    var consumers: [Consumer]
    var upstreams: [Upstream]
    var gauges: [Figure]

    enum CodingKeys: String, CodingKey {
        case name, pid, state, now
        case nowMicroseconds = "now_us"
        case journal, head, checkpoint, batches
        case commitMicrosecondsMean = "commit_us_mean"
        case blocked, quarantined, consumers, upstreams, gauges
    }

    init(_ kernel: StationKernel<AnyDecider>, settings: StationSettings, isDraining: Bool) {
        let instant = settings.now()
        let figures = kernel.counters
        upstreams = kernel.upstreamHealth.map {
            Upstream(name: $0.name.rawValue, attached: $0.isAttached, received: $0.received, lag: $0.lag)
        }
        consumers = kernel.consumerHealth.map {
            Consumer(
                name: $0.name.rawValue, attached: $0.isAttached, acknowledged: $0.acknowledged, lag: $0.lag)
        }
        name = settings.kernel.name.rawValue
        pid = getpid()
        state = isDraining ? "draining" : upstreams.allSatisfy(\.attached) ? "ready" : "waiting"
        now = "\(instant)"
        nowMicroseconds = instant.microseconds
        journal = "\(kernel.journal)"
        head = kernel.head
        checkpoint = kernel.checkpointed
        batches = figures.batches
        commitMicrosecondsMean =
            figures.batches == 0 ? 0 : figures.commitMicroseconds / Int64(figures.batches)
        blocked = figures.blocked
        quarantined = figures.quarantined
        gauges = kernel.decider.gauges(at: instant).map {
            Figure(name: $0.name, labels: $0.labels, value: $0.value)
        }
    }

    /// As one JSON object.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only numbers and texts are in it, which always encode.
        guard let data = try? encoder.encode(self) else { return [UInt8]("{}".utf8) }
        return [UInt8](data)
    }
}
