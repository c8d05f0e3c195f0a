// The router decides the class, tier, hand-offs and outcome of every contact.
// This file only wires: each decision is in Decisions/Routing.

import Hosting
import Routing
import StationCore
import TopologyFile
import Wire

await Host(.router).run { site in
    MachineDecider(
        machine: RouterMachine(configuration: site.topology.routing, state: RouterState()),
        gauges: { machine, _ in
            [
                Gauge("open_contacts", value: Int64(machine.state.contacts.count)),
                Gauge("open_inquiries", value: Int64(machine.state.openInquiries.count)),
            ]
        })
}
