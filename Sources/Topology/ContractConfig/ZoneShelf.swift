public import BusinessTime
package import Config
import Contacts
import Crypto
package import Foundation

/// The time zones that a topology names, each read once from the host's time zone files.
///
/// Their digests belong to the configuration: another edition of the files may move a due instant.
package struct ZoneShelf {
    private var zones: [String: Zone] = [:]
    package private(set) var digests: [String: String] = [:]

    /// A shelf without a zone.
    package init() {}

    /// The zone that `field` names; nil with a finding when there is no such zone.
    package mutating func zone(_ field: Field, _ findings: inout Findings) -> Zone? {
        if let name = field.scalar, let zone = zones[name] { return zone }
        guard let name = field.scalar, let data = HostZones.bytes(name) else {
            findings.add(field, expected: HostZones.expectation)
            return nil
        }
        do throws(BusinessTimeError) {
            let zone = try Zone(name: name, tzif: [UInt8](data))
            zones[name] = zone
            digests[name] = SHA256.hash(data: data).hexadecimal
            return zone
        } catch {
            findings.add(field, value: "\(error)", expected: "a readable time zone file")
            return nil
        }
    }

    /// Every zone read, by name.
    package var all: [String: Zone] { zones }
}

/// The time zone files of this host.
public enum HostZones {
    /// What the name of a zone is to be.
    public static let expectation = "an IANA time zone such as America/New_York"

    private static let folder = "/usr/share/zoneinfo"

    /// Reads the zone of an IANA name.
    ///
    /// - Parameter name: such as `America/New_York`.
    /// - Returns: the zone; nil when this host has no file of that name.
    /// - Throws: `BusinessTimeError.zoneMalformed` when its file is damaged.
    public static func zone(_ name: String) throws(BusinessTimeError) -> Zone? {
        guard let data = bytes(name) else { return nil }
        return try Zone(name: name, tzif: [UInt8](data))
    }

    /// The file of a zone; nil when there is none.
    package static func bytes(_ name: String) -> Data? {
        isSafe(name) ? FileManager.default.contents(atPath: "\(folder)/\(name)") : nil
    }

    /// A name that stays inside the folder of zones.
    private static func isSafe(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains("..")
            && name.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 127 }
    }
}
