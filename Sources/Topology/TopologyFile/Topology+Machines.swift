import AgentDesk
public import Contacts
public import Facts
import Gateway
import Router
import TierQueue
import Watchdog

extension Topology {
    /// The machine of every station that has one, with an empty state: gateways in the topology's order,
    /// router, queues from Tier 1, watchdog, desk.
    ///
    /// - Parameter rate: How many times as fast as the host's the topology's clock runs.
    public func machines(rate: Int64 = 1) -> [(station: StationName, machine: any StationMachine)] {
        var machines: [(station: StationName, machine: any StationMachine)] = []
        for station in stations {
            guard let configuration = gateway(for: station.name, rate: rate) else { continue }
            machines.append(
                (station.name, GatewayMachine(configuration: configuration, state: GatewayState())))
        }
        machines.append((directory.router, RouterMachine(configuration: routing, state: RouterState())))
        for tier in Tier.allCases {
            machines.append(
                (directory.queue(of: tier), TierQueueMachine(configuration: tierQueue(for: tier))))
        }
        let watchdog = WatchdogMachine(configuration: self.watchdog(rate: rate), state: WatchdogState())
        machines.append((directory.watchdog, watchdog))
        machines.append((directory.desk, AgentDeskMachine(configuration: agentDesk)))
        return machines
    }
}
