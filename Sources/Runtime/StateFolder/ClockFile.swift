public import Config
public import Contacts
import Foundation

/// `clock.json` of the state directory: written once by `supervise up`, read by every station.
public struct ClockFile: Hashable, Sendable {
    /// What the topology's clock showed at the anchor.
    public var origin: Instant
    /// How many seconds of the topology pass in one of the host.
    public var rate: Int64
    /// The boot that the anchor belongs to.
    public var bootID: String
    /// `CLOCK_BOOTTIME` at the anchor, microseconds.
    public var boottimeAnchor: Int64
    /// The wall clock at the anchor, microseconds since 1970; it tells how long a reboot took.
    public var realtimeAnchor: Int64

    /// Makes the clock that shows `origin` now; nil means the wall clock's time.
    public init(origin: Instant?, rate: Int64, host: HostClock) {
        self.origin = origin ?? Instant(microseconds: host.realtime)
        self.rate = rate
        bootID = host.bootID
        boottimeAnchor = host.boottime
        realtimeAnchor = host.realtime
    }

    /// The clock that the file describes.
    public var clock: TopologyClock { TopologyClock(origin: origin, rate: rate, anchor: boottimeAnchor) }

    /// The same time with an anchor in the boot of `host`; the wall clock bridges the time the host was down.
    ///
    /// Within one boot it is the file itself: only a reboot renews the anchor.
    public func renewed(on host: HostClock) -> ClockFile {
        guard host.bootID != bootID else { return self }
        let bridge = TopologyClock(origin: origin, rate: rate, anchor: realtimeAnchor)
        // The wall clock may have been set back; topology time must not go back with it.
        let shown = max(bridge.instant(atBoottime: host.realtime), origin)
        return ClockFile(origin: shown, rate: rate, host: host)
    }

    /// Where it stands in a state directory.
    public static func path(in state: String) -> String { "\(state)/clock.json" }

    /// Reads the file at `path`.
    ///
    /// - Parameter path: Usually ``path(in:)``.
    /// - Throws: `TopologyError` naming the field that is wrong.
    public static func load(_ path: String) throws(TopologyError) -> ClockFile {
        var findings = Findings()
        let file = SourceFile(path: path, &findings).flatMap { ClockFile($0.root, &findings) }
        guard let file, findings.list.isEmpty else { throw TopologyError(findings.sorted) }
        return file
    }

    private init?(_ root: Field, _ findings: inout Findings) {
        let keys = ["origin_us", "rate", "boot_id", "boottime_anchor_us", "realtime_anchor_us"]
        guard let table = Table(root, keys: keys, &findings) else { return nil }
        let instants = -Self.century...Self.century
        let origin = table.required("origin_us", &findings)?.integer(instants, &findings)
        let rate = table.required("rate", &findings)?.integer(1...Self.rateLimit, &findings)
        let bootID = table.required("boot_id", &findings)?.text(&findings)
        let boottime = table.required("boottime_anchor_us", &findings)?.integer(0...Self.century, &findings)
        let realtime = table.required("realtime_anchor_us", &findings)?.integer(instants, &findings)
        guard let origin, let rate, let bootID, let boottime, let realtime else { return nil }
        let host = HostClock(boottime: Int64(boottime), realtime: Int64(realtime), bootID: bootID)
        self.init(origin: Instant(microseconds: Int64(origin)), rate: Int64(rate), host: host)
    }

    /// Two hundred years in microseconds: further off is a slip of units.
    private static let century = 200 * 31_557_600 * 1_000_000
    /// Above this the host's own microseconds are coarser than a second of the topology.
    package static let rateLimit = 100_000

    /// The file's text.
    package var text: String {
        """
        {
          "origin_us": \(origin.microseconds),
          "rate": \(rate),
          "boot_id": "\(bootID)",
          "boottime_anchor_us": \(boottimeAnchor),
          "realtime_anchor_us": \(realtimeAnchor)
        }

        """
    }

    /// Writes the file whole or not at all.
    ///
    /// - Parameter path: Usually ``path(in:)``; its directory must exist.
    /// - Throws: `TopologyError` when it cannot be written.
    public func write(_ path: String) throws(TopologyError) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw TopologyError([
                Finding(file: path, line: 0, path: "", value: "\(error)", expected: "a writable directory")
            ])
        }
    }
}
