import Config
import Foundation
import Handbook
import TopologyFile

/// The committed files of the topology.
enum Register {
    private static let folder = Repository.root.path + "/Topology"

    /// The default topology; a test that cannot load it fails where it asks.
    static let topology = Result { try Topology.load("\(folder)/single-host.yaml") }

    /// What `tierline check` says of a file of the folder.
    static func check(_ name: String) -> [Finding] { Topology.check(["\(folder)/\(name)"]) }
}
