// The watchdog keeps the clock ledger: warnings, breaches, and what is done about them.
// This file only wires: each decision is in Roles/Watchdog/Machine.

import Config
import Deciding
import Hosting
import StateFolder
import TopologyFile
import Watchdog
import Wire

await Host(.slaWatchdog).run { context in
    MachineDecider(
        machine: WatchdogMachine(
            configuration: context.topology.watchdog(rate: context.clock.rate), state: WatchdogState()))
}
