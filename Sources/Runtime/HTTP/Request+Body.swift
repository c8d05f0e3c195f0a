public import Hummingbird

extension Request {
    /// How long a body may take to arrive.
    static let bodyPatience: Duration = .seconds(30)

    /// The whole body, as long as it has at most `limit` bytes and arrives in time.
    ///
    /// - Throws: `RequestError` 413 above the limit, 408 when it takes too long; what the connection throws
    ///   when it breaks.
    public func bytes(upTo limit: Int) async throws -> [UInt8] {
        try await bytes(upTo: limit, within: Self.bodyPatience)
    }

    func bytes(upTo limit: Int, within patience: Duration) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await wholeBody(upTo: limit) }
            group.addTask {
                // A real deadline for a sender outside, who drips or has gone silent.
                try await Task.sleep(for: patience)
                throw RequestError(
                    .tooSlow, field: "body", value: "not whole after \(patience)",
                    expected: "a body that arrives in time")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func wholeBody(upTo limit: Int) async throws -> [UInt8] {
        let tooLarge = RequestError(
            .tooLarge, field: "body", value: "more than \(limit) bytes", expected: "at most \(limit) bytes")
        if let declared = headers[.contentLength].flatMap({ Int($0) }), declared > limit { throw tooLarge }
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    /// Checks that the body is said to be one of `types`.
    ///
    /// - Throws: `RequestError` 415 otherwise.
    public func requireType(_ types: [String]) throws(RequestError) {
        let written = headers[.contentType] ?? "absent"
        let type = written.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        guard types.contains(type) else {
            throw RequestError(
                .unsupportedType, field: "Content-Type", value: String(written.prefix(100)),
                expected: types.joined(separator: " or "))
        }
    }
}
