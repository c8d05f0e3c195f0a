// The watchdog keeps the clock ledger: warnings, breaches, and what is done about them.
// This file only wires: each decision is in Decisions/Watching.

import Deciding
import Hosting
import TopologyFile
import Watching
import Wire

await Host(.slaWatchdog).run { site in
    MachineDecider(
        machine: WatchdogMachine(
            configuration: site.topology.watching(rate: site.clock.rate), state: WatchdogState()))
}
