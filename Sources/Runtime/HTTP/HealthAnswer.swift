import Foundation
public import Hummingbird

/// `GET /healthz`: 200 while the station is ready, 503 while it waits for an upstream or drains.
public enum HealthAnswer {
    private struct Health: Codable {
        var name: String
        var state: String
    }

    /// The answer to a station's status.
    public static func response(to status: [UInt8]) -> Response {
        // A status that cannot be read is the answer "unavailable"; there is nothing else to say about it.
        guard let health = try? JSONDecoder().decode(Health.self, from: Foundation.Data(status)) else {
            return RequestError(.unavailable, value: "no health", expected: "the station's status").response
        }
        return .json(JSONText.encode(health), status: health.state == "ready" ? .ok : .serviceUnavailable)
    }
}
