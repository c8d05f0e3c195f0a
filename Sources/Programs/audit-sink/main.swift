// The audit sink keeps every entry of every station once, in its station's order.
// This file only wires: the gap check is in AuditDecider.

import AuditSink
import Config
import Hosting
import Kernel
import TopologyFile

await Host(.auditSink).run { _ in AuditDecider() }
