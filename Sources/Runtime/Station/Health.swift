import Contacts
import Foundation
import Kernel

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

    enum CodingKeys: String, CodingKey {
        case name, pid, state, now
        case nowMicroseconds = "now_us"
        case journal, head, checkpoint, batches
        case commitMicrosecondsMean = "commit_us_mean"
        case blocked, quarantined, consumers, upstreams
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
    }

    /// As one JSON object, with `gauges` as its last member.
    ///
    /// There is a gauge for each agent, and this runs between decisions: they are written by hand, because an
    /// encoder takes ten times as long.
    func json(with gauges: [Gauge]) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only numbers and texts are in it, which always encode.
        guard var json = (try? encoder.encode(self)).map([UInt8].init), json.popLast() != nil else {
            return [UInt8]("{}".utf8)
        }
        json.append(contentsOf: ",\"gauges\":[".utf8)
        for (place, gauge) in gauges.enumerated() {
            if place > 0 { json.append(UInt8(ascii: ",")) }
            json.append(contentsOf: "{\"name\":".utf8)
            json.append(quoted: gauge.name)
            json.append(contentsOf: ",\"labels\":{".utf8)
            for (number, label) in gauge.labels.sorted(by: { $0.key < $1.key }).enumerated() {
                if number > 0 { json.append(UInt8(ascii: ",")) }
                json.append(quoted: label.key)
                json.append(UInt8(ascii: ":"))
                json.append(quoted: label.value)
            }
            json.append(contentsOf: "},\"value\":\(gauge.value)}".utf8)
        }
        json.append(contentsOf: "]}".utf8)
        return json
    }
}

extension [UInt8] {
    /// Appends a JSON string.
    fileprivate mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0..<0x20: append(contentsOf: String(format: "\\u%04x", byte).utf8)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }
}
