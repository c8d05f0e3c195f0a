import Foundation
import Testing

/// The small files that commands are given.
final class CommandFiles {
    private let cases: CaseFiles
    /// An audit log of 20 calls, made when it is first needed.
    private lazy var log: Result<String, any Error> = Result {
        let folder = cases.folder + "/log"
        let made = try Programs.tierline(
            "bench", "report-log", "--topology", "Topology/single-host.yaml", "--folder", folder,
            "--contacts",
            "20", "--days", "1")
        try #require(made.status == 0, "\(made.errors)")
        return folder
    }

    init() throws {
        cases = try CaseFiles()
        try cases.write(
            "kind,zone,open,close,start_instant_utc,amount,due_instant_utc,tag\n"
                + "elapsed_hours,UTC,,,2026-12-31T23:15:10Z,0.75,2027-01-01T00:00:10Z,plain\n",
            to: "time.csv")
        // One erlang on one agent: Tests/Analysis/WorkforceTests/ErlangVectorTests.swift has it by hand.
        try cases.write(
            "lambda_per_hour,aht_s,agents,patience_s,target_s,offered_load_erl,erlang_b_block,c_p_wait,"
                + "c_asa_s,c_mean_wait_of_waiters_s,c_service_level,c_occupancy,a_p_wait,a_p_abandon,"
                + "a_mean_wait_s,a_mean_wait_served_s,a_sl_served_of_all,a_occupancy,c_min_agents_80,"
                + "c_min_agents_90\n"
                + "20,180,1,180,0,1,0.5,1,inf,inf,0,1,0.632120558829,0.367879441171,66.2182994109,"
                + "46.8363619421,0.367879441171,0.632120558829,3,3\n",
            to: "erlang.csv")
        try cases.write(
            "trunk,from,to,count,source\nt1,2026-03-30T08:00:00,2026-03-30T08:15:00,3,sbc\n", to: "trunks.csv"
        )
    }

    deinit { cases.remove() }

    /// Runs a command, with the places in its arguments filled in.
    func run(_ name: String, _ arguments: [String]) throws -> Programs.Result {
        let all =
            try name.split(separator: " ").map(String.init)
            + arguments.map { try filled($0) }
        return try Programs.run(Programs.folder + "/tierline", all)
    }

    private func filled(_ word: String) throws -> String {
        let word = word.replacingOccurrences(of: "{dir}", with: cases.folder)
        return try word.contains("{log}") ? word.replacingOccurrences(of: "{log}", with: log.get()) : word
    }
}

@Suite("Commands of tierline", .serialized, .timeLimit(.minutes(10)))
struct CommandTests {
    private let files: CommandFiles

    init() throws { files = try CommandFiles() }

    @Test(
        "a command that is given what it needs ends with 0 and answers in its form",
        arguments: CommandCase.all)
    func sound(command: CommandCase) throws {
        guard let sound = command.sound else { return }
        let result = try files.run(command.name, sound)
        #expect(result.status == 0, "\(result.errors)")
        try command.check(result.output)
    }

    @Test(
        "a command that is given something wrong says what, and ends with its status",
        arguments: CommandCase.all)
    func wrong(command: CommandCase) throws {
        let result = try files.run(command.name, command.wrong)
        #expect(result.status == command.status)
        #expect((result.output + result.errors).contains(command.says), "\(result.errors)")
    }

    @Test("every command that there is, hidden ones too, is among those that are run here")
    func complete() throws {
        struct Help: Decodable { var command: Command }
        struct Command: Decodable {
            var commandName: String
            var subcommands: [Command]?

            /// The names of what can be run, as people type them.
            func names(after words: [String] = []) -> [String] {
                let own = (subcommands ?? []).filter { $0.commandName != "help" }
                guard !own.isEmpty else { return [(words + [commandName]).joined(separator: " ")] }
                return own.flatMap { $0.names(after: words + [commandName]) }
            }
        }
        let dump = try Programs.tierline("--experimental-dump-help")
        try #require(dump.status == 0, "\(dump.errors)")
        let help = try JSONDecoder().decode(Help.self, from: Data(dump.output.utf8))
        let names = help.command.names().map { String($0.dropFirst("tierline ".count)) }
        #expect(names.sorted() == CommandCase.all.map(\.name).sorted())
    }
}

@Suite("Commands of tierline that need a running topology", .serialized, .timeLimit(.minutes(5)))
struct RunningCommandTests {
    private let files: CommandFiles
    private let centre: OwnCentre

    init() throws {
        files = try CommandFiles()
        centre = try OwnCentre()
    }

    /// Runs a command, on the centre unless it only has files; its form is that of its case.
    private func run(
        _ name: String, _ arguments: String..., at place: [String] = []
    ) throws -> Programs.Result {
        let command = try #require(CommandCase.all.first { $0.name == name })
        let result = try files.run(name, arguments + place)
        if result.status == 0 { try command.check(result.output) }
        return result
    }

    @Test("each answers in its form, and what is imported twice is taken once")
    func each() throws {
        try centre.up(origin: "2026-03-30T09:00:00-04:00")
        let place = ["--topology", centre.topology, "--state", centre.state]
        let status = try run("status", "--json", at: place)
        #expect(status.status == 0 && status.output.contains(#""ready":true"#), "\(status)")
        for counts in [
            #""known":0,"refused":[],"rows":1,"taken":1"#, #""known":1,"refused":[],"rows":1,"taken":0"#,
        ] {
            let imported = try run("import", "{dir}/trunks.csv", "--json", at: place)
            #expect(imported.status == 0 && imported.output.contains(counts), "\(imported)")
        }
        let load = try run("bench load", "--contacts", "10", "--window", "5", at: place)
        #expect(load.status == 0 && load.output.contains(#""finished":10"#), "\(load)")
        let replay = try run("replay", "--trace", "{dir}/point", "--speed", "max", "--json", at: place)
        #expect(replay.status == 0 && replay.output.contains(#""lost":0"#), "\(replay)")
        let released = try run("release", "C1-99999", "--reason", "r", at: place)
        #expect(released.status == 1 && released.errors.contains("is not in custody here"), "\(released)")
        try centre.supervise("down")
        let journal = centre.state + "/journal/phone.sqlite"
        let adopted = try run("journal adopt", journal, "--audit", centre.state)
        #expect(adopted.status == 0, "\(adopted)")
        let moved = try run("journal moved", journal)
        #expect(moved.status == 0, "\(moved)")
    }
}
