// The router decides the class, tier, hand-offs and outcome of every contact.
// This file only wires: each decision is in Roles/Router/Machine.

import Config
import Deciding
import Hosting
import Router
import TopologyFile
import Wire

await Host(.router).run { context in
    MachineDecider(machine: RouterMachine(configuration: context.topology.routing, state: RouterState()))
}
