import ArgumentParser
import Contacts
import Foundation
import StateFolder
import TopologyFile

/// `tierline clock-init`: writes the topology's clock and its tokens, once.
struct ClockInitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock-init", abstract: "Writes clock.json and tokens.json of a state directory.",
        discussion: """
            A clock that is there already is kept, because topology time never goes back; after a reboot its \
            anchor is renewed. Another rate than the one kept is an error.
            """)

    @OptionGroup var place: TopologyOptions
    @Option(help: "Seconds of the topology in one of the host.")
    var rate: Int64?
    @Option(help: "What the clock shows at first; default: the wall clock.")
    var clockOrigin: String?

    func validate() throws {
        if let rate, !(1...100_000).contains(rate) { throw ValidationError("--rate is 1 to 100000") }
    }

    func run() async throws {
        try await Outcome.of {
            let loaded = try place.load()
            var origin: Instant?
            if let clockOrigin {
                origin = InstantText.parse(clockOrigin, in: loaded.zone)
                guard origin != nil else {
                    throw ValidationError("--clock-origin expects \(InstantText.form)")
                }
            }
            try FileManager.default.createDirectory(
                atPath: "\(loaded.state)/run", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try writeClock(ClockFile.path(in: loaded.state), origin)
            try TokenFile.create(TokenFile.path(in: loaded.state))
        }
    }

    private func writeClock(_ path: String, _ origin: Instant?) throws {
        let host = HostClock.read()
        guard FileManager.default.fileExists(atPath: path) else {
            try ClockFile(origin: origin, rate: rate ?? 1, host: host).write(path)
            return
        }
        let kept = try ClockFile.load(path)
        if let rate, rate != kept.rate {
            throw Failure("\(path) has rate \(kept.rate), asked for \(rate): a topology keeps its clock")
        }
        if let origin, origin != kept.origin {
            throw Failure(
                "\(path) began at \(kept.origin), asked for \(origin): a topology keeps its clock; "
                    + "give --state a new folder")
        }
        let renewed = kept.renewed(on: host)
        guard renewed != kept else { return }
        try renewed.write(path)
        Outcome.say("tierline: the host was rebooted; \(path) has a new anchor and shows \(renewed.origin)")
    }
}
