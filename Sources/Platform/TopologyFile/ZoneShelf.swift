import BusinessTime
import Crypto
import Foundation

/// The time zones that a topology names, each read once from the host's time zone files.
///
/// Their digests belong to the configuration: another edition of the files may move a due instant.
struct ZoneShelf {
    private static let folder = "/usr/share/zoneinfo"

    private var zones: [String: Zone] = [:]
    private(set) var digests: [String: String] = [:]

    /// The zone that `field` names; nil with a finding when there is no such zone.
    mutating func zone(_ field: Field, _ findings: inout Findings) -> Zone? {
        guard let name = field.scalar, Self.isSafe(name) else {
            findings.add(field, expected: "an IANA time zone such as America/New_York")
            return nil
        }
        if let zone = zones[name] { return zone }
        guard let data = FileManager.default.contents(atPath: "\(Self.folder)/\(name)") else {
            findings.add(field, expected: "an IANA time zone such as America/New_York")
            return nil
        }
        do throws(BusinessTimeError) {
            let zone = try Zone(name: name, tzif: [UInt8](data))
            zones[name] = zone
            digests[name] = hexadecimal(SHA256.hash(data: data))
            return zone
        } catch {
            findings.add(field, value: "\(error)", expected: "a readable time zone file")
            return nil
        }
    }

    /// Every zone read, by name.
    var all: [String: Zone] { zones }

    /// A name that stays inside the folder of zones.
    private static func isSafe(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains("..")
            && name.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 127 }
    }
}

/// Bytes as lower-case hexadecimal.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
