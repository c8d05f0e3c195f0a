import Facts
import HTTP
import Hummingbird
import Wire

/// What became of one event.
struct EventResult {
    /// Taken, or why not.
    enum Outcome {
        case taken(SubmissionReply)
        case notTaken(RequestError)
    }

    /// The line it stood in.
    var line: Int
    /// What became of it.
    var outcome: Outcome

    /// The answer when it was the only one: 201 for a new contact, 200 for anything else taken.
    var response: Response {
        switch outcome {
        case .taken(let reply): .json(ReplyJSON.encode(reply), status: status)
        case .notTaken(let error): error.response
        }
    }

    /// The answer to several: a result for each line, under the status of the gravest.
    ///
    /// A sender that gets 503 sends the same body again; keys absorb what was taken already.
    static func response(_ results: [EventResult]) -> Response {
        var body: [UInt8] = []
        for result in results { body += result.json + [UInt8(ascii: "\n")] }
        let failures = results.compactMap(\.failure)
        let gravest = failures.max { $0.status.code < $1.status.code }
        var response = Response.text(
            body, type: "application/x-ndjson; charset=utf-8", status: gravest?.status ?? .ok)
        if let retry = gravest?.response.headers[.retryAfter] { response.headers[.retryAfter] = retry }
        return response
    }

    private var failure: RequestError? {
        switch outcome {
        case .taken: nil
        case .notTaken(let error): error
        }
    }

    private var json: [UInt8] {
        switch outcome {
        case .taken(let reply): ReplyJSON.encode(reply)
        case .notTaken(let error): error.at(line: line).json
        }
    }

    private var status: HTTPResponse.Status {
        if case .taken(.accepted(.some)) = outcome { return .created }
        return .ok
    }
}
