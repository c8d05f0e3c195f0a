import ArgumentParser
import Contacts
import Facts
import Foundation
import Kernel
import Links
import Measures
import Reporting
import TopologyFile
import Wire

/// `tierline import`: what a carrier counted and surveys asked, into the log of the running topology.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Puts carriers' counts and answers to surveys into the log.",
        discussion: """
            The files are CSV with the header trunk,from,to,count,source or contact,at,satisfaction,
            recommendation. Each row goes to its gateway with a key of its own: a file may be imported again,
            and rows that are there already are counted as known. A file with a bad line changes nothing.
            """)

    @Argument(help: "CSV files.")
    var files: [String]
    @OptionGroup var place: UsualTopologyOptions
    @OptionGroup var output: OutputOptions

    private struct Answer: Encodable {
        var rows = 0
        var taken = 0
        var known = 0
        var refused: [String] = []
    }

    private struct Row {
        var gateway: StationSettings
        var key: String
        var submission: Submission
    }

    func run() async throws {
        try await Outcome.of {
            let loaded = try place.load()
            let rows = try rows(of: try FeedFile.read(files, zone: loaded.zone), loaded)
            let answer = try await send(rows)
            if output.json {
                try Output.json(answer)
            } else {
                print("\(answer.rows) rows: \(answer.taken) taken, \(answer.known) known")
                for refusal in answer.refused { print("refused: \(refusal)") }
            }
            if !answer.refused.isEmpty { throw Failure("\(answer.refused.count) rows were refused") }
        }
    }

    /// Counts go to the telephone's gateway, in the order of their intervals; answers to their contact's.
    private func rows(of feed: Feed, _ topology: Topology) throws -> [Row] {
        let phone = topology.stations.first { $0.channels.contains(.phone) }
        let counts = try feed.blocked.sorted { $0.from < $1.from }.map { row in
            guard let phone else { throw Failure("the topology has no gateway for the telephone") }
            guard case .carrier(let trunk, let source) = row.source else {
                throw Failure("\(row.subject) is no carrier's count")
            }
            let count = TrunkCount(
                trunk: TrunkName(trunk), from: row.from, to: row.to, count: UInt64(row.count), source: source)
            return Row(
                gateway: phone, key: "trunk/\(trunk)/\(row.from)", submission: .attemptsBlocked(count))
        }
        let answers = try feed.surveys.map { row in
            let gateway = topology.stations.first { $0.number == row.contact.gateway }
            guard let gateway else { throw Failure("\(row.contact) is of no gateway of the topology") }
            let answer = SurveyAnswer(
                contact: row.contact, at: row.at, satisfaction: row.satisfaction,
                recommendation: row.recommendation)
            return Row(
                gateway: gateway, key: "survey/\(row.contact)/\(row.at)", submission: .surveyAnswered(answer))
        }
        return counts + answers
    }

    private func send(_ rows: [Row]) async throws -> Answer {
        let thread = PollThread()
        defer { thread.stop() }
        let context = ZeroMQContext()
        var clients: [StationName: IngressClient] = [:]
        var answer = Answer(rows: rows.count)
        for row in rows {
            if clients[row.gateway.name] == nil {
                let client = IngressClient(
                    endpoint: row.gateway.ingressEndpoint,
                    identity: "import-\(getpid())-\(row.gateway.name)", thread: thread, context: context)
                try await client.open()
                clients[row.gateway.name] = client
            }
            guard let client = clients[row.gateway.name] else { continue }
            // Nothing is lost by giving up: the key lets the file be imported again.
            let reply = try await client.request(
                .submit(key: row.key, body: SubmissionCodec.encode(row.submission)),
                retries: .none(timeout: 10_000_000))
            take(reply, row, &answer)
        }
        for name in clients.keys.sorted() { await clients[name]?.close() }
        return answer
    }

    private func take(_ reply: IngressReply, _ row: Row, _ answer: inout Answer) {
        switch reply {
        case .known: answer.known += 1
        case .decided(_, let body):
            do {
                switch try SubmissionReplyCodec.decode(body) {
                case .accepted: answer.taken += 1
                case .known: answer.known += 1
                case .refused(let refusal):
                    answer.refused.append("\(row.key): \(refusal.field): \(refusal.reason)")
                }
            } catch {
                answer.refused.append("\(row.key): \(error)")
            }
        case .rejected(_, let reason): answer.refused.append("\(row.key): \(reason)")
        case .busy: answer.refused.append("\(row.key): the gateway is busy; import the file again")
        case .status, .done, .push: answer.refused.append("\(row.key): the gateway answered something else")
        }
    }
}
