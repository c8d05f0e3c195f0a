// A tier queue decides the order of waiting contacts, and which agent is offered which.
// This file only wires: each decision is in Roles/TierQueue/Machine.

import Config
import Deciding
import Hosting
import Kernel
import Station
import TierQueue
import TopologyFile
import Wire

await Host(.tierQueue).run { context in
    guard let tier = context.settings.tier else {
        throw StationError("station \(context.settings.name) has no tier, expected 1, 2 or 3", exitStatus: 78)
    }
    return MachineDecider(
        machine: TierQueueMachine(
            configuration: context.topology.tierQueue(for: tier), state: TierQueueState()))
}
