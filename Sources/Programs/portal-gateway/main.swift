// The portal gateway owns a contact's identity, its receipt instant, and the facts of its medium.
// This file only wires: each decision is in Roles/Gateway/Machine.

import Config
import EdgeHosting
import TopologyFile

await Gateway(.portalGateway).run()
