import Hummingbird
import Logging

/// Gives the framework's own errors the one shape of ``RequestError``, and keeps faults of ours to the log.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = EdgeContext

    /// - Throws: `RequestError` only.
    func handle(
        _ request: Request, context: EdgeContext,
        next: @concurrent (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as RequestError {
            throw error
        } catch let error as HTTPError where error.status == .notFound {
            throw RequestError(
                .notFound, field: "path", value: String(request.uri.path.prefix(200)),
                expected: "a path and method of this program")
        } catch let error as HTTPError where error.status.code < 500 {
            throw RequestError(
                .malformed, field: "request", value: "\(error.status)",
                expected: error.body ?? "a request that HTTP allows")
        } catch {
            context.logger.error("a request failed", metadata: ["reason": "\(error)"])
            throw RequestError(
                .internal, expected: "nothing of the sender: the fault is ours, and in our log")
        }
    }
}
