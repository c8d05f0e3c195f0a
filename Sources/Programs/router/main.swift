// The router decides the class, tier, hand-offs and outcome of every contact.
// This file only wires: each decision is in Decisions/Routing.

import Deciding
import Hosting
import Routing
import TopologyFile
import Wire

await Host(.router).run { site in
    MachineDecider(machine: RouterMachine(configuration: site.topology.routing, state: RouterState()))
}
