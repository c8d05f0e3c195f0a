public import Hummingbird
import Logging

/// Gives every error answer the one shape of ``DoorError``, the framework's own included.
public struct ErrorShape<Context: RequestContext>: RouterMiddleware {
    /// Makes it.
    public init() {}

    /// Passes the request on and shapes what is thrown.
    public func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as DoorError {
            return error.response
        } catch let error as HTTPError where error.status == .notFound {
            let value = String(request.uri.path.prefix(200))
            return DoorError(
                .notFound, field: "path", value: value, expected: "a path and method of this program"
            )
            .response
        } catch let error as HTTPError where error.status.code < 500 {
            let expected = error.body ?? ""
            return DoorError(.malformed, field: "request", value: "\(error.status)", expected: expected)
                .response
        } catch {
            context.logger.error("a request failed", metadata: ["reason": "\(error)"])
            return DoorError(.internal, expected: "nothing of the sender: the fault is ours, and in our log")
                .response
        }
    }
}
