import AgentDeskWeb
import ArgumentParser
import Contacts
import Facts
import GatewayIngress
import HTTP
import JSONTree
import Kernel
import TopologyFile
import Wire

/// `tierline play`: the stations in virtual time for another program, which speaks for everybody outside.
struct PlayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "Runs every station in virtual time, for a program that plays adapters and agents.",
        discussion: """
            One JSON object a line on standard input, one answer a line on standard output. \
            {"do":"pass","to":INSTANT} lets time go on until then, or until somebody is told something; \
            {"do":"event","station":NAME,"event":EVENT} is what an adapter posts; \
            {"do":"ask","agent":A,"session":S,"path":PATH,"body":BODY} is what an agent asks; \
            {"do":"kill","station":NAME,"moment":"before"|"after","back":INSTANT} kills a station in its \
            next turn, before or after its commit. An answer has `now`, `answer`, null when nobody was \
            there, with the status died when the station was killed by it, and `heard`, what adapters and \
            agents are told.
            """)

    @Option(help: "The topology's YAML file.")
    var topology = "Topology/single-host.yaml"
    @Option(help: "Write the audit log to this new directory.")
    var audit: String
    @Option(help: "The instant at which it begins, with an offset or in the topology's zone.")
    var start: String

    func run() async throws {
        try await Outcome.of {
            let topology = try Topology.load(topology)
            guard let start = InstantText.parse(start, in: topology.zone) else {
                throw Failure("--start \(start), expected \(InstantText.form)")
            }
            let audit = try VirtualAuditLog(audit, station: topology.auditSink, run: "play")
            let world = try PlayedTopology(topology, audit: audit, at: start)
            let ear = PlayLines(topology: topology, world: world)
            while let line = readLine() { Output.write((try ear.answer(to: [UInt8](line.utf8)) + "\n").utf8) }
            try audit.close()
        }
    }
}

/// Reads what the other program says, and answers.
struct PlayLines {
    let topology: Topology
    let world: PlayedTopology

    /// The answer to one line.
    ///
    /// - Throws: `Failure` naming the line's field, its value and what was expected.
    func answer(to line: [UInt8]) throws -> String {
        let said = try Said(line)
        var answer: StrictJSON = .null
        switch try said.text("do") {
        case "pass": try world.pass(to: said.instant("to"))
        case "event": answer = try event(said)
        case "ask": answer = try ask(said)
        case "kill":
            let word = try said.text("moment")
            guard let moment = PlayedStation.Moment(rawValue: word) else {
                throw Failure("moment \(word), expected before or after")
            }
            try world.kill(StationName(try said.text("station")), moment, back: said.instant("back"))
        case let other: throw Failure("do \(other), expected pass, event, ask or kill")
        }
        return StrictJSON.fields([
            ("now", .text("\(world.now)")), ("answer", answer),
            ("heard", .list(world.takeHeard().map(shown))),
        ]).line
    }

    private func shown(_ heard: PlayedTopology.Heard) -> StrictJSON {
        let isDesk = heard.station == topology.directory.desk
        let event = isDesk ? DeskEventJSON.event(heard.push) : EffectJSON.event(heard.push)
        return .fields([
            ("station", .text("\(heard.station)")), ("topic", .text(heard.push.topic)),
            ("event", .text(event.name)), ("data", .text(event.data)),
        ])
    }

    private func event(_ said: Said) throws -> StrictJSON {
        let name = StationName(try said.text("station"))
        guard let station = topology.stations.first(where: { $0.name == name }) else {
            throw Failure("station \(name), expected one of the topology")
        }
        let body = said.bytes("event")
        let read = Result { () throws(EventError) in try EventJSON.decode(body, channels: station.channels) }
        switch read {
        case .success(let event): return try submit(event.submission, key: event.key, to: name)
        case .failure(let error): return refusal("\(error)")
        }
    }

    private func ask(_ said: Said) throws -> StrictJSON {
        let agent = Agent.ID(try said.text("agent"))
        let session = Agent.SessionID(try said.text("session"))
        let (path, body) = (try said.text("path"), said.bytes("body"))
        world.subscribe(agent)
        switch Result(catching: { () throws(RequestError) in try DeskPath.request(path, body) }) {
        case .success(let request?):
            let submission = Submission.desk(agent: agent, session: session, request: request)
            return try submit(submission, key: "", to: topology.directory.desk)
        case .success(nil): return refusal("no path \(path)")
        case .failure(let error): return try JSONReader.read(error.json)
        }
    }

    private func submit(_ submission: Submission, key: String, to station: StationName) throws -> StrictJSON {
        let body = SubmissionCodec.encode(submission)
        let reply: IngressReply
        switch try world.submit(body, key: key, to: station) {
        case .answered(let said): reply = said
        case .unreachable: return .null
        case .died(let isCommitted):
            return .fields([("status", .text("died")), ("committed", .truth(isCommitted))])
        }
        switch Result(catching: { () throws(RequestError) in try SubmissionAnswer.read(reply) }) {
        case .success(let answer): return try JSONReader.read(ReplyJSON.encode(answer))
        case .failure(let error): return try JSONReader.read(error.json)
        }
    }

    private func refusal(_ reason: String) -> StrictJSON {
        .fields([("status", .text("refused")), ("reason", .text(reason))])
    }
}

/// The fields of a line that the other program wrote.
private struct Said {
    private let fields: [StrictJSON.Field]

    init(_ line: [UInt8]) throws {
        guard case .object(let fields) = try JSONReader.read(line) else {
            throw Failure("\(String(decoding: line, as: UTF8.self)), expected a JSON object")
        }
        self.fields = fields
    }

    private func value(_ name: String) -> StrictJSON? { fields.first { $0.name == name }?.value }

    func text(_ name: String) throws -> String {
        guard case .text(let text)? = value(name) else {
            throw Failure("\(name) \(value(name)?.line ?? "absent"), expected a text")
        }
        return text
    }

    func instant(_ name: String) throws -> Instant {
        let text = try text(name)
        guard let instant = ISO8601.instant(text) else {
            throw Failure("\(name) \(text), expected \(ISO8601.form)")
        }
        return instant
    }

    /// A value as it was written; nothing when it is not there.
    func bytes(_ name: String) -> [UInt8] { value(name)?.bytes ?? [] }
}
