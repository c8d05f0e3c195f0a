// A tier queue decides the order of waiting contacts, and which agent is offered which.
// This file only wires: each decision is in Decisions/Queueing.

import Deciding
import Hosting
import Queueing
import Station
import StationCore
import TopologyFile
import Wire

await Host(.tierQueue).run { site in
    guard let tier = site.settings.tier else {
        throw StationError("station \(site.settings.name) has no tier, expected 1, 2 or 3", exitStatus: 78)
    }
    return MachineDecider(
        machine: TierQueueMachine(configuration: site.topology.queueing(for: tier), state: TierQueueState()))
}
