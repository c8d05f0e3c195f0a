import Foundation
import Testing

/// What one command of `tierline` is given and answers, once when all is well and once when something is not.
///
/// In arguments `{dir}` is the test's own folder with small files, `{log}` one with an audit log of 20 calls.
struct CommandCase: CustomTestStringConvertible {
    /// What stands on standard output.
    enum Answer {
        /// One JSON object on one line, with these keys.
        case object([String])
        /// One JSON object a line, with these keys.
        case lines([String])
        /// Words, with these among them; progress goes to standard error.
        case words(String)
        /// Nothing: what it does stands in files.
        case nothing
    }

    /// Which command, as people type it.
    var name: String
    /// What it is given; nil when it needs a running topology, which `RunningCommandTests` has.
    var sound: [String]?
    var answer: Answer
    var wrong: [String]
    var status: Int32
    /// What the message must have in it.
    var says: String

    init(
        _ name: String, _ sound: String?, _ answer: Answer, wrong: String, _ status: Int32, _ says: String
    ) {
        self.name = name
        self.sound = sound.map(Self.words)
        self.answer = answer
        self.wrong = Self.words(wrong)
        self.status = status
        self.says = says
    }

    var testDescription: String { name }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Checks standard output against what is expected.
    func check(_ output: String) throws {
        let lines = output.split(separator: "\n")
        switch answer {
        case .words(let wanted): #expect(output.contains(wanted), "\(output.prefix(300))")
        case .nothing: #expect(output.isEmpty, "\(output.prefix(300))")
        case .object(let keys):
            #expect(lines.count == 1, "\(output.prefix(300))")
            try Self.check(lines, keys)
        case .lines(let keys): try Self.check(lines, keys)
        }
    }

    private static func check(_ lines: [Substring], _ keys: [String]) throws {
        #expect(!lines.isEmpty)
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let missing = keys.filter { object?[$0] == nil }
            #expect(missing.isEmpty, "\(line.prefix(300))")
        }
    }
}

extension CommandCase {
    private static let topology = "--topology Topology/single-host.yaml"
    private static let noTopology = "--topology {dir}/none.yaml"
    private static let profile = "--profile Topology/profiles/campaign.yaml"
    private static let unread = "expected a readable file"

    static let all = files + traffic + logs + measurements + stations

    /// What reads and judges files.
    private static let files = [
        Self(
            "check", "Topology/single-host.yaml --json", .object(["files", "findings"]),
            wrong: "Topology/broken/unknown-skill.yaml", 78, "the skill \"clams\""),
        Self(
            "standards", "--json", .object(["standards", "not_yet"]), wrong: "--file {dir}/none.yaml", 78,
            unread),
        Self(
            "business-time", "--vectors {dir}/time.csv --json", .object(["rows", "agree", "disagree"]),
            wrong: "--vectors {dir}/none.csv", 78, unread),
        Self(
            "erlang", "--vectors {dir}/erlang.csv --json", .object(["rows", "agree", "disagree"]),
            wrong: "--vectors {dir}/time.csv", 78, "column lambda_per_hour"),
        Self(
            "forecast", "--history {dir}/plain.csv --json", .object(["forecast", "closed_dates"]),
            wrong: "--history {dir}/occ.csv", 78, "column offered"),
        Self(
            "staff", "--forecast {dir}/occ.csv --json", .object(["intervals"]),
            wrong: "--forecast {dir}/occ.csv --max-occupancy 0", 64, "expected 1 to 100 percent"),
        Self(
            "fuzz-readers", "--count 5 --json", .object(["readers", "seed"]), wrong: "--count 0", 64,
            "expected 1 to 1000000"),
    ]

    /// What makes traffic and plays it.
    private static let traffic = [
        Self(
            "centre", "--trace {dir}/able --roster {dir}/able.roster.csv --out {dir}/centre",
            .words("centre.yaml"),
            wrong: "--trace {dir}/point --roster {dir}/late.roster.csv --out {dir}/none", 1,
            "no skills"),
        Self(
            "generate",
            "--day 2026-03-30 \(profile) --seed 1 --out {dir}/made \(topology)", .nothing,
            wrong: "--day noday \(profile) --seed 1 --out {dir}/none", 64,
            "--day noday is no date"),
        Self(
            "simulate", "--trace {dir}/point --roster {dir}/late.roster.csv --date 2026-01-05 --json",
            .object(["offered", "accepted", "answered", "lost", "standards"]),
            wrong: "--trace {dir}/point --date today", 64, "--date today is no date"),
        Self(
            "simulate-faults", "--seeds 1 --seed 3 --json", .object(["seeds", "contacts", "violations"]),
            wrong: "--seeds 0", 64, "expected 1 or more"),
        Self(
            "replay", nil, .object(["offered", "accepted", "answered", "lost", "standards"]),
            wrong: "\(topology) --trace {dir}/point --speed 0", 64, "--speed 0: expected"),
    ]

    /// What reads the audit log and journals.
    private static let logs = [
        Self(
            "explain", "C1-1 --audit {log} --json", .object(["contact", "facts", "clocks", "left_out"]),
            wrong: "C1-999 --audit {log}", 1, "C1-999 is not in the audit log"),
        Self(
            "alarms", "--audit {log} --json", .object(["events", "open", "left_out"]),
            wrong: "--audit {dir}/none", 1, "holds no audit.sqlite"),
        Self(
            "inversions", "--audit {log} --json", .object(["contacts", "inversions", "unexplained"]),
            wrong: "--audit {log} --from today", 64, "today is no date"),
        Self(
            "exceptions", "--audit {log} --json", .object(["exceptions", "without_proof", "left_out"]),
            wrong: "--audit {log} --to today", 64, "today is no date"),
        Self(
            "report", "--audit {log} --from 2025-01-01 --to 2025-01-01",
            .object(["standards", "balance", "log_through"]),
            wrong: "--audit {log} --from 2025-01-02 --to 2025-01-01", 64, "is before --from"),
        Self(
            "calendar diff", "Topology/calendars.yaml Topology/calendars.yaml --audit {log} --json",
            .object(["at", "calendars", "breaches"]),
            wrong: "{dir}/none.yaml Topology/calendars.yaml --audit {log}", 78, unread),
        Self(
            "audit verify", "{log} --json", .object(["ok", "entries", "stations"]), wrong: "{dir}/none", 1,
            "holds no audit.sqlite"),
        Self(
            "audit dump", "{log} --json-lines", .lines(["station", "sequence", "kind", "fact"]),
            wrong: "{dir}/none", 1, "holds no audit.sqlite"),
        Self(
            "journal show", "{log}/audit.sqlite", .words("contactReceived C1-1"), wrong: "{dir}/none", 1,
            "opening failed"),
        Self(
            "journal adopt", nil, .words("nothing is missing"), wrong: "{dir}/none --audit {log}", 78,
            "opening failed"),
        Self(
            "journal moved", nil, .words("of station phone"), wrong: "{dir}/none", 78, "opening failed"),
    ]

    /// What `ops/bench` and the tests measure with.
    private static let measurements = [
        Self(
            "bench report-log", "\(topology) --folder {dir}/fresh --contacts 20 --days 1",
            .object(["contacts", "entries", "seconds"]), wrong: "\(topology) --folder {log}", 1,
            "is there already"),
        Self(
            "bench matching", "--waiting 1000 --agents 100 --decisions 100", .object(["p50", "p99"]),
            wrong: "--waiting 0", 1, "was offered nothing"),
        Self(
            "bench clocks", "\(topology) --folder {dir} --clocks 1000 --dues 4000",
            .object(["due_per_s", "clocks_armed_per_s", "bytes_per_clock"]),
            wrong: "\(noTopology) --folder {dir}", 78, unread),
        Self(
            "bench recovery", "\(topology) --folder {dir} --contacts 100",
            .object(["recovery_s", "open_contacts"]), wrong: "\(noTopology) --folder {dir}", 78, unread),
        Self(
            "bench ceilings", "--folder {dir} --messages 1000 --rows 200",
            .object(["zmq_ipc_msgs_per_s", "sqlite_rows_per_s"]), wrong: "", 64, "--folder"),
        Self(
            "bench fuzz-facts", "--seconds 1 --json", .object(["faults", "kinds", "committed"]),
            wrong: "--seconds none", 64, "--seconds"),
        Self(
            "bench load", nil, .object(["finished", "ended", "lifecycles_per_s", "troubles"]),
            wrong: "\(topology) --state {dir} --channel smoke", 1, "no gateway of the topology takes it"),
    ]

    /// What starts a topology and asks a running one.
    private static let stations = [
        Self(
            "plan", "\(topology) --json", .object(["name", "state", "stations", "agents"]),
            wrong: noTopology, 78, unread),
        Self(
            "play", "\(topology) --audit {dir}/played --start 2026-03-30T09:00:00Z", .nothing,
            wrong: "\(topology) --audit {dir}/other --start noon", 1, "--start noon, expected"),
        Self(
            "clock-init", "\(topology) --state {dir}/state --rate 60", .nothing,
            wrong: "\(topology) --state {dir}/state --rate 0", 64, "--rate is 1 to 100000"),
        Self("status", nil, .object(["ready", "stations"]), wrong: noTopology, 78, unread),
        Self(
            "import", nil, .object(["rows", "taken", "known", "refused"]), wrong: "{dir}/none.csv", 78,
            unread),
        // A release that is granted needs an effect that nobody settled: the fault EFFECT has one.
        Self(
            "release", nil, .words("is released by"), wrong: "C0-0 --reason r", 64,
            "expected a contact's id"),
    ]
}
