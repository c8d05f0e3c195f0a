import Contacts
import Queueing
import StationCore

extension TierQueueMachine {
    /// What the console shows of this tier.
    func gauges(at now: Instant) -> [Gauge] {
        let tier = "\(configuration.tier)"
        var gauges = [Gauge("open_contacts", labels: ["tier": tier], value: Int64(state.contactCount))]
        for figure in waitingFigures {
            let labels = [
                "tier": tier, "class": figure.contactClass.rawValue, "channel": figure.channel.rawValue,
            ]
            gauges.append(Gauge("waiting", labels: labels, value: Int64(figure.count)))
            let wait = max(0, figure.oldest.duration(to: now).microseconds)
            gauges.append(Gauge("oldest_wait_us", labels: labels, value: wait))
        }
        let agents = agentFigures
        for state in Agent.State.allCases {
            gauges.append(
                Gauge(
                    "agents", labels: ["tier": tier, "state": state.rawValue],
                    value: Int64(agents.count { $0.state == state })))
        }
        for figure in agents where figure.state != .signedOut {
            gauges.append(
                Gauge(
                    "agent_state",
                    labels: ["tier": tier, "agent": figure.agent.rawValue, "state": figure.state.rawValue],
                    value: (figure.since ?? now).microseconds))
        }
        return gauges
    }
}
