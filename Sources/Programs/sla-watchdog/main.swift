// The watchdog keeps the clock ledger: warnings, breaches, and what is done about them.
// This file only wires: each decision is in Decisions/Watching.

import Facts
import Hosting
import StationCore
import TopologyFile
import Watching
import Wire

await Host(.slaWatchdog).run { site in
    MachineDecider(
        machine: WatchdogMachine(
            configuration: site.topology.watching(rate: site.clock.rate), state: WatchdogState()),
        pushes: .init(
            [.alarmRaised, .alarmGrew, .alarmAcknowledged, .alarmOverdue],
            topics: { _, publisher in publisher == nil ? ["alarms"] : [] }),
        backlog: { machine, topic in
            topic == "alarms" ? machine.state.openAlarms.map { .alarmRaised($0) } : []
        },
        gauges: { machine, _ in
            [
                Gauge("open_clocks", value: Int64(machine.state.clockCount)),
                Gauge("open_alarms", value: Int64(machine.state.openAlarms.count)),
            ]
        })
}
