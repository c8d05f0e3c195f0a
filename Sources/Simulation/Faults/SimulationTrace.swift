import Contacts
import Facts
import Kernel

/// The last events of a run for people, and a digest of all of them for comparing two runs.
struct SimulationTrace {
    /// Something that a person wants to read about when a promise is broken.
    enum Line {
        case fact(StationName, UInt64, Fact)
        case station(StationName, String)
        case note(String)
    }

    /// How many lines are kept.
    static let limit = 60

    private var lines: [(at: Int64, line: Line)] = []
    private var next = 0
    /// Changes with every committed entry and every fault.
    private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func note(_ line: Line, at now: Int64) {
        if lines.count < Self.limit {
            lines.append((now, line))
        } else {
            lines[next] = (now, line)
        }
        next = (next + 1) % Self.limit
        switch line {
        case .fact(_, let sequence, let fact): mix(now, sequence, UInt64(fact.kind.rawValue))
        case .station(let name, let text): mix(now, UInt64(name.rawValue.utf8.count), UInt64(text.utf8.count))
        case .note(let text): mix(now, 0, UInt64(text.utf8.count))
        }
    }

    mutating func mix(_ now: Int64, _ sequence: UInt64, _ kind: UInt64) {
        for word in [UInt64(bitPattern: now), sequence, kind] {
            digest = (digest ^ word) &* 0x100_0000_01B3
            digest ^= digest >> 29
        }
    }

    /// The lines kept, oldest first.
    var text: [String] {
        let ordered = lines.count < Self.limit ? lines : Array(lines[next...] + lines[..<next])
        return ordered.map { "\(seconds($0.at))  \(words($0.line))" }
    }

    private func words(_ line: Line) -> String {
        switch line {
        case .fact(let station, let sequence, let fact): "\(station) \(sequence): \(fact)"
        case .station(let station, let text): "\(station) \(text)"
        case .note(let text): text
        }
    }

    private func seconds(_ microseconds: Int64) -> String {
        let thousandths = String(microseconds / 1000 % 1000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 3 - thousandths.count)
            + thousandths
    }
}
