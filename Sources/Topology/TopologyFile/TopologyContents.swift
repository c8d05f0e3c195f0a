import Config
import Contacts
import ContractConfig
import Crypto
import Foundation

/// The bytes that decide what each program does, journalled as a fact when a configuration is loaded.
struct TopologyContents {
    private let sections: [FileKind: [UInt8]]
    private let zones: [UInt8]

    init(_ reader: TopologyReader) {
        sections = reader.sources.mapValues { source in
            Array("--- \(source.name) \(source.file.bytes.count)\n".utf8) + Array(source.file.bytes)
        }
        // The zones' own bytes are large and public; their digests say which edition was in force.
        let lines = reader.zones.digests.sorted { $0.key < $1.key }.map { "\($0.key) sha256:\($0.value)\n" }
        let text = lines.joined()
        zones = Array("--- zones \(text.utf8.count)\n\(text)".utf8)
    }

    /// The files that matter to a station of `program`, concatenated with their names and lengths.
    func content(for program: Program) -> [UInt8] {
        let kinds = [.topology] + FileKind.mattering(to: program)
        let files = kinds.flatMap { sections[$0] ?? [] }
        return kinds.contains(.calendars) ? files + zones : files
    }
}

extension Topology {
    /// The files that decide what `station` does, concatenated with their names and lengths.
    ///
    /// Loading a configuration is itself a fact with this content, so that every decision can be decided
    /// again.
    public func configurationContent(for station: StationSettings) -> [UInt8] {
        contents[station.program] ?? []
    }

    /// SHA-256 over ``configurationContent(for:)``: what a batch names as the configuration it was decided
    /// by.
    public func configurationDigest(for station: StationSettings) -> [UInt8] {
        Array(SHA256.hash(data: configurationContent(for: station)))
    }
}
