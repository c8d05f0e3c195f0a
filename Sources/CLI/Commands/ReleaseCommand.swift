import ArgumentParser
import Contacts
import Facts
import Foundation
import Kernel
import Links
import TopologyFile
import Wire

/// `tierline release`: a person answers for a medium that does not.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Frees what no medium answers for: settles a contact's overdue effects in a person's name.")

    @Argument(help: "The contact, such as C1-42.")
    var contact: String
    @Option(help: "Why; it stands in the audit log beside the person.")
    var reason: String
    @Option(help: "Who answers for it, of the roster's people; default: who is logged in.")
    var by: String?
    @OptionGroup var place: UsualTopologyOptions
    @Option(help: "How long the gateway may take to answer, milliseconds.")
    var timeout: Int64 = 10_000
    @OptionGroup var output: OutputOptions

    private struct Report: Encodable {
        var contact: String
        var by: String
        var reason: String
        var released = true
    }

    func validate() throws {
        guard let id = Contact.ID(contact), id.rawValue != 0 else {
            throw ValidationError("CONTACT is \"\(contact)\", expected a contact's id, as C1-42")
        }
        guard 1...1000 ~= reason.utf8.count else {
            throw ValidationError("--reason has \(reason.utf8.count) bytes, expected 1 to 1000")
        }
        guard 1...200 ~= person.utf8.count else {
            throw ValidationError("--by has \(person.utf8.count) bytes, expected a name of 1 to 200")
        }
        guard 1...600_000 ~= timeout else {
            throw ValidationError("--timeout is \(timeout), expected 1 to 600000 milliseconds")
        }
    }

    private var person: String { by ?? NSUserName() }

    func run() async throws {
        try await Outcome.of {
            let loaded = try place.load()
            let isKnown = by.map { loaded.people.contains(PersonName($0)) } ?? true
            guard isKnown || by == NSUserName() else {
                let people = loaded.people.map(\.rawValue).joined(separator: ", ")
                throw Failure("--by is \"\(person)\", expected who is logged in, or one of \(people)")
            }
            guard let id = Contact.ID(contact),
                let gateway = loaded.stations.first(where: { $0.number == id.gateway })
            else {
                let known = loaded.stations.compactMap(\.number).map(String.init).joined(separator: ", ")
                throw Failure("\(contact): no gateway of \(loaded.name) has its number, expected \(known)")
            }
            let submission = Submission.release(id, by: PersonName(person), reason: reason)
            try Self.check(try await submit(submission, to: gateway))
            if output.json {
                try Output.json(Report(contact: "\(id)", by: person, reason: reason))
            } else {
                print("\(id) is released by \(person): \(reason)")
            }
        }
    }

    /// Said once: a release that is repeated says more than the first.
    private func submit(_ submission: Submission, to gateway: StationSettings) async throws -> IngressReply {
        let thread = PollThread()
        defer { thread.stop() }
        let client = IngressClient(
            endpoint: gateway.ingressEndpoint, identity: "release-\(getpid())", thread: thread,
            context: ZeroMQContext())
        try await client.open()
        do {
            let reply = try await client.request(
                .submit(key: "release/\(UUID().uuidString)", body: SubmissionCodec.encode(submission)),
                retries: .none(timeout: timeout * 1000))
            await client.close()
            return reply
        } catch {
            await client.close()
            throw Failure(
                "\(gateway.name) does not answer; see tierline explain before it is said again: \(error)")
        }
    }

    private static func check(_ reply: IngressReply) throws {
        switch reply {
        case .decided(_, let body), .known(_, let body):
            guard case .refused(let refusal) = try SubmissionReplyCodec.decode(body) else { return }
            throw Failure("release: \(refusal.field): \(refusal.reason)")
        case .busy: throw Failure("release: the gateway is busy, expected one that takes requests")
        case .rejected(_, let reason): throw Failure("release: \(reason)")
        case .status, .done, .push:
            throw Failure("release: the gateway gave another answer, expected a decision")
        }
    }
}
