import Contacts
import Traffic

/// How the centre of a trace serves (decision 0054); the numbers were measured on synthetic weeks.
extension CentreFiles {
    /// `policy` of the routing file: how the queue serves.
    var pacing: String {
        guard let policy, policy != .static else { return "policy: {name: static}" }
        let live = centre.live.map { live in
            "    - {class: \(quoted(live.queue)), channel: \(live.channel.rawValue),"
                + " needs: \(table(live.needs)), weight: 1000, handle: \(live.handle)s}"
        }
        let waiting = centre.deferrable.map { work in
            // Long work is held back before short work: by the root of how long it takes.
            let weight = Int(1000 * (Double(work.handle) / 600).squareRoot())
            return
                "      - {class: \(quoted(work.queue)), within: \(work.within)s, calendar: member-services,"
                + " critical: 120m, weight: \(weight)}"
        }
        let routine = centre.deferrable.filter(\.isRoutine).map { quoted($0.queue) }.joined(separator: ", ")
        let arrivals = expected.map { name, values in
            "      \(quoted(name)): [\(values.map { "\($0)" }.joined(separator: ", "))]"
        }
        var lines = ["policy:", "  name: paced", "  live:"] + live
        if !routine.isEmpty {
            lines.append("  interruption: {classes: [\(routine)], after_chat: 20s, most: 3}")
        }
        lines.append("  specialists: {spared: 8s, keep: 1}")
        if !waiting.isEmpty {
            lines += ["  reserve:", "    deviations: 1000", "    deferrable:"] + waiting
        }
        if !arrivals.isEmpty {
            lines += ["  forecast:", "    from_quarter: \(firstQuarter)", "    arrivals:"] + arrivals
        }
        return lines.joined(separator: "\n")
    }
}
