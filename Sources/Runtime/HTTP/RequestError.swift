import Foundation
public import Hummingbird

/// A request that an edge does not take: what is wrong, where, and what was expected.
///
/// The one shape of every error answer of Tierline over HTTP:
/// `{"error":{"code":"malformed","field":"channel","value":"\"fax\"","expected":"one of phone"}}`.
public struct RequestError: HTTPResponseError, Hashable, Sendable {
    /// What kind of trouble it is; stable, for programs.
    public enum Code: String, Sendable, CaseIterable, Hashable {
        case malformed, unauthorized, forbidden
        case notFound = "not_found"
        case conflict
        case tooLarge = "too_large"
        case tooSlow = "too_slow"
        case unsupportedType = "unsupported_type"
        case refused, `internal`, busy, unavailable
    }

    /// What kind of trouble it is.
    public var code: Code
    /// The field, header or part of the path at fault; empty when the request as a whole is.
    public var field: String
    /// What stands there, never a secret and never content.
    public var value: String
    /// What was expected.
    public var expected: String
    /// A machine's own words, when it refused.
    public var reason: String?
    /// The open work that stands in the way, contact by contact.
    public var items: [String] = []
    /// The line of a body of several, from 1.
    public var line: Int?
    /// When it helps to try again, in milliseconds.
    public var retryAfterMilliseconds: UInt32?

    /// Makes an error.
    public init(_ code: Code, field: String = "", value: String = "", expected: String = "") {
        self.code = code
        self.field = field
        self.value = value
        self.expected = expected
    }

    /// The same error, about line `line` of a body of several.
    public func at(line: Int) -> RequestError {
        var error = self
        error.line = line
        return error
    }
}

extension RequestError {
    /// The status it is answered with.
    public var status: HTTPResponse.Status {
        switch code {
        case .malformed: .badRequest
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .unsupportedType: .unsupportedMediaType
        case .refused: .unprocessableContent
        case .internal: .internalServerError
        case .busy, .unavailable: .serviceUnavailable
        }
    }

    /// The JSON object of the answer, on one line.
    public var json: [UInt8] { JSONText.encode(Envelope(error: Body(self))) }

    /// The whole answer.
    public var response: Response {
        var response = Response.json(json, status: status)
        if code == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer realm=\"tierline\"" }
        if let retryAfterMilliseconds {
            response.headers[.retryAfter] = "\(max(1, (UInt64(retryAfterMilliseconds) + 999) / 1000))"
        }
        return response
    }

    /// The same, as the framework asks for it.
    public func response(from request: Request, context: some RequestContext) -> Response { response }

    private struct Envelope: Encodable {
        var error: Body
    }

    private struct Body: Encodable {
        var code: String
        var field: String
        var value: String
        var expected: String
        var reason: String?
        var items: [String]?
        var line: Int?

        init(_ error: RequestError) {
            code = error.code.rawValue
            field = error.field
            value = error.value
            expected = error.expected
            reason = error.reason
            items = error.items.isEmpty ? nil : error.items
            line = error.line
        }
    }
}
