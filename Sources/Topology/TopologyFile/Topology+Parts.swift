import BusinessTime
public import Config
public import Contacts
import Foundation
import RouterConfig
import Standards
import Yams

/// What another topology may take over from one: its files and the types of inquiry that clocks go by.
public struct TopologyParts: Sendable {
    /// The absolute path of each file it refers to, by its key in `files`.
    public let files: [String: String]
    /// Its types of inquiry, in the order written.
    public let inquiryTypes: [InquiryType]
    /// Its zone.
    public let zone: String
    /// Its enforcement file where no clock moves a contact to another tier: somebody hears of it instead.
    public let enforcement: String

    /// What an enforcement file says, without its moves.
    ///
    /// - Parameter text: of a file that was read without a finding; any other is given back as it is.
    static func withoutMoves(_ text: String, heardBy person: PersonName?) -> String {
        // It was parsed before, so an error cannot come.
        guard var root = try? Yams.compose(yaml: text), var rows = root["enforcement"]?.sequence else {
            return text
        }
        for place in rows.indices {
            guard var row = rows[place].mapping, row["escalate"] != nil else { continue }
            row["escalate"] = nil
            if row["alarm"] == nil, let person {
                row["alarm"] = .mapping(Node.Mapping([(Node("recipient"), Node(person.rawValue))]))
                row["cap"] = Node("1")
            }
            rows[place] = .mapping(row)
        }
        root["enforcement"] = .sequence(rows)
        // A tree that was read can be written.
        return (try? Yams.serialize(node: root)) ?? text
    }
}

extension Topology {
    /// The parts of the topology at `path`, which is read and checked as a whole before.
    ///
    /// - Throws: `TopologyError` with everything that is wrong with it.
    public static func parts(_ path: String) throws(TopologyError) -> TopologyParts {
        let topology = try load(path)
        var findings = Findings()
        let reader = TopologyReader(path: path, state: nil, &findings)
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
        let names = reader.sources.filter { $0.key != .topology }.map { kind, source in
            (kind.rawValue, URL(fileURLWithPath: source.name, relativeTo: directory).standardizedFileURL.path)
        }
        let enforcement = reader.sources[.enforcement].map { String(decoding: $0.file.bytes, as: UTF8.self) }
        return TopologyParts(
            files: Dictionary(names) { first, _ in first },
            inquiryTypes: reader.files?.routing.typesInOrder ?? [], zone: topology.zone.name,
            enforcement: TopologyParts.withoutMoves(enforcement ?? "", heardBy: topology.people.first))
    }
}
