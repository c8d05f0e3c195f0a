import Attending
public import Contacts
public import Facts
import Queueing
import Receiving
import Routing
import Watching

extension Topology {
    /// The machine of every station that has one, with an empty state: gateways in the topology's order,
    /// router, queues from Tier 1, watchdog, desk.
    ///
    /// - Parameter rate: How many times as fast as the host's the topology's clock runs.
    public func machines(rate: Int64 = 1) -> [(station: StationName, machine: any StationMachine)] {
        var machines: [(station: StationName, machine: any StationMachine)] = []
        for station in stations {
            guard let configuration = receiving(for: station.name, rate: rate) else { continue }
            machines.append(
                (station.name, ReceivingMachine(configuration: configuration, state: ReceivingState())))
        }
        machines.append((directory.router, RouterMachine(configuration: routing, state: RouterState())))
        for tier in Tier.allCases {
            machines.append(
                (directory.queue(of: tier), TierQueueMachine(configuration: queueing(for: tier))))
        }
        let watchdog = WatchdogMachine(configuration: watching(rate: rate), state: WatchdogState())
        machines.append((directory.watchdog, watchdog))
        machines.append((directory.desk, AttendingMachine(configuration: attending)))
        return machines
    }
}
